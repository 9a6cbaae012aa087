import type { Institution } from '../../registry/institutions.ts';
import type {
  StudyRight,
  StudyRightState,
  StudyRightStatePeriod,
  StudyRightType,
} from '../required-facts.ts';
import { covers } from './days.ts';

/** The graph's `StudyLevel`. */
export type StudyLevel = 'HIGHER_EDUCATION_DEGREE' | 'DOCTORAL' | 'EXCHANGE' | 'SECOND_DEGREE' | 'OTHER';

/** How a right ended: the day, and the state that ended it; no state when only its period ran out. */
export interface RightEnd {
  readonly endedOn: string;
  readonly endState: StudyRightState | null;
}

const ending = new Set<StudyRightState>([
  'CONCLUDED',
  'PASSIVATED',
  'DISCONTINUED',
  'ENDED',
  'ENDED_ONE_RIGHT_RULE',
]);

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

/** Whether a right is valid on a day; null when its record does not say which state it is in. */
export function isValidOn(right: StudyRight, day: string): boolean | null {
  if ((right.startsOn !== null && day < right.startsOn) || (right.endsOn !== null && right.endsOn < day))
    return false;
  const [first] = right.states;
  if (first === undefined) return null;
  if (day < first.startsOn) return false;
  const state = right.states.findLast((period) => covers(period, day))?.state;
  if (state === undefined || state === 'UNKNOWN') return null;
  return !ending.has(state);
}

/** How a right had ended by a day; null when it had not. */
export function endBy(right: StudyRight, day: string): RightEnd | null {
  const begun = right.states.filter((period) => period.startsOn <= day);
  const lastOpen = begun.findLastIndex((period) => !ending.has(period.state));
  const byState = endOfState(begun[lastOpen + 1]);
  const ranOut = right.endsOn !== null && right.endsOn < day ? right.endsOn : null;
  if (ranOut === null) return byState;
  return byState !== null && byState.endedOn <= ranOut ? byState : { endedOn: ranOut, endState: null };
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
  return right.startsOn ?? right.states[0]?.startsOn ?? null;
}

function endOfState(period: StudyRightStatePeriod | undefined): RightEnd | null {
  return period === undefined ? null : { endedOn: period.startsOn, endState: period.state };
}
