import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { feesMock } from '../../mocks/fees.ts';
import type { Person } from '../../mocks/person.ts';
import { type RunningMock, startMock } from '../../mocks/registry-server.ts';
import { fees } from '../../subgraphs/fees/index.ts';
import {
  accountAt,
  admitted,
  fee,
  oid20,
  person,
  place,
  type SubgraphUnderTest,
  underTest,
} from './valinta-tulos-service.ts';

const option = (end: number) => ({ option: { oid: oid20(20, end), name: {} } });
const people: readonly Person[] = [
  person([1], { places: [place(1), place(1, option(2))], feeRows: [fee(1, 1), fee(999, 1), fee(998, 2)] }),
  person([2], {
    places: [place(2, { condition: { en: 'Original certificate by 31.8.' }, published: false })],
  }),
  person([11, 91], {
    places: [place(91, { ...option(3), acceptanceDeadline: '2026-07-11T12:00:00Z' })],
    feeRows: [fee(91, 3, { maksuntila: 'VAPAUTETTU' })],
  }),
  person([12, 92], {
    places: [place(12, option(4))],
    feeRows: [
      fee(12, 4, { recordedAt: '2026-05-02T10:00:00Z' }),
      fee(92, 4, { maksuntila: 'MAKSAMATTA', recordedAt: '2026-05-03T10:00:00Z' }),
    ],
  }),
];

const payments = 'feePayments { state reason { code } items { admissionId state reason { code } payment } }';
const conditions = `admissionConditions {
  state reason { code } source { registry servedFrom } complete
  items { admissionId conditional condition { fi en } published acceptanceDeadlineAt }
}`;
const feePath = '/valinta-tulos-service/auth/lukuvuosimaksu/';
const resultPath = '/valinta-tulos-service/auth/valinnan-tulos/hakemus/';

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

describe('fee payments', () => {
  it('are asked once for each distinct option, and without a row nothing is said to be unpaid', async () => {
    const found = await subgraph().students(payments, [
      admitted(
        [1],
        [
          [1, 1],
          [1, 2],
        ],
      ),
      admitted([2], [[2, 1]]),
    ]);
    const none = { state: 'KNOWN_NONE', reason: { code: 'NO_PAYMENT_RECORD' }, payment: null };
    expect(found).toEqual([
      {
        feePayments: {
          state: 'KNOWN',
          reason: null,
          items: [
            { admissionId: 'place 1.1', state: 'KNOWN', reason: null, payment: 'PAID' },
            { admissionId: 'place 1.2', ...none },
          ],
        },
      },
      {
        feePayments: {
          state: 'KNOWN_NONE',
          reason: { code: 'NO_PAYMENT_RECORD' },
          items: [{ admissionId: 'place 2.1', ...none }],
        },
      },
    ]);
    expect(pathsUnder(feePath)).toEqual([1, 2].map((end) => `${feePath}${oid20(20, end)}`));
    expect(mock.calls().filter(({ path }) => path.includes('1.2.246.562.24.'))).toEqual([]);
  });

  it('are found under any linked OID, and rows that disagree are a conflict', async () => {
    const found = await subgraph().students(
      'feePayments { state items { state reason { code } payment paymentLabel { fi } recordedAt } }',
      [admitted([11, 91], [[91, 3]]), admitted([12, 92], [[12, 4]])],
    );
    expect(found).toEqual([
      {
        feePayments: {
          state: 'KNOWN',
          items: [
            {
              state: 'KNOWN',
              reason: null,
              payment: 'EXEMPTED',
              paymentLabel: { fi: 'Vapautettu' },
              recordedAt: '2026-05-01T10:00:00.000Z',
            },
          ],
        },
      },
      {
        feePayments: {
          state: 'CONFLICT',
          items: [
            {
              state: 'CONFLICT',
              reason: { code: 'RECORDS_CONTRADICT' },
              payment: 'UNPAID',
              paymentLabel: { fi: 'Maksamatta' },
              recordedAt: '2026-05-03T10:00:00.000Z',
            },
          ],
        },
      },
    ]);
  });

  it('of an option that the register does not know are unavailable, and its neighbour stands', async () => {
    const [found] = await subgraph().students(payments, [
      admitted(
        [1],
        [
          [1, 404],
          [1, 1],
        ],
      ),
    ]);
    expect(found).toMatchObject({
      feePayments: {
        state: 'KNOWN',
        reason: { code: 'REJECTED_BY_SOURCE' },
        items: [
          { state: 'SOURCE_UNAVAILABLE', reason: { code: 'REJECTED_BY_SOURCE' }, payment: null },
          { state: 'KNOWN', payment: 'PAID' },
        ],
      },
    });
  });

  it('are not asked for an option whose OID has no such shape', async () => {
    const odd = admitted([1], [[1, 1]]);
    const items = [{ id: 'x', applicationOid: oid20(11, 1), applicationOption: { oid: '../../cas/migri' } }];
    const [found] = await subgraph().students(payments, [{ ...odd, admissions: { state: 'KNOWN', items } }]);
    expect(found).toMatchObject({ feePayments: { state: 'SOURCE_UNAVAILABLE', items: null } });
    expect(mock.calls()).toEqual([]);
  });

  it('asked under one number only prove nothing', async () => {
    const unresolved = admitted(
      [1],
      [
        [1, 1],
        [1, 2],
      ],
      { resolution: 'UNRESOLVED' },
    );
    const ambiguous = { state: 'AMBIGUOUS', reason: { code: 'IDENTITY_UNRESOLVED' } };
    const [found] = await subgraph().students(payments, [unresolved]);
    expect(found).toMatchObject({
      feePayments: {
        ...ambiguous,
        items: [
          { ...ambiguous, payment: 'PAID' },
          { ...ambiguous, payment: null },
        ],
      },
    });
  });
});

