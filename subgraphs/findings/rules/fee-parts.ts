import type { FactState } from '../../registry/facts.ts';
import type { FactName } from '../required-facts.ts';
import { gapsOf, type MissingInput } from './finding.ts';
import type { FeeFacts } from './tuition-fee-rule.ts';

/** What is known of the facts that the fees are put together from. */
export interface FeeParts {
  readonly facts: FeeFacts;
  /** What is not there of the facts that the purpose gives: what it does not give is no gap. */
  readonly gaps: readonly MissingInput[];
  /** Whether the purpose gives all, and all of it was read. */
  readonly isWhole: boolean;
}

/** The facts in which fees are recorded. */
export const feeFactNames = [
  'admissions',
  'feePayments',
  'studyRights',
  'termFees',
] as const satisfies readonly FactName[];

/** States of a part whose records are shown although they prove nothing, and that the whole then has. */
export const unproven = ['AMBIGUOUS', 'CONFLICT', 'STALE'] as const satisfies readonly FactState[];

/** What the purpose gives of the facts, and what of that is not there. */
export function partsOf(facts: FeeFacts): FeeParts {
  const given = feeFactNames.filter((name) => facts[name]?.state !== 'NOT_PERMITTED');
  // Nobody asks the fee register about a person without places, so its silence is then no gap.
  const hasPlaces = facts.admissions?.state !== 'KNOWN_NONE' && given.includes('admissions');
  const needed = given.filter((name) => name !== 'feePayments' || hasPlaces);
  const gaps = gapsOf(facts, given.length === 0 ? feeFactNames : needed);
  return { facts, gaps, isWhole: gaps.length === 0 && given.length === feeFactNames.length };
}

/** That two registers agree takes all of both; that they do not takes what was proven. */
export function conflictIn(conflict: boolean | null, { facts, gaps }: FeeParts): boolean | null {
  const isProven = feeFactNames.every((name) => unproven.every((state) => facts[name]?.state !== state));
  return gaps.length === 0 || (conflict === true && isProven) ? conflict : null;
}

/** Records of an unproven fact are shown too; the state of the whole says that they prove nothing. */
export function shownFacts(facts: FeeFacts): FeeFacts {
  return {
    ...facts,
    admissions: asKnown(facts.admissions),
    feePayments: asKnown(facts.feePayments),
    studyRights: asKnown(facts.studyRights),
    termFees: asKnown(facts.termFees),
  };
}

function asKnown<F extends { readonly state: FactState }>(fact: F | null | undefined): F | null {
  if (!fact) return null;
  return unproven.some((state) => state === fact.state) ? { ...fact, state: 'KNOWN' } : fact;
}
