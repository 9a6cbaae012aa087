import fc from 'fast-check';
import type { RequiredFacts, StudyRight } from '../../subgraphs/findings/required-facts.ts';
import {
  admissions,
  autumn,
  condition,
  conditions,
  due,
  envelope,
  fees,
  heiA,
  heiB,
  identity,
  noRow,
  nothing,
  payment,
  place,
  progress,
  registration,
  registrations,
  right,
  rights,
  row,
  rows,
  spring,
  states,
} from './facts.ts';

const placeIds = ['place-1', 'place-2'] as const;
const institutions = { 'place-1': heiA, 'place-2': heiB } as const;
const rightIds = ['09901/r1', '09902/r1'] as const;
const euros = fc.constantFrom(0, 3000, 6000);

const places = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...placeIds),
    acceptance: fc.constantFrom(
      'PENDING',
      'BINDING',
      'WAITING_FOR_HIGHER_PREFERENCE',
      'DECLINED',
      'TOOK_ANOTHER_PLACE',
      'UNKNOWN',
    ),
    feeObligation: fc.constantFrom('REQUIRED', 'NOT_REQUIRED', 'NOT_CHECKED', null),
    firstRegistration: fc.constantFrom('NOT_DONE', 'PRESENT', 'ABSENT', 'DID_NOT_REGISTER'),
  }),
  { selector: ({ id }) => id },
);

const rightStates = fc.constantFrom<StudyRight['states']>(
  states(['ACTIVE', '2026-08-01']),
  states(['OPTION', '2026-08-01']),
  states(['ACTIVE', '2024-08-01'], ['DISCONTINUED', '2026-07-31']),
  states(['UNKNOWN', '2026-08-01']),
);

const studyRights = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...rightIds),
    type: fc.constantFrom('MASTER', 'DOCTORATE', 'INTERNATIONAL_EXCHANGE', 'OPEN_UNIVERSITY', 'UNKNOWN'),
    languages: fc.constantFrom<readonly string[]>(['en'], ['fi'], []),
    startsOn: fc.constantFrom('2024-08-01', '2026-08-01'),
    states: rightStates,
  }),
  { selector: ({ id }) => id },
);

const ofRight = fc.record({
  studyRightId: fc.constantFrom(...rightIds),
  term: fc.constantFrom(autumn, spring),
});

const condition_ = fc.record({
  admissionId: fc.constantFrom(...placeIds),
  conditional: fc.constantFrom(true, false, null),
});

const dueFee = fc
  .tuple(ofRight, euros)
  .map(([{ studyRightId, term }, sum]) =>
    due(sum, { studyRightId, ...term, institution: codeOf(studyRightId) }),
  );

const paidFee = fc
  .tuple(ofRight, euros, fc.boolean(), fc.boolean())
  .map(([{ studyRightId, term }, sum, fullyPaid, keyless]) =>
    payment(sum, {
      studyRightId: keyless ? null : studyRightId,
      ...term,
      fullyPaid,
      institution: codeOf(studyRightId),
    }),
  );

const registered = fc
  .tuple(ofRight, fc.constantFrom('PRESENT', 'ABSENT', 'ABSENT_STATUTORY', 'MISSING', 'UNKNOWN'))
  .map(([{ studyRightId, term }, state]) =>
    registration(state, { studyRightId, ...term, institution: codeOf(studyRightId) }),
  );

const attained = fc.constantFrom(...rightIds).map((studyRightId) => ({
  studyRightId,
  firstAttainmentOn: '2026-10-01',
  firstDoneOn: '2026-10-01',
  latestDoneOn: '2026-10-01',
  institution: codeOf(studyRightId),
}));

const feeRows = fc
  .tuple(
    ...placeIds.map((id) =>
      fc.constantFrom(row('PAID', id), row('UNPAID', id), row('EXEMPTED', id), noRow(id)),
    ),
  )
  .map((entries) => rows(...entries));

/** An answer of each registry, complete: what it has, or that it has none. */
export const answers = {
  identity: fc.uniqueArray(fc.constantFrom('704', '246', '998', '991')).map((codes) => identity(...codes)),
  admissions: places.map((specs) =>
    specs.length === 0
      ? nothing.admissions
      : admissions(...specs.map((spec) => place({ ...spec, institution: institutions[spec.id] }))),
  ),
  admissionConditions: fc
    .uniqueArray(condition_, { selector: ({ admissionId }) => admissionId })
    .map((specs) => conditions(...specs.map(condition))),
  feePayments: feeRows,
  studyRights: studyRights.map((specs) =>
    specs.length === 0
      ? nothing.studyRights
      : rights(...specs.map((spec) => right({ ...spec, institution: spec.id === '09901/r1' ? heiA : heiB }))),
  ),
  termRegistrations: fc
    .array(registered, { maxLength: 3 })
    .map((items) => (items.length === 0 ? nothing.termRegistrations : registrations(...items))),
  termFees: fc
    .tuple(fc.array(dueFee, { maxLength: 3 }), fc.array(paidFee, { maxLength: 3 }))
    .map(([owed, paid]) => (owed.length + paid.length === 0 ? nothing.termFees : fees(owed, paid))),
  studyProgress: fc
    .uniqueArray(attained, { selector: ({ studyRightId }) => studyRightId })
    .map((items) =>
      items.length === 0
        ? { ...envelope('VIRTA', 'KNOWN_NONE'), byStudyRight: null, complete: null }
        : progress(...items),
    ),
} as const;

/** All facts, each an answer. */
export const answeredFacts: fc.Arbitrary<Required<RequiredFacts>> =
  fc.record<Required<RequiredFacts>>(answers);

function codeOf(rightId: string): { readonly code: string } {
  return { code: rightId.slice(0, 5) };
}
