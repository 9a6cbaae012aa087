import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { officerBulkQuery, officerQuery, personaOid } from '../officer-query.ts';
import { developerHeaders, type Headers, personHeaders } from '../sandbox-access.ts';
import { modes, type System, startSystem } from '../system.ts';

const never = () => new Promise<void>(() => undefined);
const today = '2026-11-24';

describe.each(modes)('a registry that never answers, %s', (mode) => {
  let system: System;
  beforeAll(async () => {
    const environment = { QUERY_DEADLINE_MS: '3000', BULK_DEADLINE_MS: '3000' };
    system = await startSystem({ mode, today, environment });
    await system.ask(officerQuery, { oppijanumero: personaOid(9000) });
  });
  afterEach(() => system.mock('virta').setGate(null));
  afterAll(() => system.close());

  test('costs its own facts when the time is up, and all others stand', async () => {
    system.mock('virta').setGate(never);
    const { status, body } = await system.ask(officerQuery, { oppijanumero: personaOid(9000) });
    expect([status, body.errors]).toEqual([200, undefined]);
    const { student } = body.data;
    expect(student.studyRights).toMatchObject({ state: 'SOURCE_UNAVAILABLE', reason: { code: 'TIMEOUT' } });
    expect(student).toMatchObject({
      identity: { state: 'KNOWN' },
      feePayments: { state: 'KNOWN' },
      permits: { state: 'KNOWN' },
      bindingStudyPlace: { value: 'BINDING' },
      studyRightValidity: { determination: 'UNDETERMINED', value: null },
    });
  });

  test('costs a query over many the same', async () => {
    system.mock('virta').setGate(never);
    const { body } = await system.ask(officerBulkQuery, { oppijanumerot: [9000, 9004].map(personaOid) });
    expect(body.errors).toBeUndefined();
    for (const { student } of body.data.students) {
      expect(student.studyRights).toMatchObject({ reason: { code: 'TIMEOUT' } });
      expect(student.admissions.state).toBe('KNOWN');
    }
  });
});

test('the first registry never answering leaves time to ask the others under the number given', async () => {
  const system = await startSystem({ today, environment: { QUERY_DEADLINE_MS: '8000' } });
  system.mock('oppijanumero').setGate(never);
  const { status, body } = await system.ask(officerQuery, { oppijanumero: personaOid(9000) });
  expect([status, body.errors]).toEqual([200, undefined]);
  expect(body.data.student.identity).toMatchObject({
    state: 'SOURCE_UNAVAILABLE',
    reason: { code: 'TIMEOUT' },
  });
  expect(body.data.student.studyRights).toMatchObject({
    state: 'AMBIGUOUS',
    reason: { code: 'IDENTITY_UNRESOLVED' },
    items: [{ type: 'MASTER' }],
  });
  await system.close();
});

test('over capacity a query waits for room, is refused when none comes, and those let in finish', async () => {
  const system = await startSystem({
    today,
    environment: { MAX_CONCURRENT_QUERIES: '2', MIN_CONCURRENT_QUERIES: '2' },
  });
  const { promise: held, resolve: open } = Promise.withResolvers<void>();
  let waiting = 0;
  system.mock('oppijanumero').setGate(() => {
    waiting += 1;
    return held;
  });
  const four = [9000, 9001, 9002, 9003];
  const inside = four.map((number) => system.ask(officerQuery, { oppijanumero: personaOid(number) }));
  // All are inside once the log-in that they share waits at the registry: four of a client always are.
  await expect.poll(() => waiting).toBeGreaterThan(0);
  const askedBy = (headers: Headers): Promise<Response> =>
    fetch(`${system.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
  // The client has its share, and another finds no room.
  const [more, another] = await Promise.all([
    askedBy(await developerHeaders()),
    askedBy(await personHeaders('P00', [])),
  ]);
  expect([more.status, another.status, another.headers.get('retry-after')]).toEqual([429, 503, '1']);
  expect(await more.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  expect(await another.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });
  open();
  const finished = await Promise.all(inside);
  expect(finished.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await system.ask('{ __typename }')).status).toBe(200);
  await system.close();
});
