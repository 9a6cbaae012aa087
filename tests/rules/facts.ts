import type {
  Admission,
  AdmissionCondition,
  FeeDue,
  FeePayment,
  FeePaymentState,
  RequiredFact,
  RequiredFacts,
  RequiredIdentity,
  RightProgress,
  StudyRight,
  StudyRightState,
  TermFeePayment,
  TermRegistration,
  TermRegistrationState,
} from '../../subgraphs/findings/required-facts.ts';
import type { FactState } from '../../subgraphs/registry/facts.ts';
import type { Institution } from '../../subgraphs/registry/institutions.ts';
import type { ReasonCode } from '../../subgraphs/registry/reasons.ts';

/** The day the tests are told on: in the autumn term of 2026. */
export const today = '2026-10-15';

const observedAt = '2026-10-15T08:00:00.000Z';

export const heiA = institution('09901');
export const heiB = institution('09902');
export const heiC = institution('09903');

export const autumn = { startsOn: '2026-08-01', endsOn: '2026-12-31' } as const;
export const spring = { startsOn: '2027-01-01', endsOn: '2027-07-31' } as const;

/** Every state in which a fact is no answer. */
export const nonAnswers = [
  'NOT_APPLICABLE',
  'NOT_LINKED',
  'AMBIGUOUS',
  'CONFLICT',
  'NOT_COVERED',
  'NOT_PERMITTED',
  'WITHHELD',
  'CONSENT_REQUIRED',
  'CONSENT_UNVERIFIABLE',
  'SOURCE_UNAVAILABLE',
  'STALE',
] as const satisfies readonly FactState[];

export function institution(code: string | null, oid?: string): Institution {
  const fallback = code === null ? null : `1.2.246.562.10.000000${code}`;
  return { code, oid: oid ?? fallback, name: { fi: `Korkeakoulu ${code}`, sv: null, en: `HEI ${code}` } };
}

export function envelope(registry: string, state: FactState = 'KNOWN', code?: ReasonCode): RequiredFact {
  const reason = code === undefined ? null : { code, whoCanFix: null, retryAt: null };
  return { state, reason, source: { registry, observedAt } };
}

/** A fact whose registry did not answer in time. */
export function unavailable(registry: string): RequiredFact {
  const reason = {
    code: 'TIMEOUT',
    whoCanFix: 'GATEWAY_OPERATOR',
    retryAt: '2026-10-15T08:05:00.000Z',
  } as const;
  return { state: 'SOURCE_UNAVAILABLE', reason, source: { registry, observedAt: null } };
}

export function list<T>(registry: string, items: readonly T[], complete = true) {
  return { ...envelope(registry), items, complete };
}

export function emptyList(registry: string, code: ReasonCode) {
  return { ...envelope(registry, 'KNOWN_NONE', code), items: null, complete: null };
}

export function downList(registry: string) {
  return { ...unavailable(registry), items: null, complete: null };
}

export function identity(...codes: readonly string[]): RequiredIdentity {
  const citizenships = codes.map((code) => ({ code }));
  return { ...envelope('ONR'), citizenships };
}

export function place(more: Partial<Admission> = {}): Admission {
  return {
    id: 'place-1',
    acceptance: 'BINDING',
    selection: 'ACCEPTED',
    feeObligation: 'REQUIRED',
    feePayment: null,
    educationLevel: 'HIGHER_EDUCATION',
    firstRegistration: 'PRESENT_ACADEMIC_YEAR',
    startYear: 2026,
    startSeason: 'AUTUMN',
    institution: heiA,
    applicationOption: { oid: '1.2.246.562.20.1', name: { fi: 'Ohjelma', sv: null, en: 'Programme' } },
    ...more,
  };
}

export function condition(more: Partial<AdmissionCondition> = {}): AdmissionCondition {
  return { admissionId: 'place-1', conditional: false, condition: null, acceptanceDeadlineAt: null, ...more };
}

export function row(payment: FeePaymentState, admissionId = 'place-1'): FeePayment {
  return { admissionId, state: 'KNOWN', payment, recordedAt: null, reason: null };
}

export function noRow(admissionId = 'place-1'): FeePayment {
  const reason = { code: 'NO_PAYMENT_RECORD', whoCanFix: null, retryAt: null } as const;
  return { admissionId, state: 'KNOWN_NONE', payment: null, recordedAt: null, reason };
}

