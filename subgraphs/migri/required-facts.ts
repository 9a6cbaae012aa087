import type { FactState } from '../registry/facts.ts';
import type { Institution } from '../registry/institutions.ts';
import type { Actor, LocalizedText, ReasonCode } from '../registry/reasons.ts';

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
  | 'CONDITIONAL'
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

/** The graph's `StudyRightType`. */
export type StudyRightType =
  | 'BACHELOR_APPLIED_SCIENCES'
  | 'BACHELOR'
  | 'MASTER_APPLIED_SCIENCES'
  | 'MASTER'
  | 'SPECIALIST_MEDICAL'
  | 'LICENTIATE'
  | 'DOCTORATE'
  | 'NATIONAL_EXCHANGE'
  | 'INTERNATIONAL_EXCHANGE'
  | 'CONTINUING_EDUCATION'
  | 'QUALIFICATION_TRAINING'
  | 'SPECIALISATION_STUDIES'
  | 'OPEN_UNIVERSITY'
  | 'TEACHER_EDUCATION'
  | 'VOCATIONAL_TEACHER_EDUCATION'
  | 'APPRENTICESHIP'
  | 'PREPARATORY'
  | 'SEPARATE_RIGHT'
  | 'SPECIALISATION_EDUCATION'
  | 'COOPERATION'
  | 'UNKNOWN';

/** The graph's `StudyRightState`. */
export type StudyRightState =
  | 'ACTIVE'
  | 'OPTION'
  | 'CONCLUDED'
  | 'PASSIVATED'
  | 'DISCONTINUED'
  | 'ENDED'
  | 'ENDED_ONE_RIGHT_RULE'
  | 'UNKNOWN';

/** The graph's `StudyRightClassification`. */
type StudyRightClassification =
  | 'OUTGOING_EXCHANGE'
  | 'INCOMING_EXCHANGE'
  | 'ADULT_EDUCATION'
  | 'OPEN_UNIVERSITY_ROUTE'
  | 'MASTERS_PROGRAMME'
  | 'JOINT_DEGREE'
  | 'DOUBLE_DEGREE'
  | 'UNKNOWN';

/** One period of a right's state, from VIRTA. */
export interface StudyRightStatePeriod {
  readonly state: StudyRightState;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** A right to study, from VIRTA. */
export interface StudyRight {
  readonly id: string;
  readonly type: StudyRightType;
  readonly classifications: readonly StudyRightClassification[];
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly languages: readonly string[];
  readonly institution: Institution;
  readonly states: readonly StudyRightStatePeriod[];
  readonly phases: readonly StudyRightPhase[];
  readonly institutionRoles: readonly StudyRightInstitutionRole[];
  /** Rights that this one belongs with; not all need to be there. */
  readonly relatedRightIds: readonly string[];
}

/** A phase of a right, from VIRTA. */
interface StudyRightPhase {
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly language: string | null;
  readonly classifications: readonly StudyRightClassification[];
}

/** An institution's part in a right, from VIRTA. */
interface StudyRightInstitutionRole {
  readonly role: 'GRANTING' | 'ORGANISING' | 'SOURCE' | 'TARGET' | 'MERGED_GRANTOR' | 'UNKNOWN';
  readonly institution: Institution;
}

/** The graph's `TermRegistrationState`. */
export type TermRegistrationState = 'PRESENT' | 'ABSENT' | 'ABSENT_STATUTORY' | 'MISSING' | 'UNKNOWN';

/** An institution of which only the number is asked. */
interface InstitutionCode {
  readonly code: string | null;
}

/** A registration for a term, from VIRTA. */
export interface TermRegistration {
  readonly studyRightId: string | null;
  readonly state: TermRegistrationState;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly institution: InstitutionCode;
}

/** A sum in hundredths of a euro, as `@requires` delivers it. */
export interface Cents {
  readonly cents: number;
}

/** A fee due for a period of a right, from VIRTA. */
export interface FeeDue {
  readonly studyRightId: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly amount: Cents | null;
  readonly institution: InstitutionCode;
}

/** What is recorded as paid for a term, from VIRTA. */
export interface TermFeePayment {
  readonly studyRightId: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly fullyPaid: boolean;
  readonly paid: Cents | null;
  readonly scholarship: Cents | null;
  readonly institution: InstitutionCode;
}

/** Fees due and paid per term, from VIRTA. */
interface RequiredTermFees extends RequiredFact {
  readonly complete: boolean | null;
  readonly due: readonly FeeDue[] | null;
  readonly payments: readonly TermFeePayment[] | null;
}

/** The first attainment under a right, from VIRTA. */
export interface RightProgress {
  readonly studyRightId: string | null;
  readonly firstAttainmentOn: string;
  /** Done under the right: neither recognised nor disregarded. */
  readonly firstDoneOn: string | null;
  readonly latestDoneOn: string | null;
  readonly institution: InstitutionCode;
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
