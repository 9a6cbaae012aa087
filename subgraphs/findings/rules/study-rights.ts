import { isValidOn, isValidState, stateOn } from '../../registry/in-force.ts';
import type { Institution } from '../../registry/institutions.ts';
import type { ReasonCode } from '../../registry/reasons.ts';
import type {
  StudyRight,
  StudyRightState,
  StudyRightStatePeriod,
  StudyRightType,
} from '../required-facts.ts';
import { addDays, earliest, latestUntil } from './days.ts';

/** The graph's `StudyLevel`. */
export type StudyLevel = 'HIGHER_EDUCATION_DEGREE' | 'DOCTORAL' | 'EXCHANGE' | 'SECOND_DEGREE' | 'OTHER';

/** How a right ended: the day, and the state that ended it; no state when only its period ran out, or records differ. */
export interface RightEnd {
  readonly endedOn: string;
  readonly endState: StudyRightState | null;
}

/** The state that ended a right and its first day; no state when several that began that day differ. */
interface FirstEnd {
  readonly startsOn: string;
  readonly state: StudyRightState | null;
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
  const { startsOn, state } = firstEnd(right, found.period);
  const isOver = right.endsOn !== null && right.endsOn < startsOn;
  return { endedOn: isOver ? right.endsOn : startsOn, endState: state };
}

/** Why it cannot be told whether a right is valid on a day; null when its records do tell. */
export function doubtOn(right: StudyRight, day: string): ReasonCode | null {
  const { kind } = stateOn(right, day);
  if (kind === 'CONTRADICTED') return 'RECORDS_CONTRADICT';
  if (kind === 'RAN_OUT') return 'STATE_RAN_OUT';
  return isValidOn(right, day) === null ? 'RECORD_UNREADABLE' : null;
}

/** Each day on which something of a right begins, earliest first. */
export function beginningsOf(right: StudyRight): readonly string[] {
  const days = right.states.map(({ startsOn }) => startsOn);
  return [...new Set(right.startsOn === null ? days : [right.startsOn, ...days])].toSorted();
}

/** Each day on which the state of a right may change, earliest first: something begins, or has ended the day before. */
export function changeDaysOf(right: StudyRight): readonly string[] {
  const after = right.states.flatMap(({ endsOn }) => (endsOn === null ? [] : addDays(endsOn, 1)));
  return [...beginningsOf(right), ...after].toSorted();
}

/** First day on which a right is valid; null when its records tell of none. */
export function firstDayInForce(right: StudyRight): string | null {
  return changeDaysOf(right).find((day) => isValidOn(right, day) === true) ?? null;
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

/** What ended a right that has come to a state: the first end after it was last open; what comes after is bookkeeping. */
function firstEnd(right: StudyRight, now: StudyRightStatePeriod): FirstEnd {
  const begun = right.states.filter(({ startsOn }) => startsOn <= now.startsOn);
  const open = begun.filter(({ state }) => isValidState(state) !== false);
  const lastOpen = latestUntil(
    now.startsOn,
    open.map(({ startsOn }) => startsOn),
  );
  const closed = begun.filter(({ startsOn }) => startsOn > (lastOpen ?? ''));
  // A passivated right may be taken up again: that has not ended it if another state has.
  const ended = closed.filter(({ state }) => state !== 'PASSIVATED');
  const ends = ended.length > 0 ? ended : closed;
  const startsOn = earliest(ends.map((end) => end.startsOn)) ?? now.startsOn;
  const states = new Set(ends.filter((end) => end.startsOn === startsOn).map(({ state }) => state));
  const [state = now.state, ...others] = startsOn === now.startsOn ? [now.state] : states;
  return { startsOn, state: others.length > 0 ? null : state };
}
