import { z } from 'zod';
import { cents, institution, institutionCode, optionalText, type Read, text } from './shapes.ts';

const studyRightType = z.enum([
  'BACHELOR_APPLIED_SCIENCES',
  'BACHELOR',
  'MASTER_APPLIED_SCIENCES',
  'MASTER',
  'SPECIALIST_MEDICAL',
  'LICENTIATE',
  'DOCTORATE',
  'NATIONAL_EXCHANGE',
  'INTERNATIONAL_EXCHANGE',
  'CONTINUING_EDUCATION',
  'QUALIFICATION_TRAINING',
  'SPECIALISATION_STUDIES',
  'OPEN_UNIVERSITY',
  'TEACHER_EDUCATION',
  'VOCATIONAL_TEACHER_EDUCATION',
  'APPRENTICESHIP',
  'PREPARATORY',
  'SEPARATE_RIGHT',
  'SPECIALISATION_EDUCATION',
  'COOPERATION',
  'UNKNOWN',
]);

/** The graph's `StudyRightType`. */
export type StudyRightType = Read<typeof studyRightType>;

const studyRightState = z.enum([
  'ACTIVE',
  'OPTION',
  'CONCLUDED',
  'PASSIVATED',
  'DISCONTINUED',
  'ENDED',
  'ENDED_ONE_RIGHT_RULE',
  'UNKNOWN',
]);

/** The graph's `StudyRightState`. */
export type StudyRightState = Read<typeof studyRightState>;

const studyRightClassification = z.enum([
  'OUTGOING_EXCHANGE',
  'INCOMING_EXCHANGE',
  'ADULT_EDUCATION',
  'OPEN_UNIVERSITY_ROUTE',
  'MASTERS_PROGRAMME',
  'JOINT_DEGREE',
  'DOUBLE_DEGREE',
  'UNKNOWN',
]);

const studyRightStatePeriod = z.object({ state: studyRightState, startsOn: text, endsOn: optionalText });

/** One period of a right's state, from VIRTA. */
export type StudyRightStatePeriod = Read<typeof studyRightStatePeriod>;

const studyRightPhase = z.object({
  startsOn: text,
  endsOn: optionalText,
  language: optionalText,
  classifications: z.array(studyRightClassification),
});

const institutionRole = z.enum(['GRANTING', 'ORGANISING', 'SOURCE', 'TARGET', 'MERGED_GRANTOR', 'UNKNOWN']);

export const studyRight = z.object({
  id: text,
  institution,
  type: studyRightType,
  classifications: z.array(studyRightClassification),
  startsOn: optionalText,
  endsOn: optionalText,
  languages: z.array(text),
  states: z.array(studyRightStatePeriod),
  phases: z.array(studyRightPhase),
  institutionRoles: z.array(z.object({ role: institutionRole, institution })),
  /** Rights that this one belongs with; not all need to be there. */
  relatedRightIds: z.array(text),
});

/** A right to study, from VIRTA. */
export type StudyRight = Read<typeof studyRight>;

const termRegistrationState = z.enum(['PRESENT', 'ABSENT', 'ABSENT_STATUTORY', 'MISSING', 'UNKNOWN']);

/** The graph's `TermRegistrationState`. */
export type TermRegistrationState = Read<typeof termRegistrationState>;

export const termRegistration = z.object({
  institution: institutionCode,
  studyRightId: optionalText,
  state: termRegistrationState,
  startsOn: text,
  endsOn: optionalText,
});

/** A registration for a term, from VIRTA. */
export type TermRegistration = Read<typeof termRegistration>;

/** A sum in hundredths of a euro. */
export type Cents = Read<typeof cents>;

export const feeDue = z.object({
  institution: institutionCode,
  studyRightId: text,
  startsOn: text,
  endsOn: optionalText,
  amount: cents.nullable(),
});

/** A fee due for a period of a right, from VIRTA. */
export type FeeDue = Read<typeof feeDue>;

export const termFeePayment = z.object({
  institution: institutionCode,
  studyRightId: optionalText,
  startsOn: text,
  endsOn: optionalText,
  fullyPaid: z.boolean(),
  paid: cents.nullable(),
  scholarship: cents.nullable(),
});

/** What is recorded as paid for a term, from VIRTA. */
export type TermFeePayment = Read<typeof termFeePayment>;

export const rightProgress = z.object({
  studyRightId: optionalText,
  institution: institutionCode,
  firstAttainmentOn: text,
  /** Done under the right: neither recognised nor disregarded. */
  firstDoneOn: optionalText,
  latestDoneOn: optionalText,
});

/** The first and the latest attainment under a right, from VIRTA. */
export type RightProgress = Read<typeof rightProgress>;
