import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { feesMock } from '../../mocks/fees.ts';
import type { Person } from '../../mocks/person.ts';
import { type MockRegistry, type RunningMock, startMock } from '../../mocks/registry-server.ts';
import { fees } from '../../subgraphs/fees/index.ts';
import type { Environment } from '../../subgraphs/registry/subgraph.ts';
import {
  accountAt,
  admitted,
  fee,
  logInsAt,
  oid20,
  person,
  place,
  type SubgraphUnderTest,
  underTest,
} from './valinta-tulos-service.ts';

const people: readonly Person[] = [person([1], { places: [place(1)], feeRows: [fee(1, 1)] })];

const payments = 'feePayments { state reason { code } items { admissionId state reason { code } payment } }';
const conditions = `admissionConditions {
  state reason { code } items { admissionId }
}`;

const clock = { now: Date.parse('2026-06-01T09:00:00Z') };
let mock: RunningMock;
let open: SubgraphUnderTest[] = [];

beforeAll(async () => {
  mock = await startMock(feesMock, { people, now: () => clock.now }, 0);
});
afterAll(() => mock.close());
beforeEach(() => mock.clearCalls());
afterEach(async () => {
  await Promise.all(open.map((subgraph) => subgraph.close()));
  open = [];
});

describe('calls', () => {
  it('of 20 requests at once share one log-in, both kinds of question together', async () => {
    const shared = subgraph();
    const ask = () => shared.students(`${payments} ${conditions}`, [admitted([1], [[1, 1]])]);
    await Promise.all(Array.from({ length: 20 }, ask));
    expect(logInsAt(mock)).toBe(1);
  });

  it('log in again exactly once when the register has ended the session', async () => {
    const shared = subgraph();
    await shared.students(payments, [admitted([1], [[1, 1]])]);
    clock.now += 61 * 60_000;
    mock.clearCalls();
    const [found] = await shared.students(payments, [
      admitted(
        [1],
        [
          [1, 1],
          [1, 2],
        ],
      ),
    ]);
    expect(found).toMatchObject({ feePayments: { state: 'KNOWN' } });
    expect(logInsAt(mock)).toBe(1);
  });

  it('with a wrong password stop at one log-in, however many options there are', async () => {
    const places = Array.from({ length: 40 }, (_, n) => [1, n] as const);
    const [found] = await subgraph({ FEES_PASSWORD: 'wrong' }).students(payments, [admitted([1], places)]);
    expect(found).toMatchObject({
      feePayments: { state: 'SOURCE_UNAVAILABLE', reason: { code: 'AUTHENTICATION_FAILED' }, items: null },
    });
    expect(logInsAt(mock)).toBe(1);
  });

  it('to a server that is gone tell that it is unreachable', async () => {
    const gone = await startMock(feesMock, { people, now: Date.now }, 0);
    await gone.close();
    const nobody = subgraph({ FEES_URL: gone.url, FEES_CAS_URL: `${gone.url}/cas` });
    const [found] = await nobody.students(`${payments} ${conditions}`, [admitted([1], [[1, 1]])]);
    const unreachable = { state: 'SOURCE_UNAVAILABLE', reason: { code: 'UNREACHABLE' }, items: null };
    expect(found).toMatchObject({ feePayments: unreachable, admissionConditions: unreachable });
  });

  it('are not made once nobody waits for the answer', async () => {
    const [found] = await subgraph().students(payments, [admitted([1], [[1, 1]])], AbortSignal.abort());
    expect(found).toMatchObject({ feePayments: { reason: { code: 'TIMEOUT' } } });
    expect(mock.calls()).toEqual([]);
  });
});

it('one application that the register cannot assemble costs only itself', async () => {
  const bad = oid20(11, 33);
  const failing: MockRegistry = {
    name: 'fees',
    routes: (app, world) => {
      app.addHook('preHandler', async (request, reply) => {
        if (JSON.stringify(request.body ?? '').includes(bad)) return reply.code(500).send();
      });
      feesMock.routes(app, world);
    },
  };
  const crowd = Array.from({ length: 64 }, (_, n) => person([n], { places: [place(n)] }));
  const poisoned = await startMock(failing, { people: crowd, now: Date.now }, 0);
  const found = await subgraph(accountAt(poisoned.url, 'FEES')).students(
    'admissionConditions { state reason { code } }',
    crowd.map((_, n) => admitted([n], [[n, 1]])),
  );
  const known = { admissionConditions: { state: 'KNOWN', reason: null } };
  const lost = { admissionConditions: { state: 'SOURCE_UNAVAILABLE', reason: { code: 'SOURCE_ERROR' } } };
  expect(found).toEqual(crowd.map((_, n) => (n === 33 ? lost : known)));
  expect(poisoned.calls().filter(({ path }) => path.includes('valinnan-tulos/'))).toHaveLength(13);
  await poisoned.close();
});

function subgraph(changes: Environment = {}): SubgraphUnderTest {
  const made = underTest(fees, { ...accountAt(mock.url, 'FEES'), ...changes });
  open.push(made);
  return made;
}
