import { isValidOn, isValidState, stateOn } from '../../registry/in-force.ts';
import type { Institution } from '../../registry/institutions.ts';
import type { ReasonCode } from '../../registry/reasons.ts';
import type {
  StudyRight,
  StudyRightState,
  StudyRightStatePeriod,
  StudyRightType,
} from '../required-facts.ts';
import { earliest } from './days.ts';

/** The graph's `StudyLevel`. */
export type StudyLevel = 'HIGHER_EDUCATION_DEGREE' | 'DOCTORAL' | 'EXCHANGE' | 'SECOND_DEGREE' | 'OTHER';

/** How a right ended: the day, and the state that ended it; no state when only its period ran out. */
export interface RightEnd {
  readonly endedOn: string;
  readonly endState: StudyRightState | null;
}

const degreeTypes = new Set<StudyRightType>([
  'BACHELOR_APPLIED_SCIENCES',
  'BACHELOR',
  'MASTER_APPLIED_SCIENCES',
  'MASTER',
  'SPECIALIST_MEDICAL',
  'LICENTIATE',
]);

/** The level of a right; null when its type is not known. */
export function levelOf(right: StudyRight): StudyLevel | null {
  if (right.type === 'INTERNATIONAL_EXCHANGE' || right.classifications.includes('INCOMING_EXCHANGE'))
    return 'EXCHANGE';
  if (right.type === 'DOCTORATE') return 'DOCTORAL';
  if (degreeTypes.has(right.type)) return 'HIGHER_EDUCATION_DEGREE';
  return right.type === 'UNKNOWN' ? null : 'OTHER';
}

/** How a right had ended by a day; null when it had not, or its records do not tell. */
export function endBy(right: StudyRight, day: string): RightEnd | null {
  const found = stateOn(right, day);
  if (found.kind === 'OVER') return right.endsOn === null ? null : { endedOn: right.endsOn, endState: null };
  if (found.kind !== 'IN_FORCE' || isValidState(found.period.state) !== false) return null;
  const begun = right.states.filter(({ startsOn }) => startsOn <= day).toSorted(byStart);
  const lastOpen = begun.findLastIndex(({ state }) => isValidState(state) !== false);
  // What comes after is bookkeeping.
  const first = begun[lastOpen + 1] ?? found.period;
  const isOver = right.endsOn !== null && right.endsOn < first.startsOn;
  return { endedOn: isOver ? right.endsOn : first.startsOn, endState: first.state };
}

/** Why it cannot be told whether a right is valid on a day; null when its records do tell. */
export function doubtOn(right: StudyRight, day: string): ReasonCode | null {
  const { kind } = stateOn(right, day);
  if (kind === 'CONTRADICTED') return 'RECORDS_CONTRADICT';
  if (kind === 'RAN_OUT') return 'STATE_RAN_OUT';
  return isValidOn(right, day) === null ? 'RECORD_UNREADABLE' : null;
}

/** Whether two institutions are the same, by number or by organisation OID; false when they cannot be compared. */
export function sameInstitution(one: Institution, other: Institution): boolean {
  if (one.code !== null && other.code !== null) return one.code === other.code;
  return one.oid !== null && one.oid === other.oid;
}

/** Whether two institutions have identifiers of the same kind, so that telling them apart means something. */
export function areComparable(one: Institution, other: Institution): boolean {
  return (one.code !== null && other.code !== null) || (one.oid !== null && other.oid !== null);
}

/** First day of a right: of its first state when the right itself does not say; null when neither does. */
export function startOfRight(right: StudyRight): string | null {
  return right.startsOn ?? earliest(right.states.map(({ startsOn }) => startsOn));
}

function byStart(a: StudyRightStatePeriod, b: StudyRightStatePeriod): number {
  return a.startsOn.localeCompare(b.startsOn);
}
