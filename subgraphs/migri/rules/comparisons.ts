import type { LocalizedText } from '../../registry/reasons.ts';
import type {
  Admission,
  FirstRegistration,
  TermRegistration,
  TermRegistrationState,
} from '../required-facts.ts';
import { overlaps } from './days.ts';
import { feeConflict, type RegisterRow } from './fee-register.ts';
import { type FeeSubject, startTermOf } from './fee-subjects.ts';
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
  if (virta === null) return null;
  const says = { subject: 'TUITION_FEE', admissionId: place.id, virtaSays: feeInVirta(virta) } as const;
  if (place.feeObligation === 'NOT_REQUIRED')
    return virta.owes ? { ...says, admissionRegisterSays: notRequired, agree: false } : null;
  const conflict = feeConflict(place, row, virta);
  if (conflict === null || row.kind !== 'ROW') return null;
  return { ...says, admissionRegisterSays: rowTexts[row.payment], agree: !conflict };
}

/** Compares the enrolment for the first term of a place; null when one side says nothing. */
export function compareEnrolment(
  { admission, rights }: FeeSubject,
  registrations: readonly TermRegistration[],
): SourceComparison | null {
  const term = admission === null ? null : startTermOf(admission);
  if (admission === null || term === null) return null;
  const { firstRegistration } = admission;
  const inVts = firstRegistration === null ? null : presenceInVts[firstRegistration];
  const ids = new Set(rights.map(({ id }) => id));
  const codes = new Set(rights.map(({ institution }) => institution.code));
  const first = registrations
    .filter((registration) => overlaps(registration, term))
    .filter(({ studyRightId, institution }) =>
      studyRightId === null
        ? institution.code !== null && codes.has(institution.code)
        : ids.has(studyRightId),
    )
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
  if (virta.payment === 'OPEN')
    return { fi: 'Ei kokonaan maksettu', sv: 'Inte helt betald', en: 'Not fully paid' };
  return { fi: 'Maksua on määrätty', sv: 'En avgift har fastställts', en: 'A fee is due' };
}
