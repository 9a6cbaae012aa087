import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAccess } from '../../gateway/access/settings.ts';
import { type LawfulSystem, startLawful } from '../lawful/lawful-system.ts';
import { officerBulkQuery } from '../officer-query.ts';
import { type Headers, officialHeaders } from '../sandbox-access.ts';
import { clientsFileWith } from './clients-file.ts';

const generated = 120;
const answerKib = 200;

let system: LawfulSystem;
let people: readonly string[];

beforeAll(async () => {
  const environment = { CLIENTS_FILE: clientsFileWith({ migri: { answerKib } }) };
  system = await startLawful({ generated, environment });
  people = system.people.slice(-generated).flatMap(({ records }) => records[0]?.oid ?? []);
});
afterAll(() => system.close());

async function ask(oppijanumerot: readonly string[], more: Headers = {}) {
  const traceId = crypto.randomUUID().replaceAll('-', '');
  const headers = {
    'content-type': 'application/json',
    ...(await officialHeaders('MIGRI_FIRST_PERMIT', { 'x-request-trace-id': traceId, ...more })),
  };
  const reply = await system.raw(
    JSON.stringify({ query: officerBulkQuery, variables: { oppijanumerot } }),
    headers,
  );
  return { ...reply, outcomes: await system.recordsOf('OUTCOME', traceId), traceId };
}

describe('an answer larger than its client may get', () => {
  it.each([
    ['made in portions', {}],
    // Whoever is told what happens inside gets no answer in portions.
    ['made in one', { 'x-data-flow': 'include' }],
  ])('does not leave, and its records say so: %s', async (_how, headers) => {
    const { status, text, outcomes, traceId } = await ask(people, headers);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'ANSWER_TOO_LARGE' } }],
    });
    expect(text).not.toContain(people[0]);
    expect(outcomes).toHaveLength(generated);
    expect(new Set(outcomes.map(({ result }) => result))).toEqual(new Set(['NOT_DELIVERED']));
    const told = outcomes.flatMap((outcome) => outcome.told);
    expect(told.filter(({ read }) => read.length > 0)).not.toEqual([]);
    expect(told.filter(({ disclosed }) => disclosed.length > 0)).toEqual([]);
    expect(told.filter(({ commitments }) => Object.keys(commitments).length > 0)).toEqual([]);
    const refusals = await system.recordsOf('REFUSAL', traceId);
    expect(refusals.map(({ code }) => code)).toEqual(['ANSWER_TOO_LARGE']);
  });

  it('is no larger than it was: about fewer people it leaves', async () => {
    const { status, text, outcomes } = await ask(people.slice(0, 10));
    expect(status).toBe(200);
    expect(JSON.parse(text).data.students).toHaveLength(10);
    expect(new Set(outcomes.map(({ result }) => result))).toEqual(new Set(['DISCLOSED']));
  });
});

it('a client that says nothing of its answers may get one about all whom it may ask for', () => {
  const access = loadAccess({}, 'mock');
  if (!access.ok) throw new Error('no sandbox');
  const migri = access.value.clients.byToken('sandbox', { client_id: 'migri' });
  expect(migri?.client.limits).toMatchObject({ peoplePerList: 5_000, answerKib: 121_024 });
  // The largest of 500 generated students took 16,456 bytes of the officer's full query.
  expect(5_000 * 16_456).toBeLessThan(121_024 * 1024);
});
