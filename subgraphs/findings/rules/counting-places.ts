import { finnishDayOf } from '../../registry/clock.ts';
import { isValidOn } from '../../registry/in-force.ts';
import { type FactReason, type ReasonCode, reasonOf } from '../../registry/reasons.ts';
import type { Admission, AdmissionCondition, RequiredFacts, StudyRight } from '../required-facts.ts';
import { daysBetween, type Span, yearAfter } from './days.ts';
import { startTermOf } from './fee-subjects.ts';
import { gapsOf, isAnswered, lacking, type MissingInput } from './finding.ts';
import { areComparable, doubtOn, sameInstitution, startOfRight } from './study-rights.ts';

/**
 * Whether a study place says anything of a day. The register gives every place that was ever won, so most of a long
 * student's places are history. COUNTS: with a remark when nobody knows when its studies begin. OLD: it decides nothing.
 */
export type PlaceStanding =
  | { readonly kind: 'COUNTS' | 'OLD'; readonly reason: FactReason | null }
  | { readonly kind: 'UNDETERMINED'; readonly missing: readonly MissingInput[] };

/** A day after the first term of a place. */
interface AfterTerm {
  readonly term: Span;
  readonly today: string;
}

type PlaceFacts = Pick<RequiredFacts, 'admissions' | 'admissionConditions' | 'studyRights'>;

/** How far from the start of a place, in days, its own right may begin: a term, and some weeks. */
const nearDays = 200;

/** Roles of an institution that also stands for the right's own: it was merged into it, or teaches for it. */
const ownRoles: ReadonlySet<string> = new Set(['MERGED_GRANTOR', 'ORGANISING']);

const counts: PlaceStanding = { kind: 'COUNTS', reason: null };
const old: PlaceStanding = { kind: 'OLD', reason: reasonOf('OLD_PLACES') };

/**
 * Where a place stands on a day. It counts from its admission until the end of its first term; later only while a right
 * at its institution that began within 200 days of its start is in force. One whose start VTS leaves out counts for
 * twelve months from its acceptance deadline, Finnish time.
 */
export function standingOf(place: Admission, facts: PlaceFacts, today: string): PlaceStanding {
  const term = startTermOf(place);
  if (term === null) return byDeadline(place, facts, today);
  return today <= term.endsOn ? counts : byRights(place, facts, { term, today });
}

/** What VTS says of a place's condition, publication and deadline; only from a registry that answered. */
export function conditionOf(
  place: Admission,
  { admissionConditions }: Pick<RequiredFacts, 'admissionConditions'>,
): AdmissionCondition | undefined {
  if (!isAnswered(admissionConditions)) return undefined;
  return admissionConditions.items?.find(({ admissionId }) => admissionId === place.id);
}

function byDeadline(place: Admission, facts: PlaceFacts, today: string): PlaceStanding {
  const deadline = conditionOf(place, facts)?.acceptanceDeadlineAt ?? null;
  if (deadline === null) {
    const unsaid = lacking('admissions', facts.admissions, 'START_UNKNOWN');
    return { kind: 'UNDETERMINED', missing: [unsaid, ...gapsOf(facts, ['admissionConditions'])] };
  }
  const lastDay = yearAfter(finnishDayOf(new Date(deadline)));
  return today <= lastDay ? { kind: 'COUNTS', reason: reasonOf('START_UNKNOWN') } : old;
}

function byRights(place: Admission, facts: PlaceFacts, { term, today }: AfterTerm): PlaceStanding {
  const { studyRights } = facts;
  const doubt = (code: ReasonCode): MissingInput => lacking('studyRights', studyRights, code);
  // VIRTA has rights of higher education only.
  if (place.educationLevel === 'UPPER_SECONDARY')
    return { kind: 'UNDETERMINED', missing: [doubt('NOT_COVERED')] };
  const rights = isAnswered(studyRights) ? (studyRights.items ?? []) : [];
  const near = rights.filter((right) => isNear(right, term));
  const ties = near.map((right) => tieOf(right, place, today));
  if (ties.includes('TIED')) return counts;
  const gaps = gapsOf(facts, ['studyRights']);
  const doubts = ties.flatMap((tie) => (tie === 'TIED' || tie === null ? [] : [doubt(tie)]));
  const missing = gaps.length > 0 ? gaps : doubts;
  return missing.length > 0 ? { kind: 'UNDETERMINED', missing } : old;
}

/** A right whose start is not known may be the place's own. */
function isNear(right: StudyRight, { startsOn }: Span): boolean {
  const begins = startOfRight(right);
  return begins === null || Math.abs(daysBetween(startsOn, begins)) <= nearDays;
}

/** Whether a right in force is at the place's institution: TIED, null when not, or why nobody can tell. */
function tieOf(right: StudyRight, { institution }: Admission, today: string): 'TIED' | ReasonCode | null {
  const force = forceOn(right, today);
  if (force === null) return null;
  const roles = right.institutionRoles.filter(({ role }) => ownRoles.has(role));
  const own = [right.institution, ...roles.map((role) => role.institution)];
  if (own.some((one) => sameInstitution(one, institution)))
    return startOfRight(right) === null ? 'NOT_REPORTED' : force;
  return own.every((one) => areComparable(one, institution)) ? null : 'INSTITUTION_NOT_MATCHED';
}

/** TIED to the day when the right is in force, null when it is not, or why its records do not tell. */
function forceOn(right: StudyRight, today: string): 'TIED' | ReasonCode | null {
  const isValid = isValidOn(right, today);
  if (isValid !== null) return isValid ? 'TIED' : null;
  return right.states.length === 0 ? 'NOT_REPORTED' : doubtOn(right, today);
}
