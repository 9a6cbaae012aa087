import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOpintopolkuMock } from '../../mocks/opintopolku.ts';
import type { Person } from '../../mocks/person.ts';
import { type RecordedCall, type RunningMock, startMock } from '../../mocks/registry-server.ts';
import { opintopolku } from '../../subgraphs/opintopolku/index.ts';
import type { Environment } from '../../subgraphs/registry/subgraph.ts';
import {
  accountAt,
  logInsAt,
  oid24,
  person,
  place,
  type SubgraphUnderTest,
  student,
  underTest,
} from './valinta-tulos-service.ts';

const asha = person([1], { places: [place(1)] });
const crowd = Array.from({ length: 1000 }, (_, n) => person([1000 + n], { places: [place(1000 + n)] }));
// The last of five thousand, far from the others.
const last = person([5999], { places: [place(5999)] });
const people: readonly Person[] = [asha, ...crowd, last];

const brief =
  'admissions { state reason { code whoCanFix } source { registry servedFrom } complete items { id } }';
const states = 'admissions { state reason { code } }';
const question = '/valinta-tulos-service/cas/migri/hakemukset/henkilo-oidit';

const clock = { now: Date.parse('2026-06-01T09:00:00Z') };
const poisoned = new Set<string>();
let mock: RunningMock;
let open: SubgraphUnderTest[] = [];

beforeEach(async () => {
  poisoned.clear();
  mock = await startMock(createOpintopolkuMock({ poisoned }), { people, now: () => clock.now }, 0);
});
afterEach(async () => {
  await Promise.all(open.map((subgraph) => subgraph.close()));
  open = [];
  await mock.close();
});

describe('calls', () => {
  it('hold 200 OIDs: 5,001 persons are 26 calls, and no path names a person', async () => {
    const asked = Array.from({ length: 5001 }, (_, n) => student([oid24(1000 + n)]));
    const found = await subgraph().students(states, asked);
    expect(found).toHaveLength(5001);
    expect(found[999]).toMatchObject({ admissions: { state: 'KNOWN' } });
    expect(found[5000]).toMatchObject({ admissions: { state: 'KNOWN_NONE' } });
    expect(
      questions()
        .map(({ persons }) => persons)
        .sort(),
    ).toEqual([1, ...Array.from({ length: 25 }, () => 200)]);
    expect(mock.calls().filter(({ path }) => path.includes('1.2.246.562.24.'))).toEqual([]);
  });

  it('never split one person’s OIDs', async () => {
    const merged = [0, 2, 4].map((n) => student([oid24(2000 + n), oid24(2001 + n)]));
    await subgraph({ OPINTOPOLKU_BATCH: '5' }).students(states, merged);
    expect(
      questions()
        .map(({ persons }) => persons)
        .sort(),
    ).toEqual([2, 4]);
  });

  it('of 20 requests at once share one log-in', async () => {
    const shared = subgraph({ OPINTOPOLKU_BATCH_WINDOW_MS: '0' });
    await Promise.all(Array.from({ length: 20 }, () => shared.students(states, [student([oid24(1)])])));
    expect(logInsAt(mock)).toBe(1);
    expect(questions()).toHaveLength(20);
  });

  it('log in again exactly once when the register has ended the session', async () => {
    const shared = subgraph();
    await shared.students(states, [student([oid24(1)])]);
    clock.now += 61 * 60_000;
    mock.clearCalls();
    const many = Array.from({ length: 5 }, () => shared.students(states, [student([oid24(1)])]));
    for (const [found] of await Promise.all(many)) {
      expect(found).toMatchObject({ admissions: { state: 'KNOWN' } });
    }
    expect(logInsAt(mock)).toBe(1);
  });
});

describe('failures', () => {
  it.each([
    ['a wrong password', { OPINTOPOLKU_PASSWORD: 'wrong' }, 0],
    ['a missing right', { OPINTOPOLKU_USERNAME: 'norights', OPINTOPOLKU_PASSWORD: 'norights' }, 1],
  ])('of log-in: %s is told and not tried again', async (_case, account, asked) => {
    const [found] = await subgraph(account).students(brief, [student([oid24(1)])]);
    expect(found).toEqual({
      admissions: {
        state: 'SOURCE_UNAVAILABLE',
        reason: { code: 'AUTHENTICATION_FAILED', whoCanFix: 'GATEWAY_OPERATOR' },
        source: { registry: 'OPINTOPOLKU', servedFrom: 'NOTHING' },
        complete: null,
        items: null,
      },
    });
    expect(logInsAt(mock)).toBe(1);
    expect(questions()).toHaveLength(asked);
  });

  it('of a server that is gone are told as unreachable', async () => {
    await mock.close();
    const [found] = await subgraph().students(states, [student([oid24(1)])]);
    expect(found).toEqual({ admissions: { state: 'SOURCE_UNAVAILABLE', reason: { code: 'UNREACHABLE' } } });
  });

  it('of a server that never answers are told as a timeout', async () => {
    const opened = Promise.withResolvers<void>();
    mock.setGate(() => opened.promise);
    const [found] = await subgraph({ OPINTOPOLKU_TIMEOUT_MS: '100' }).students(states, [student([oid24(1)])]);
    expect(found).toEqual({ admissions: { state: 'SOURCE_UNAVAILABLE', reason: { code: 'TIMEOUT' } } });
    opened.resolve();
  });

  it.each([[[1700]], [[1003, 1998]], [[1000, 1099, 1199]], [[1097, 1098, 5999]]])(
    'of at most three persons among 5,000 (%j) cost nobody else anything',
    async (bad) => {
      for (const oid of bad) poisoned.add(oid24(oid));
      const asked = Array.from({ length: 5000 }, (_, n) => student([oid24(1000 + n)]));
      const found = await subgraph().students(states, asked);
      const failed = found.flatMap((one, n) => (JSON.stringify(one).includes('"KNOWN') ? [] : [1000 + n]));
      expect(failed).toEqual(bad);
      expect(found[(bad[0] ?? 0) - 1000]).toEqual({
        admissions: { state: 'SOURCE_UNAVAILABLE', reason: { code: 'SOURCE_ERROR' } },
      });
      const perPerson = 2 * Math.ceil(Math.log2(200));
      expect(questions().length).toBeLessThanOrEqual(25 + bad.length * perPerson);
    },
  );

  it('of every call are given up after a few', async () => {
    for (const { records } of crowd) for (const { oid } of records) poisoned.add(oid);
    const found = await subgraph().students(
      states,
      crowd.map(({ records }) => student(records.map(({ oid }) => oid))),
    );
    // Once the breaker has opened, the batches that are left are not asked about.
    const codes = new Set(found.map((one) => JSON.stringify(one).match(/"code":"(\w+)"/)?.[1]));
    expect([...codes].filter((code) => code !== 'CIRCUIT_OPEN')).toEqual(['SOURCE_ERROR']);
    // Each of five calls is given up after seven.
    expect(questions().length).toBeLessThanOrEqual(35);
  });
});

function subgraph(changes: Environment = {}): SubgraphUnderTest {
  const made = underTest(opintopolku, { ...accountAt(mock.url, 'OPINTOPOLKU'), ...changes });
  open.push(made);
  return made;
}

function questions(): readonly RecordedCall[] {
  return mock.calls().filter(({ path }) => path === question);
}
