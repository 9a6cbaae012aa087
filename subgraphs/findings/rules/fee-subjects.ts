import type { Institution } from '../../registry/institutions.ts';
import type { Admission, PlaceAcceptance, StudyRight } from '../required-facts.ts';
import { addDays, latestUntil, type Span, termOf } from './days.ts';
import type { MissingInput } from './finding.ts';
import { areComparable, endBy, sameInstitution, startOfRight } from './study-rights.ts';

/** Whether a place has a say in the fee today: OLD, GIVEN_UP and what is not known of it do not; CONTRADICTED is shown. */
export type PlaceState =
  | { readonly kind: 'COUNTS' | 'GIVEN_UP' | 'OLD' | 'CONTRADICTED' }
  | { readonly kind: 'UNDETERMINED'; readonly missing: readonly MissingInput[] };

/** A study place and whether it has a say. */
export interface FeePlace {
  readonly admission: Admission;
  readonly state: PlaceState;
}

/** What a tuition fee is asked for: a study place with its rights, or a right without a place. */
export interface FeeSubject {
  readonly admission: Admission | null;
  readonly state: PlaceState;
  readonly rights: readonly StudyRight[];
  readonly institution: Institution;
  /** Whether a record of the other registry could belong here, but the institutions' identifiers do not tell. */
  readonly unmatched: boolean;
}

const given = new Set<PlaceAcceptance>(['BINDING', 'WAITING_FOR_HIGHER_PREFERENCE']);
const givenUp = new Set<PlaceAcceptance>([
  'DECLINED',
  'CANCELLED',
  'NOT_ACCEPTED_IN_TIME',
  'TOOK_ANOTHER_PLACE',
]);

/** Parts of an institution in a right by which a place there is the right's own. */
const ownRoles: ReadonlySet<string> = new Set(['GRANTING', 'ORGANISING', 'MERGED_GRANTOR']);

/** How many days before its term a right of a new place may begin. */
const earlyDays = 60;

/** Whether a place is given up, so that no fee of it matters. */
export function isGivenUp(place: Pick<Admission, 'acceptance'>): boolean {
  return givenUp.has(place.acceptance);
}

/** The term in which the studies of a place start; null when the register does not say. */
export function startTermOf(place: Admission): Span | null {
  if (place.startYear === null || place.startSeason === null) return null;
  return termOf(`${place.startYear}-${place.startSeason === 'AUTUMN' ? '08' : '01'}-01`);
}

/** The institutions of a right: its own, and those whose part in it makes their places and payments its own. */
export function institutionsOf(right: StudyRight): readonly Institution[] {
  const own = right.institutionRoles.filter(({ role }) => ownRoles.has(role));
  return [right.institution, ...own.map(({ institution }) => institution)];
}

/**
 * Joins places with rights by institution and start, so that a right of another institution, an older right at the
 * same one, or a right that ended before, never colours the fee of a place. Places first, then the rights left over.
 */
export function feeSubjects(
  places: readonly FeePlace[],
  rights: readonly StudyRight[],
  today: string,
): readonly FeeSubject[] {
  const live = places.filter(hasSay).map(({ admission }) => admission);
  const old = places.filter(({ state }) => state.kind === 'OLD').map(({ admission }) => admission);
  const owners = new Map(rights.map((right) => [right, ownersAmong(right, { live, old }, today)]));
  const lasting = rights.filter((right) => endBy(right, today) === null);
  const own = (place: Admission) => rights.filter((right) => owners.get(right)?.includes(place));
  const bare = live.filter((place) => own(place).length === 0);
  const free = lasting.filter((right) => owners.get(right)?.length === 0);
  const subjects = places.map(({ admission, state }): FeeSubject => {
    const { institution } = admission;
    const isFar = (right: StudyRight) => !areComparable(right.institution, institution);
    const unmatched = lasting.some(isFar) || (bare.includes(admission) && free.some(isShared));
    return { admission, state, rights: ofStartTerm(admission, own(admission)), institution, unmatched };
  });
  const others = rights.filter((right) => !subjects.some((subject) => subject.rights.includes(right)));
  return [...subjects, ...others.map((right) => ofRight(right, { live, bare }))];
}

/** A right by itself. */
export function ofRight(
  right: StudyRight,
  { live, bare }: { readonly live: readonly Admission[]; readonly bare: readonly Admission[] },
): FeeSubject {
  const { institution } = right;
  const isFar = (place: Admission) => !areComparable(place.institution, institution);
  const unmatched = live.some(isFar) || (bare.length > 0 && isShared(right));
  return { admission: null, state: { kind: 'COUNTS' }, rights: [right], institution, unmatched };
}

/** Places of upper secondary education have their rights in no registry that is connected. */
function hasSay({ admission, state }: FeePlace): boolean {
  return state.kind !== 'OLD' && state.kind !== 'GIVEN_UP' && admission.educationLevel !== 'UPPER_SECONDARY';
}

/** Whether several institutions share in a right, so that a place at another one may be its own. */
function isShared({ classifications, phases, institutionRoles }: StudyRight): boolean {
  const all = [...classifications, ...phases.flatMap((phase) => phase.classifications)];
  return all.includes('JOINT_DEGREE') || all.includes('DOUBLE_DEGREE') || institutionRoles.length > 0;
}

/** A right that has ended is shown with its old place; one that has not is never hidden by it. */
function ownersAmong(
  right: StudyRight,
  { live, old }: { readonly live: readonly Admission[]; readonly old: readonly Admission[] },
  today: string,
): readonly Admission[] {
  const owners = ownersOf(right, live, today);
  return owners.length > 0 || endBy(right, today) === null ? owners : ownersOf(right, old, today);
}

/** The latest place at the institution that starts no later than the right; accepted ones before open ones. */
function ownersOf(right: StudyRight, places: readonly Admission[], today: string): readonly Admission[] {
  const near = places.filter((place) =>
    institutionsOf(right).some((institution) => sameInstitution(place.institution, institution)),
  );
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
