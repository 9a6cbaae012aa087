import type { Institution } from '../registry/institutions.ts';

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

/** The first attainment under a right, from VIRTA. */
export interface RightProgress {
  readonly studyRightId: string | null;
  readonly firstAttainmentOn: string;
  /** Done under the right: neither recognised nor disregarded. */
  readonly firstDoneOn: string | null;
  readonly latestDoneOn: string | null;
  readonly institution: InstitutionCode;
}
