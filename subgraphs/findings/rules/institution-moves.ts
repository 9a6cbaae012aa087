import { isValidOn } from '../../registry/in-force.ts';
import type { Institution } from '../../registry/institutions.ts';
import type { ReasonCode } from '../../registry/reasons.ts';
import type { StudyRight } from '../required-facts.ts';
import { addDays, daysBetween, later } from './days.ts';
import { cannotBeChange, doubtOfChange } from './institution-ties.ts';
import { beginningsOf, doubtOn, endBy, firstDayInForce, startOfRight } from './study-rights.ts';

/** A move from one institution to another. */
export interface InstitutionMove {
  readonly fromStudyRightId: string;
  readonly from: Institution;
  readonly endedOn: string;
  readonly toStudyRightId: string;
  readonly to: Institution;
  readonly startsOn: string;
  readonly gapDays: number;
}

/** The moves that are recorded to a right, and what leaves open whether there is another. */
interface MovesToRight {
  readonly moves: readonly InstitutionMove[];
  readonly doubts: readonly ReasonCode[];
}

interface Pair {
  readonly from: StudyRight;
  readonly to: StudyRight;
  readonly today: string;
}

/** How many days the end of the old right may be recorded after the beginning of the new one. */
const overlapDays = 60;

/** The moves to a right, from what ended last before it, and what leaves open whether there is another. */
export function movesTo(to: StudyRight, rights: readonly StudyRight[], today: string): MovesToRight {
  const found = rights
    .filter((from) => from !== to && !cannotBeChange(from, to, rights))
    .map((from) => moveBetween(from, to, today));
  const moves = found.filter((each) => typeof each === 'object' && each !== null);
  const latest = moves
    .map(({ endedOn }) => endedOn)
    .toSorted()
    .at(-1);
  return {
    moves: moves.filter(({ endedOn }) => endedOn === latest),
    doubts: found.filter((each) => typeof each === 'string'),
  };
}

/** What is recorded between two rights: a move, none (null), or the code of what leaves it open. */
function moveBetween(from: StudyRight, to: StudyRight, today: string): InstitutionMove | ReasonCode | null {
  const startsOn = firstDayInForce(to);
  if (startsOn === null) return isStudiedUnder(from, today) ? null : doubtAtStart(to, today);
  if ((startOfRight(from) ?? '') >= startsOn) return null;
  const begins = firstDayInForce(from);
  if (begins === null) return doubtAtStart(from, today);
  if (begins >= startsOn) return null;
  const move = moveOn(startsOn, { from, to, today });
  // What may be is no doubt about today while it is still to come.
  return typeof move === 'string' && startsOn > today ? null : move;
}

/** The same of a right that was in force before, and one that begins on a day. */
function moveOn(startsOn: string, { from, to, today }: Pair): InstitutionMove | ReasonCode | null {
  const day = later(today, startsOn);
  const latestEnd = addDays(startsOn, overlapDays);
  if (day > latestEnd && isValidOn(from, addDays(latestEnd, 1)) === true) return null;
  const end = endBy(from, day);
  if (end === null) return doubtOn(from, day);
  if (end.endedOn > latestEnd) return null;
  const doubt = doubtOfChange(from, to);
  if (doubt !== null) return doubt;
  return {
    fromStudyRightId: from.id,
    from: from.institution,
    endedOn: end.endedOn,
    toStudyRightId: to.id,
    to: to.institution,
    startsOn,
    gapDays: Math.max(0, daysBetween(end.endedOn, startsOn) - 1),
  };
}

/** Whether a right has surely not ended: nothing can be a move from it. */
function isStudiedUnder(right: StudyRight, today: string): boolean {
  return endBy(right, today) === null && doubtOn(right, today) === null;
}

/** Why it cannot be told whether a right has begun by today; null when its records tell that it has not. */
function doubtAtStart(right: StudyRight, today: string): ReasonCode | null {
  const days = beginningsOf(right);
  if (days.length === 0) return 'RECORD_UNREADABLE';
  return days.filter((day) => day <= today).flatMap((day) => doubtOn(right, day) ?? [])[0] ?? null;
}
