import type { Admission } from '../required-facts.ts';
import { standingOf } from './counting-places.ts';
import { type FeePlace, type FeeSubject, feeSubjects, isGivenUp, type PlaceState } from './fee-subjects.ts';
import { isAnswered, lacking } from './finding.ts';
import { sameInstitution } from './study-rights.ts';
import type { FeeFacts } from './tuition-fee-rule.ts';

/** The places and rights for which a fee is asked on a day, each once. */
export function subjectsOf(facts: FeeFacts, today: string): readonly FeeSubject[] {
  const { admissions, studyRights } = facts;
  const given = isAnswered(admissions) ? (admissions.items ?? []) : [];
  const rights = isAnswered(studyRights) ? (studyRights.items ?? []) : [];
  const distinct = given.filter(
    (place, index) => given.findIndex((other) => other.id === place.id && agree(other, place)) === index,
  );
  const places: readonly FeePlace[] = distinct.map((admission) => ({
    admission,
    state: stateOf(admission, distinct, { facts, today }),
  }));
  return feeSubjects(places, rights, today);
}

/** Here, and nowhere else, places that do not count are told from those that do. */
function stateOf(
  place: Admission,
  places: readonly Admission[],
  { facts, today }: { readonly facts: FeeFacts; readonly today: string },
): PlaceState {
  const standing = standingOf(place, facts, today);
  if (standing.kind === 'OLD') return { kind: 'OLD' };
  if (places.some((other) => isSamePlace(other, place) && !agree(other, place)))
    return { kind: 'CONTRADICTED' };
  if (isGivenUp(place)) return { kind: 'GIVEN_UP' };
  if (place.acceptance === 'UNKNOWN')
    return {
      kind: 'UNDETERMINED',
      missing: [lacking('admissions', facts.admissions, 'RECORD_UNREADABLE')],
    };
  return standing.kind === 'UNDETERMINED' ? standing : { kind: 'COUNTS' };
}

/** Whether two records are of one place: the fee register keeps one row for all applications to an option. */
function isSamePlace(one: Admission, other: Admission): boolean {
  const isSameOption = one.applicationOption.oid === other.applicationOption.oid;
  return one.id === other.id || (isSameOption && sameInstitution(one.institution, other.institution));
}

/** Whether two records say the same of all that the fee of a place turns on. */
function agree(one: Admission, other: Admission): boolean {
  return sayingOf(one) === sayingOf(other);
}

function sayingOf(place: Admission): string {
  const { feeObligation, feePayment, educationLevel, startYear, startSeason, institution } = place;
  const where = [institution.code, institution.oid];
  return JSON.stringify([
    isGivenUp(place),
    feeObligation,
    feePayment,
    educationLevel,
    startYear,
    startSeason,
    where,
  ]);
}
