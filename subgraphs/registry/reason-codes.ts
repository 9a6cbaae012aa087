import type { FailureCode } from './answer.ts';

/** Who can act on a fact; the graph's `Actor`. */
export type Actor =
  | 'STUDENT'
  | 'HIGHER_EDUCATION_INSTITUTION'
  | 'EDUCATION_PROVIDER'
  | 'OPH'
  | 'CSC'
  | 'DVV'
  | 'MIGRI'
  | 'GATEWAY_OPERATOR';

/** Why a fact has its state; the graph's `FactReasonCode`. */
export type ReasonCode =
  | FailureCode
  | 'NOT_IN_REGISTRY'
  | 'PERSON_NOT_IDENTIFIED'
  | 'IDENTITY_UNRESOLVED'
  | 'IDENTITY_AMBIGUOUS'
  | 'NO_ACCEPTED_ADMISSION'
  | 'EXCLUDED_BY_SOURCE'
  | 'NO_APPLICATION_OPTION'
  | 'NO_PAYMENT_RECORD'
  | 'NOT_REPORTED'
  | 'NO_STUDY_RIGHT'
  | 'RECORD_UNREADABLE'
  | 'INPUT_UNAVAILABLE'
  | 'SOURCES_DISAGREE'
  | 'NON_DISCLOSURE'
  | 'NO_CONNECTED_REGISTRY'
  | 'OBLIGATION_UNDECIDED'
  | 'INSTITUTION_NOT_MATCHED'
  | 'PLACES_DIFFER'
  | 'LEVEL_UNKNOWN'
  | 'TOO_EARLY';