export function right(more: Partial<StudyRight> = {}): StudyRight {
  return {
    id: '09901/r1',
    type: 'MASTER',
    classifications: [],
    startsOn: '2026-08-01',
    endsOn: '2028-07-31',
    languages: ['en'],
    institution: heiA,
    states: states(['ACTIVE', '2026-08-01']),
    phases: [],
    institutionRoles: [],
    relatedRightIds: [],
    ...more,
  };
}

/** State periods, each ending the day before the next begins. */
export function states(...periods: readonly (readonly [StudyRightState, string])[]): StudyRight['states'] {
  return periods.map(([state, startsOn], index) => {
    const next = periods[index + 1]?.[1];
    const endsOn =
      next === undefined ? null : new Date(Date.parse(next) - 86_400_000).toISOString().slice(0, 10);
    return { state, startsOn, endsOn };
  });
}

export function registration(
  state: TermRegistrationState,
  more: Partial<TermRegistration> = {},
): TermRegistration {
  return { studyRightId: '09901/r1', state, ...autumn, institution: { code: '09901' }, ...more };
}

export function due(euros: number | null, more: Partial<FeeDue> = {}): FeeDue {
  const amount = euros === null ? null : { cents: euros * 100 };
  return { studyRightId: '09901/r1', ...autumn, amount, institution: { code: '09901' }, ...more };
}

/** A full payment of a term by the student, unless told otherwise. */
export function payment(euros: number | null, more: Partial<TermFeePayment> = {}): TermFeePayment {
  const paid = euros === null ? null : { cents: euros * 100 };
  const scholarship = null;
  return {
    studyRightId: '09901/r1',
    ...autumn,
    fullyPaid: true,
    paid,
    scholarship,
    institution: { code: '09901' },
    ...more,
  };
}

export function fees(due: readonly FeeDue[], payments: readonly TermFeePayment[], complete = true) {
  return { ...envelope('VIRTA'), due, payments, complete };
}

/** An attainment done on a day, the only one of its right, or of the institution under no right. */
export function attainment(day: string, studyRightId: string | null = '09901/r1'): RightProgress {
  return {
    studyRightId,
    firstAttainmentOn: day,
    firstDoneOn: day,
    latestDoneOn: day,
    institution: { code: '09901' },
  };
}

export function progress(...byStudyRight: readonly RightProgress[]) {
  return { ...envelope('VIRTA'), byStudyRight, complete: true };
}

export const nothing = {
  admissions: emptyList('OPINTOPOLKU', 'NO_ACCEPTED_ADMISSION'),
  feePayments: {
    ...envelope('TUITION_FEE_REGISTER', 'NOT_APPLICABLE', 'NO_APPLICATION_OPTION'),
    items: null,
  },
  studyRights: emptyList('VIRTA', 'NO_STUDY_RIGHT'),
  termRegistrations: emptyList('VIRTA', 'NOT_REPORTED'),
  termFees: { ...envelope('VIRTA', 'KNOWN_NONE', 'NOT_REPORTED'), due: null, payments: null, complete: null },
  studyProgress: { ...envelope('VIRTA', 'KNOWN_NONE', 'NOT_REPORTED'), byStudyRight: null, complete: null },
} as const satisfies RequiredFacts;

export function admissions(...items: readonly Admission[]) {
  return list('OPINTOPOLKU', items);
}

export function conditions(...items: readonly AdmissionCondition[]) {
  return list('OPINTOPOLKU', items);
}

export function rows(...items: readonly FeePayment[]) {
  return { ...envelope('TUITION_FEE_REGISTER'), items };
}

export function rights(...items: readonly StudyRight[]) {
  return list('VIRTA', items);
}

export function registrations(...items: readonly TermRegistration[]) {
  return list('VIRTA', items);
}

/** P00: a place, paid, and studies under way; nothing is open. */
export const baseline = {
  identity: identity('704'),
  admissions: admissions(place()),
  admissionConditions: conditions(condition()),
  feePayments: rows(row('PAID')),
  studyRights: rights(right()),
  termRegistrations: registrations(registration('PRESENT'), registration('PRESENT', spring)),
  termFees: fees([due(6000), due(6000, spring)], [payment(6000), payment(6000, spring)]),
  studyProgress: progress(attainment('2026-10-01')),
} as const satisfies RequiredFacts;
