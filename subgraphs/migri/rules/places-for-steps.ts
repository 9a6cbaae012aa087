import type { Admission, RequiredFacts } from '../required-facts.ts';
import { isGivenUp } from './fee-subjects.ts';
import { isAnswered } from './finding.ts';

/** The places that steps may follow from: those that do not count are left out here, and nowhere else. */
export function placesForSteps({ admissions }: Pick<RequiredFacts, 'admissions'>): readonly Admission[] {
  if (!isAnswered(admissions)) return [];
  return (admissions.items ?? []).filter((place) => !isGivenUp(place));
}

/** Whether a place is of upper secondary or vocational education, which no connected registry knows more of. */
export function isUpperSecondary({ educationLevel }: Admission): boolean {
  return educationLevel === 'UPPER_SECONDARY';
}

/** Whether a place may be of higher education: only there institutions decide fees and record them. */
export function isHigherEducation(place: Admission): boolean {
  return !isUpperSecondary(place);
}
