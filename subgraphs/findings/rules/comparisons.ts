import { isValidOn } from '../../registry/in-force.ts';
import type { LocalizedText } from '../../registry/reasons.ts';
import type {
  Admission,
  FirstRegistration,
  StudyRight,
  TermRegistration,
  TermRegistrationState,
} from '../required-facts.ts';
import { later, type Span, termOf } from './days.ts';
import { feeConflict, type RegisterRow } from './fee-register.ts';
import { type FeeSubject, institutionsOf, startTermOf } from './fee-subjects.ts';
import { startOfRight } from './study-rights.ts';
import type { VirtaFees } from './virta-fees.ts';

/** The graph's `ComparisonSubject`. */
export type ComparisonSubject = 'TUITION_FEE' | 'ENROLMENT';

/** One comparison of two registries. */
export interface SourceComparison {
  readonly subject: ComparisonSubject;
  readonly admissionId: string;
  readonly admissionRegisterSays: LocalizedText;
  readonly virtaSays: LocalizedText;
  readonly agree: boolean;
}

type Presence = 'PRESENT' | 'ABSENT' | 'NONE';

const presenceInVts: Readonly<Record<FirstRegistration, Presence | null>> = {
  PRESENT_ACADEMIC_YEAR: 'PRESENT',
  PRESENT_AUTUMN: 'PRESENT',
  PRESENT: 'PRESENT',
  ABSENT_ACADEMIC_YEAR: 'ABSENT',
  ABSENT_AUTUMN: 'ABSENT',
  ABSENT: 'ABSENT',
  DID_NOT_REGISTER: 'NONE',
  // The register's default: institutions enrol in their own systems, so it says nothing.
  NOT_DONE: null,
  UNKNOWN: null,
};

/** VTS has no word for statutory absence, so absence of either kind agrees with its absence. */
const presenceInVirta: Readonly<Record<TermRegistrationState, Presence | null>> = {
  PRESENT: 'PRESENT',
  ABSENT: 'ABSENT',
  ABSENT_STATUTORY: 'ABSENT',
  MISSING: 'NONE',
  UNKNOWN: null,
};

const presenceTexts: Readonly<Record<Presence, LocalizedText>> = {
  PRESENT: { fi: 'Läsnä', sv: 'Närvarande', en: 'Present' },
  ABSENT: { fi: 'Poissa', sv: 'Frånvarande', en: 'Absent' },
  NONE: { fi: 'Ei ilmoittautunut', sv: 'Inte anmäld', en: 'Not registered' },
};

const rowTexts = {
  PAID: { fi: 'Maksettu', sv: 'Betald', en: 'Paid' },
  UNPAID: { fi: 'Maksamatta', sv: 'Obetald', en: 'Not paid' },
  EXEMPTED: { fi: 'Vapautettu', sv: 'Befriad', en: 'Exempted' },
} as const satisfies Record<string, LocalizedText>;

const notRequired: LocalizedText = {
  fi: 'Ei maksuvelvollisuutta',
  sv: 'Ingen avgiftsskyldighet',
  en: 'No fee required',
};

/** Compares the fee of a place; null when one side says nothing. */
export function compareFee(
  place: Admission,
  row: RegisterRow,
  virta: VirtaFees | null,
): SourceComparison | null {
  // Where VIRTA contradicts itself there is nothing to compare with.
  if (virta === null || virta.contradicted) return null;
  const says = { subject: 'TUITION_FEE', admissionId: place.id, virtaSays: feeInVirta(virta) } as const;
  if (place.feeObligation === 'NOT_REQUIRED')
    return virta.owes ? { ...says, admissionRegisterSays: notRequired, agree: false } : null;
  const conflict = feeConflict(place, row, virta);
  if (conflict === null || row.kind !== 'ROW') return null;
  return { ...says, admissionRegisterSays: rowTexts[row.payment], agree: !conflict };
}

/** Compares the enrolment for the first term of a place; null when one side says nothing. */
export function compareEnrolment(
  { admission, state, rights }: FeeSubject,
  registrations: readonly TermRegistration[],
): SourceComparison | null {
  const term = admission === null ? null : startTermOf(admission);
  if (admission === null || term === null || state.kind !== 'COUNTS') return null;
  const { firstRegistration } = admission;
  const inVts = firstRegistration === null ? null : presenceInVts[firstRegistration];
  const first = registrations
    .filter((registration) => rights.some((right) => isUnder(registration, right, term)))
    .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn));
  const inVirta = earliestPresence(first);
  if (inVts === null || inVirta === null) return null;
  return {
    subject: 'ENROLMENT',
    admissionId: admission.id,
    admissionRegisterSays: presenceTexts[inVts],
    virtaSays: presenceTexts[inVirta],
    agree: inVts === inVirta,
  };
}

/** Whether a registration is for a term under a right that is in force then; one without an end is one term's. */
function isUnder(registration: TermRegistration, right: StudyRight, term: Span): boolean {
  const { studyRightId, institution, startsOn } = registration;
  const isItsOwn =
    studyRightId === null
      ? institution.code !== null && institutionsOf(right).some(({ code }) => code === institution.code)
      : studyRightId === right.id;
  const endsOn = registration.endsOn ?? termOf(startsOn).endsOn;
  const firstDay = later(later(startsOn, term.startsOn), startOfRight(right) ?? startsOn);
  const isThen = firstDay <= term.endsOn && firstDay <= endsOn;
  return isItsOwn && isThen && isValidOn(right, firstDay) === true;
}

/** A term may be split by a change; the admission register knows only the first registration. */
function earliestPresence([first, ...others]: readonly TermRegistration[]): Presence | null {
  if (first === undefined) return null;
  const presence = presenceInVirta[first.state];
  const sameDay = others.filter(({ startsOn }) => startsOn === first.startsOn);
  return sameDay.every(({ state }) => presenceInVirta[state] === presence) ? presence : null;
}

function feeInVirta(virta: VirtaFees): LocalizedText {
  if (virta.payment === 'COVERED' || virta.payment === 'CLAIMED')
    return {
      fi: 'Kokonaan maksettu tai katettu',
      sv: 'Helt betald eller täckt',
      en: 'Fully paid or covered',
    };
  if (virta.payment === 'UNPAID')
    return { fi: 'Ei kokonaan maksettu', sv: 'Inte helt betald', en: 'Not fully paid' };
  return { fi: 'Maksua on määrätty', sv: 'En avgift har fastställts', en: 'A fee is due' };
}
