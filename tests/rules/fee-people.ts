import fc from 'fast-check';
import type { Admission, RequiredFacts } from '../../subgraphs/findings/required-facts.ts';
import {
  admissions,
  autumn,
  conditions,
  due,
  fees,
  heiA,
  heiB,
  identity,
  noRow,
  nothing,
  payment,
  place,
  registration,
  registrations,
  right,
  rights,
  row,
  rows,
  spring,
  states,
} from './facts.ts';

const lastAutumn = { startsOn: '2025-08-01', endsOn: '2025-12-31' } as const;
const year = { startsOn: autumn.startsOn, endsOn: spring.endsOn };
const rightIds = ['09901/r1', '09901/r2', '09902/r1'] as const;
const placeIds = ['place-1', 'place-2'] as const;
const term = fc.constantFrom<{ startsOn: string; endsOn: string | null }>(lastAutumn, autumn, spring, year, {
  ...autumn,
  endsOn: null,
});
const sum = fc.constantFrom(3000, 6000, null);
const studyRightId = fc.constantFrom(...rightIds);

const onePlace = fc.record({
  id: fc.constantFrom(...placeIds),
  acceptance: fc.constantFrom('BINDING', 'BINDING', 'PENDING', 'DECLINED'),
  feeObligation: fc.constantFrom('REQUIRED', 'REQUIRED', 'NOT_REQUIRED', 'NOT_CHECKED', null),
  feePayment: fc.constantFrom('PAID', 'EXEMPTED', null, null, null),
  startYear: fc.constantFrom(2026, 2026, 2025, null),
});

/** Now and then one place twice, and not alike. */
const places = fc.oneof(
  { weight: 4, arbitrary: fc.uniqueArray(onePlace, { selector: ({ id }) => id }) },
  { weight: 1, arbitrary: fc.array(onePlace, { maxLength: 3 }) },
);

const phase = fc.record({
  startsOn: fc.constantFrom('2025-08-01', '2026-08-01', '2027-01-01'),
  endsOn: fc.constantFrom('2026-07-31', null),
  language: fc.constantFrom('fi', 'en', null),
  classifications: fc.constant([]),
});

const studyRights = fc.uniqueArray(
  fc.record({
    id: studyRightId,
    type: fc.constantFrom('MASTER', 'MASTER', 'MASTER', 'DOCTORATE'),
    startsOn: fc.constantFrom('2025-08-01', '2026-08-01', '2026-08-01', '2027-08-01', null),
    phases: fc.array(phase, { maxLength: 3 }),
    states: fc.constantFrom(
      states(['ACTIVE', '2025-08-01']),
      states(['ACTIVE', '2025-08-01']),
      states(['OPTION', '2026-08-01']),
      states(['ACTIVE', '2025-08-01'], ['DISCONTINUED', '2026-09-01']),
      states(['ACTIVE', '2025-08-01'], ['UNKNOWN', '2026-09-01']),
    ),
  }),
  { selector: ({ id }) => id, maxLength: 2 },
);

const dueFee = fc
  .record({ studyRightId, term, sum })
  .map((one) => due(one.sum, { studyRightId: one.studyRightId, ...one.term, ...at(one.studyRightId) }));

const paidFee = fc
  .record({ studyRightId, term, sum, fullyPaid: fc.boolean(), keyless: fc.boolean() })
  .map(({ studyRightId: id, keyless, ...one }) =>
    payment(one.sum, {
      ...one.term,
      ...at(id),
      studyRightId: keyless ? null : id,
      fullyPaid: one.fullyPaid,
    }),
  );

const registered = fc
  .record({ studyRightId, term, state: fc.constantFrom('PRESENT', 'ABSENT') })
  .map((one) =>
    registration(one.state, { studyRightId: one.studyRightId, ...one.term, ...at(one.studyRightId) }),
  );

function placeOf(spec: Partial<Admission>): Admission {
  return place({ ...spec, institution: spec.id === 'place-1' ? heiA : heiB });
}

const rowOf = (id: string) => [row('PAID', id), row('UNPAID', id), row('EXEMPTED', id), noRow(id)];

/** People with fees in both registers: phases, ended rights, terms of several years, and records that contradict. */
export const feePeople: fc.Arbitrary<RequiredFacts> = fc.record({
  identity: fc.constant(identity('704')),
  admissions: places.map((specs) =>
    specs.length === 0 ? nothing.admissions : admissions(...specs.map(placeOf)),
  ),
  admissionConditions: fc.constant(conditions()),
  feePayments: fc
    .tuple(
      ...placeIds.map((id) =>
        fc.oneof(
          { weight: 3, arbitrary: fc.constantFrom(...rowOf(id)).map((entry) => [entry]) },
          { weight: 1, arbitrary: fc.shuffledSubarray(rowOf(id), { minLength: 2, maxLength: 2 }) },
        ),
      ),
    )
    .map((entries) => rows(...entries.flat())),
  studyRights: studyRights.map((specs) =>
    specs.length === 0
      ? nothing.studyRights
      : rights(
          ...specs.map((spec) => right({ ...spec, institution: spec.id.startsWith('09901') ? heiA : heiB })),
        ),
  ),
  termRegistrations: fc
    .array(registered, { maxLength: 3 })
    .map((items) => (items.length === 0 ? nothing.termRegistrations : registrations(...items))),
  termFees: fc
    .tuple(fc.array(dueFee, { maxLength: 3 }), fc.array(paidFee, { maxLength: 3 }))
    .map(([owed, paid]) => (owed.length + paid.length === 0 ? nothing.termFees : fees(owed, paid))),
});

function at(rightId: string) {
  return { institution: { code: rightId.slice(0, 5) } };
}
