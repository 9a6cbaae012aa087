import type { FactState } from '../registry/facts.ts';
import type { Institution } from '../registry/institutions.ts';
import type { Actor, LocalizedText, ReasonCode } from '../registry/reasons.ts';
import type { FeeDue, RightProgress, StudyRight, TermFeePayment, TermRegistration } from './study-records.ts';

export type {
  Cents,
  FeeDue,
  RightProgress,
  StudyRight,
  StudyRightState,
  StudyRightStatePeriod,
  StudyRightType,
  TermFeePayment,
  TermRegistration,
  TermRegistrationState,
} from './study-records.ts';

/** The envelope of a fact as `@requires` delivers it: the message of the reason is left out and rebuilt. */
export interface RequiredFact {
  readonly state: FactState;
  readonly reason: RequiredReason | null;
  readonly source: { readonly registry: string; readonly observedAt: string | null };
}

/** A reason as `@requires` delivers it. */
export interface RequiredReason {
  readonly code: ReasonCode;
  readonly whoCanFix: Actor | null;
  readonly retryAt: string | null;
}

/** A list that may lack records which could not be read. */
interface RequiredList<T> extends RequiredFact {
  readonly complete: boolean | null;
  readonly items: readonly T[] | null;
}

/** Who the person is, from ONR. */
export interface RequiredIdentity extends RequiredFact {
  readonly citizenships: readonly { readonly code: string }[] | null;
}

/** The graph's `PlaceAcceptance`. */
export type PlaceAcceptance =
  | 'PENDING'
  | 'BINDING'
  | 'WAITING_FOR_HIGHER_PREFERENCE'
  | 'NOT_ACCEPTED_IN_TIME'
  | 'DECLINED'
  | 'CANCELLED'
  | 'TOOK_ANOTHER_PLACE'
  | 'UNKNOWN';

/** The graph's `SelectionResult`. */
type SelectionResult = 'ACCEPTED' | 'ACCEPTED_FROM_WAITING_LIST' | 'UNKNOWN';

/** The graph's `FirstRegistration`. */
export type FirstRegistration =
  | 'NOT_DONE'
  | 'PRESENT_ACADEMIC_YEAR'
  | 'ABSENT_ACADEMIC_YEAR'
  | 'PRESENT_AUTUMN'
  | 'ABSENT_AUTUMN'
  | 'PRESENT'
  | 'ABSENT'
  | 'DID_NOT_REGISTER'
  | 'UNKNOWN';

/** The graph's `FeeObligation`. */
export type FeeObligation = 'REQUIRED' | 'NOT_REQUIRED' | 'NOT_CHECKED' | 'UNKNOWN';

/** The graph's `FeePaymentState`. */
export type FeePaymentState = 'PAID' | 'UNPAID' | 'EXEMPTED' | 'UNKNOWN';

/** An accepted study place, from VTS. */
export interface Admission {
  readonly id: string;
  readonly acceptance: PlaceAcceptance;
  readonly selection: SelectionResult;
  readonly feeObligation: FeeObligation | null;
  /** What the admission register itself says of the payment; null where its word would also mean no record. */
  readonly feePayment: FeePaymentState | null;
  readonly educationLevel: 'HIGHER_EDUCATION' | 'UPPER_SECONDARY' | 'UNKNOWN';
  /** Null where the purpose does not give it. */
  readonly firstRegistration: FirstRegistration | null;
  readonly startYear: number | null;
  readonly startSeason: 'SPRING' | 'AUTUMN' | null;
  readonly institution: Institution;
  readonly applicationOption: { readonly oid: string; readonly name: LocalizedText };
}

/** Whether an accepted place is conditional, from VTS. */
export interface AdmissionCondition {
  readonly admissionId: string;
  readonly conditional: boolean | null;
  readonly condition: LocalizedText | null;
  readonly acceptanceDeadlineAt: string | null;
}

/** What the tuition-fee register has for one place. */
export interface FeePayment {
  readonly admissionId: string;
  readonly state: FactState;
  readonly payment: FeePaymentState | null;
  readonly recordedAt: string | null;
  readonly reason: RequiredReason | null;
}

/** Fees due and paid per term, from VIRTA. */
interface RequiredTermFees extends RequiredFact {
  readonly complete: boolean | null;
  readonly due: readonly FeeDue[] | null;
  readonly payments: readonly TermFeePayment[] | null;
}

/** Credits per right, from VIRTA. */
interface RequiredStudyProgress extends RequiredFact {
  readonly complete: boolean | null;
  readonly byStudyRight: readonly RightProgress[] | null;
}

/** What the tuition-fee register has for a person's places. */
interface RequiredFeePayments extends RequiredFact {
  readonly items: readonly FeePayment[] | null;
}

/** The facts of other registries that rules read; a fact is null when its subgraph gave nothing at all. */
export interface RequiredFacts {
  readonly identity?: RequiredIdentity | null;
  readonly admissions?: RequiredList<Admission> | null;
  readonly admissionConditions?: RequiredList<AdmissionCondition> | null;
  readonly feePayments?: RequiredFeePayments | null;
  readonly studyRights?: RequiredList<StudyRight> | null;
  readonly termRegistrations?: RequiredList<TermRegistration> | null;
  readonly termFees?: RequiredTermFees | null;
  readonly studyProgress?: RequiredStudyProgress | null;
}

/** Name of a fact that a rule may read: a field of `Student`. */
export type FactName = keyof RequiredFacts;
