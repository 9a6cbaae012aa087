import { z } from 'zod';
import {
  admissionLevels,
  type Delivered,
  type FactName,
  type FactShapes,
  requiredFacts,
} from './required-facts.ts';
import { selectionOf } from './selection.ts';

const {
  identity,
  admissions,
  admissionConditions,
  feePayments,
  studyRights,
  termRegistrations,
  termFees,
  studyProgress,
} = requiredFacts;

/**
 * The facts that each finding reads, in the order in which it names them. Its rule is typed by them, and its `@requires`
 * is made from them: `npm run compose` after each change.
 */
export const inputs = {
  freeMovement: { identity },
  bindingStudyPlace: { admissions, admissionConditions, studyRights },
  studyRightValidity: { studyRights },
  attendance: { studyRights, termRegistrations },
  tuitionFees: { admissions, admissionConditions, feePayments, studyRights, termFees },
  tuitionFeeRequirement: {
    identity,
    admissions,
    admissionConditions,
    feePayments,
    studyRights,
    termFees,
  },
  studiesStarted: { studyRights, termRegistrations, studyProgress },
  studyLevel: { studyRights, admissions: admissionLevels },
  institutionChange: { studyRights },
  sourcesAgree: { admissions, admissionConditions, feePayments, studyRights, termRegistrations, termFees },
  nextSteps: {
    identity,
    admissions,
    admissionConditions,
    feePayments,
    studyRights,
    termRegistrations,
    termFees,
  },
} satisfies Readonly<Record<string, FactShapes>>;

/** Name of a finding that is made from facts: a field of `Student`. */
export type FindingName = keyof typeof inputs;

/** What a finding's rule reads. */
export type InputsOf<Name extends FindingName> = Delivered<(typeof inputs)[Name]>;

/** The names of the facts that a finding reads. */
export function namesOf(finding: FindingName): readonly FactName[] {
  return Object.keys(inputs[finding]).filter(isFactName);
}

function isFactName(name: string): name is FactName {
  return Object.hasOwn(requiredFacts, name);
}

/** What each finding's field requires of others, as `@requires` says it. */
export const requiredSelections: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(inputs).map(([finding, facts]) => [finding, selectionOf(z.object(facts))]),
);
