import type { Institution } from '../../registry/institutions.ts';
import type { Admission, PlaceAcceptance, StudyRight } from '../required-facts.ts';
import { addDays, latestUntil, type Span, termOf } from './days.ts';
import { areComparable, endBy, sameInstitution, startOfRight } from './study-rights.ts';

/** What a tuition fee is asked for: a study place with its rights, or a right without a place. */
export interface FeeSubject {
  readonly admission: Admission | null;
  readonly rights: readonly StudyRight[];
  readonly institution: Institution;
  /** Whether a record of the other registry could belong here, but the institutions' identifiers do not tell. */
  readonly unmatched: boolean;
}

interface Candidates {
  readonly admissions: readonly Admission[];
  readonly rights: readonly StudyRight[];
}

const given = new Set<PlaceAcceptance>(['BINDING', 'WAITING_FOR_HIGHER_PREFERENCE']);
const givenUp = new Set<PlaceAcceptance>([
  'DECLINED',
  'CANCELLED',
  'NOT_ACCEPTED_IN_TIME',
  'TOOK_ANOTHER_PLACE',
]);

/** How many days before its term a right of a new place may begin. */
const earlyDays = 60;

/** Whether a place is given up, so that no fee of it matters. */
export function isGivenUp(place: Admission): boolean {
  return givenUp.has(place.acceptance);
}

/** The term in which the studies of a place start; null when the register does not say. */
export function startTermOf(place: Admission): Span | null {
  if (place.startYear === null || place.startSeason === null) return null;
  return termOf(`${place.startYear}-${place.startSeason === 'AUTUMN' ? '08' : '01'}-01`);
}

/**
 * Joins places with rights by institution and start, so that a right of another institution, an older right at the
 * same one, or a right that ended before, never colours the fee of a place. Places first, then the rights left over.
 */
export function feeSubjects({ admissions, rights }: Candidates, today: string): readonly FeeSubject[] {
  const live = admissions.filter((place) => !isGivenUp(place));
  const owners = rights.map((right) => ownersOf(right, live, today));
  const places = admissions.map((admission) => {
    const own = rights.filter((_, index) => owners[index]?.includes(admission));
    const { institution } = admission;
    return {
      admission,
      rights: ofStartTerm(admission, own),
      institution,
      unmatched: hasUnmatched(institution, rights),
    };
  });
  const others = rights.filter((right) => !places.some((subject) => subject.rights.includes(right)));
  return [...places, ...others.map((right) => withoutPlace(right, live))];
}

function withoutPlace(right: StudyRight, places: readonly Admission[]): FeeSubject {
  const { institution } = right;
  return { admission: null, rights: [right], institution, unmatched: hasUnmatched(institution, places) };
}

function hasUnmatched(
  institution: Institution,
  others: readonly { readonly institution: Institution }[],
): boolean {
  return others.some((other) => !areComparable(other.institution, institution));
}

/** The latest place at the institution that starts no later than the right; accepted ones before open ones. */
function ownersOf(right: StudyRight, places: readonly Admission[], today: string): readonly Admission[] {
  const near = places.filter((place) => sameInstitution(place.institution, right.institution));
  if (near.length === 0) return near;
  const starts = near.map(startOf);
  const latest = latestUntil(startOfRight(right) ?? '', starts);
  if (latest === null && endBy(right, today) !== null) return [];
  // Where none starts early enough, those of which nobody knows when they start.
  const owners = near.filter((_, index) => starts[index] === latest);
  const accepted = owners.filter((place) => given.has(place.acceptance));
  return accepted.length > 0 ? accepted : owners;
}

/** When a right begins in the place's own start term, a later right of the institution is another matter. */
function ofStartTerm(place: Admission, rights: readonly StudyRight[]): readonly StudyRight[] {
  const term = startTermOf(place);
  if (term === null) return rights;
  const atStart = rights.filter((right) => (startOfRight(right) ?? '') <= term.endsOn);
  return atStart.length > 0 ? atStart : rights;
}

function startOf(place: Admission): string | null {
  const term = startTermOf(place);
  return term === null ? null : addDays(term.startsOn, -earlyDays);
}
