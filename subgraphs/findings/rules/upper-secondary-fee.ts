import type { Admission } from '../required-facts.ts';
import { startTermOf } from './fee-subjects.ts';
import { gapsOf, lacking, type Outcome } from './finding.ts';
import { freeMovement } from './free-movement.ts';
import type { FeeFacts, FeeVerdict } from './tuition-fee-rule.ts';

/** Since this day providers of upper secondary and vocational education may charge fees of those whose right begins. */
const feesSince = '2026-08-01';

/**
 * The fee of a place in upper secondary or vocational education (toinen aste). Until the registry of its rights is
 * connected the start of the place stands for that of the right. Nobody discloses how the place is funded.
 */
export function upperSecondaryFee(place: Admission, facts: FeeFacts, today: string): Outcome<FeeVerdict> {
  const term = startTermOf(place);
  if (term !== null && term.startsOn < feesSince)
    return { value: { value: 'NOT_APPLICABLE', basis: 'SECOND_DEGREE' } };
  if (freeMovement(facts, today).value === true)
    return { value: { value: 'NOT_APPLICABLE', basis: 'FREE_MOVEMENT' } };
  const code = term === null ? 'START_UNKNOWN' : 'FUNDING_NOT_DISCLOSED';
  return { missing: [lacking('admissions', facts.admissions, code), ...gapsOf(facts, ['identity'])] };
}
