import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publicKeyIn } from '../../gateway/disclosure/command/opened.ts';
import { checkReceipt } from '../../gateway/disclosure/receipts/check.ts';
import { openSource } from '../../gateway/disclosure/store/open-source.ts';
import { officerBulkQuery, personaOid } from '../officer-query.ts';
import { officialHeaders } from '../sandbox-access.ts';
import { type LawfulSystem, startLawful, timeless } from './lawful-system.ts';

// Answers about more people than go into one call are made in portions.

const generated = 450;
const [master, slave] = [personaOid(9011), personaOid(9111)];
const virtaTakes = 200;

let system: LawfulSystem;
let asked: readonly string[];

beforeAll(async () => {
  system = await startLawful({ generated });
  const others = system.people.slice(-generated).flatMap(({ records }) => records[0]?.oid ?? []);
  // The same people again, and under another number, far from where they stand first.
  asked = [
    master,
    'no number',
    ...others,
    slave,
    personaOid(9015),
    ...others.slice(0, 3),
    'no number',
    master,
  ];
});
afterAll(() => system.close());
beforeEach(() => system.clearCalls());
afterEach(async () => {
  system.mock('virta').setGate(null);
  await system.mock('virta').setFault(null);
});

interface Entry {
  readonly askedFor: string;
  readonly code: string;
  readonly student: {
    readonly oppijanumero: string;
    readonly studyRights: { readonly state: string; readonly items: readonly unknown[] | null };
    readonly studyRightValidity: { readonly determination: string };
    readonly admissions: { readonly state: string };
  } | null;
}

async function entriesFor(oppijanumerot: readonly string[]): Promise<readonly Entry[]> {
  const { body, status } = await system.ask(officerBulkQuery, { oppijanumerot });
  expect(status).toBe(200);
  expect(body.errors).toBeUndefined();
  return body.data.students;
}

describe('an answer about many people', () => {
  it('says of each what an answer about few says, in the order asked, and asks no registry more often', async () => {
    const whole = await entriesFor(asked);
    const calls = system.dataCalls();
    expect(whole.map(({ askedFor }) => askedFor)).toEqual(asked);
    const few: Entry[] = [];
    for (let from = 0; from < asked.length; from += 100)
      few.push(...(await entriesFor(asked.slice(from, from + 100))));
    expect(timeless(whole)).toEqual(timeless(few));
    expect(calls).toMatchObject({ oppijanumero: 2, opintopolku: 3, virta: 3, migri: 1 });
  });

  it('comes with a receipt for all of it, and one record a person', async () => {
    const traceId = crypto.randomUUID().replaceAll('-', '');
    const headers = await officialHeaders('MIGRI_POST_CHECK', { 'x-request-trace-id': traceId });
    const variables = { oppijanumerot: asked };
    const query = `query ($oppijanumerot: [ID!]!) {
      all: students(oppijanumerot: $oppijanumerot) { askedFor code student { who: oppijanumero studyRights { state items { type } } } }
    }`;
    const { body } = await system.ask(query, variables, headers);
    const source = await openSource(system.place);
    const problems = async (answer: unknown) =>
      (await checkReceipt(answer, publicKeyIn(undefined, system.keysFolder), source)).problems;
    expect(await problems(body)).toEqual([]);
    const outcomes = await system.recordsOf('OUTCOME', traceId);
    const people = new Set(
      body.data.all.flatMap(({ student }: { student: { who: string } | null }) => student?.who ?? []),
    );
    expect(new Set(outcomes.map(({ subject }) => subject))).toEqual(new Set([...people, slave]));
    expect(outcomes).toHaveLength(people.size + 1);
    expect(outcomes.every(({ result }) => result === 'DISCLOSED')).toBe(true);
    const changed = structuredClone(body);
    changed.data.all[300].student.studyRights.state = 'KNOWN_NONE';
    changed.data.all[301].code = 'NOT_LINKED';
    expect(await problems(changed)).toEqual([
      'data: all.300.student.studyRights (studyRights) is not what the log committed to',
      'data: something outside the facts was changed',
    ]);
    await source.close();
  });

  it('lacks what one call of a registry did not bring, and has the rest', async () => {
    let calls = 0;
    const virta = system.mock('virta');
    virta.setGate(async () => {
      calls += 1;
      await virta.setFault(calls === 2 ? { fault: 'status-500' } : null);
    });
    const entries = await entriesFor(asked);
    const missing = entries.filter(({ student }) => student?.studyRights.state === 'SOURCE_UNAVAILABLE');
    expect(missing.length).toBeGreaterThan(0);
    expect(missing.length).toBeLessThanOrEqual(virtaTakes);
    for (const { student } of missing) {
      expect(student?.studyRights.items).toBeNull();
      expect(student?.studyRightValidity.determination).toBe('UNDETERMINED');
      expect(student?.admissions.state).not.toBe('SOURCE_UNAVAILABLE');
    }
    expect(calls).toBe(3);
  });

  it('is none when its client goes away, and nobody is asked further', async () => {
    let calls = 0;
    const gone = new AbortController();
    system.mock('virta').setGate(async () => {
      calls += 1;
      gone.abort();
      await setTimeout(200);
    });
    const headers = { ...(await officialHeaders('MIGRI_POST_CHECK')), 'content-type': 'application/json' };
    const body = JSON.stringify({ query: officerBulkQuery, variables: { oppijanumerot: asked } });
    const sent = fetch(`${system.url}/graphql`, { method: 'POST', headers, body, signal: gone.signal });
    await expect(sent).rejects.toThrow();
    const goneOutcomes = async () =>
      (await system.records()).filter((one) => one.kind === 'OUTCOME' && one.result === 'CLIENT_GONE').length;
    await expect.poll(goneOutcomes, { timeout: 30_000 }).toBeGreaterThan(generated);
    expect(calls).toBeLessThanOrEqual(3);
  });

  it('has VIRTA asked no further ahead than what it told can be put together', async () => {
    const slow = await startLawful({ generated, environment: { VIRTA_CONNECTIONS: '1' } });
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    // Without the fees nobody's facts can be put together.
    slow.mock('fees').setGate(() => released);
    const answer = slow.ask(officerBulkQuery, { oppijanumerot: asked });
    await expect.poll(() => slow.dataCalls().virta, { timeout: 30_000 }).toBe(1);
    await expect.poll(() => slow.dataCalls().opintopolku, { timeout: 30_000 }).toBe(3);
    await setTimeout(1_000);
    expect(slow.dataCalls().virta).toBe(1);
    release();
    expect((await answer).body.data.students).toHaveLength(asked.length);
    expect(slow.dataCalls().virta).toBe(3);
    await slow.close();
  });
});
