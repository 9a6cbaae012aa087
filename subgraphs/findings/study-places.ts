import { z } from 'zod';
import { institution, localizedText, optionalText, type Read, reason, state, text } from './shapes.ts';

const placeAcceptance = z.enum([
  'PENDING',
  'BINDING',
  'WAITING_FOR_HIGHER_PREFERENCE',
  'NOT_ACCEPTED_IN_TIME',
  'DECLINED',
  'CANCELLED',
  'TOOK_ANOTHER_PLACE',
  'UNKNOWN',
]);

/** The graph's `PlaceAcceptance`. */
export type PlaceAcceptance = Read<typeof placeAcceptance>;

const firstRegistration = z.enum([
  'NOT_DONE',
  'PRESENT_ACADEMIC_YEAR',
  'ABSENT_ACADEMIC_YEAR',
  'PRESENT_AUTUMN',
  'ABSENT_AUTUMN',
  'PRESENT',
  'ABSENT',
  'DID_NOT_REGISTER',
  'UNKNOWN',
]);

/** The graph's `FirstRegistration`. */
export type FirstRegistration = Read<typeof firstRegistration>;

const feeObligation = z.enum(['REQUIRED', 'NOT_REQUIRED', 'NOT_CHECKED', 'UNKNOWN']);

/** The graph's `FeeObligation`. */
export type FeeObligation = Read<typeof feeObligation>;

const feePaymentState = z.enum(['PAID', 'UNPAID', 'EXEMPTED', 'UNKNOWN']);

/** The graph's `FeePaymentState`. */
export type FeePaymentState = Read<typeof feePaymentState>;

export const admission = z.object({
  id: text,
  acceptance: placeAcceptance,
  selection: z.enum(['ACCEPTED', 'ACCEPTED_FROM_WAITING_LIST', 'UNKNOWN']),
  /** Null where the purpose does not give it. */
  firstRegistration: firstRegistration.nullable(),
  feeObligation: feeObligation.nullable(),
  /** What the admission register itself says of the payment; null where its word would also mean no record. */
  feePayment: feePaymentState.nullable(),
  educationLevel: z.enum(['HIGHER_EDUCATION', 'UPPER_SECONDARY', 'UNKNOWN']),
  startYear: z.number().nullable(),
  startSeason: z.enum(['SPRING', 'AUTUMN']).nullable(),
  institution,
  applicationOption: z.object({ oid: text, name: localizedText }),
});

/** An accepted study place, from VTS. */
export type Admission = Read<typeof admission>;

export const admissionCondition = z.object({
  admissionId: text,
  conditional: z.boolean().nullable(),
  condition: localizedText.nullable(),
  acceptanceDeadlineAt: optionalText,
});

/** Whether an accepted place is conditional, from VTS. */
export type AdmissionCondition = Read<typeof admissionCondition>;

export const feePayment = z.object({
  admissionId: text,
  state,
  reason: reason.nullable(),
  payment: feePaymentState.nullable(),
  recordedAt: optionalText,
});

/** What the tuition-fee register has for one place. */
export type FeePayment = Read<typeof feePayment>;