describe('conditions of admission', () => {
  it('are asked for all applications in one call', async () => {
    const asked = [admitted([2], [[2, 1]]), admitted([11, 91], [[91, 3]]), admitted([1], [[1, 404]])];
    const found = await subgraph().students(conditions, asked);
    const source = { registry: 'OPINTOPOLKU', servedFrom: 'REGISTRY' };
    const known = { state: 'KNOWN', reason: null, source, complete: true };
    const free = { conditional: false, condition: null, published: true };
    expect(found).toEqual([
      {
        admissionConditions: {
          ...known,
          items: [
            {
              admissionId: 'place 2.1',
              conditional: true,
              condition: { fi: null, en: 'Original certificate by 31.8.' },
              published: false,
              acceptanceDeadlineAt: null,
            },
          ],
        },
      },
      {
        admissionConditions: {
          ...known,
          items: [{ admissionId: 'place 91.3', ...free, acceptanceDeadlineAt: '2026-07-11T12:00:00.000Z' }],
        },
      },
      {
        admissionConditions: {
          state: 'KNOWN_NONE',
          reason: { code: 'NOT_REPORTED' },
          source,
          complete: null,
          items: null,
        },
      },
    ]);
    expect(pathsUnder(resultPath)).toHaveLength(1);
  });

  it('are asked 200 applications at a time', async () => {
    const asked = Array.from({ length: 5001 }, (_, n) => admitted([n], [[n, 1]]));
    const found = await subgraph().students('admissionConditions { state }', asked);
    expect(found).toHaveLength(5001);
    expect(pathsUnder(resultPath)).toHaveLength(26);
  });
});

function subgraph(): SubgraphUnderTest {
  const made = underTest(fees, accountAt(mock.url, 'FEES'));
  open.push(made);
  return made;
}

function pathsUnder(start: string): readonly string[] {
  const paths = mock.calls().map(({ path }) => path);
  return paths.filter((path) => path.startsWith(start)).sort();
}
