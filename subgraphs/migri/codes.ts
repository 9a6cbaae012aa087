import { caseKinds, caseStates, decisions, permitTypes } from './contract.ts';

/** Grounds of a residence permit that the graph names (`PermitGround`); the register's list is open. */
const grounds = [
  'STUDY',
  'EMPLOYMENT',
  'FAMILY',
  'RESEARCH',
  'TEMPORARY_PROTECTION',
  'INTERNATIONAL_PROTECTION',
  'OTHER',
] as const;

/** The graph's `PermitGround`. */
export type PermitGround = (typeof grounds)[number] | 'UNKNOWN';
/** The graph's `PermitCaseKind`. */
export type PermitCaseKind = (typeof caseKinds)[number] | 'UNKNOWN';
/** The graph's `PermitCaseState`. */
export type PermitCaseState = (typeof caseStates)[number] | 'UNKNOWN';
/** The graph's `PermitDecision`. */
export type PermitDecision = (typeof decisions)[number] | 'UNKNOWN';
/** The graph's `PermitType`. */
export type PermitType = (typeof permitTypes)[number] | 'UNKNOWN';

/** A ground in the graph's words; the register writes them as `temporary-protection`. */
export function groundOf(code: string): PermitGround {
  return oneOf(grounds, code.toUpperCase().replaceAll('-', '_'));
}

/** A kind of case in the graph's words. */
export function kindOf(code: string): PermitCaseKind {
  return oneOf(caseKinds, code);
}

/** A state of a case in the graph's words. */
export function caseStateOf(code: string): PermitCaseState {
  return oneOf(caseStates, code);
}

/** An outcome in the graph's words. */
export function decisionOf(code: string): PermitDecision {
  return oneOf(decisions, code);
}

/** A type of permit in the graph's words. */
export function permitTypeOf(code: string): PermitType {
  return oneOf(permitTypes, code);
}

function oneOf<Known extends string>(known: readonly Known[], code: string): Known | 'UNKNOWN' {
  return known.find((value) => value === code) ?? 'UNKNOWN';
}
