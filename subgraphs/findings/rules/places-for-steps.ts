import type { Admission, RequiredFacts } from '../required-facts.ts';
import { standingOf } from './counting-places.ts';
import { isGivenUp } from './fee-subjects.ts';
import { isAnswered, type MissingInput } from './finding.ts';

type PlaceFacts = Pick<RequiredFacts, 'admissions' | 'admissionConditions' | 'studyRights'>;

/** The places that steps may follow from: those that do not count are left out here, and nowhere else. */
export function placesForSteps(facts: PlaceFacts, today: string): readonly Admission[] {
  return placesNotGivenUp(facts).filter((place) => standingOf(place, facts, today).kind === 'COUNTS');
}

/** Why nobody can tell of some place whether it counts. */
export function doubtsOfPlaces(facts: PlaceFacts, today: string): readonly MissingInput[] {
  return placesNotGivenUp(facts).flatMap((place) => {
    const standing = standingOf(place, facts, today);
    return standing.kind === 'UNDETERMINED' ? standing.missing : [];
  });
}

function placesNotGivenUp({ admissions }: PlaceFacts): readonly Admission[] {
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
