import { stateOn } from '../../registry/in-force.ts';
import type { ReasonCode } from '../../registry/reasons.ts';
import type { RightProgress, StudyRight, TermRegistration } from '../required-facts.ts';
import { addDays, earliest, later } from './days.ts';
import { changeDaysOf, doubtOn, endBy, startOfRight } from './study-rights.ts';
import { registrationsOn, spanOf } from './term-registrations.ts';

/** A right with what is recorded of it. */
export interface StudiesUnderRight {
  readonly right: StudyRight;
  /** Those of the right, and those for all rights at its institution. */
  readonly registrations: readonly TermRegistration[];
  /** Of the right alone. */
  readonly attainments: readonly RightProgress[];
}

/** What shows that studies have started. */
interface StartSigns {
  readonly isStarted: boolean;
  /** The first of them; null when there is none, or when it is not told which was the first. */
  readonly startedOn: string | null;
  /** Whether presence is recorded for a day for which something else is, too. */
  readonly isContradicted: boolean;
}

/** The day studies may begin: when the right is no longer an option; null when it has not become active. */
export function beginningOf(right: StudyRight): string | null {
  const start = startOfRight(right);
  const active = earliest(right.states.map(({ state, startsOn }) => (state === 'ACTIVE' ? startsOn : null)));
  if (active !== null) return later(active, start ?? active);
  return right.states.some(({ state }) => state === 'OPTION') ? null : start;
}

/** What shows by a day that studies have started: presence while the right is in force, or an attainment done under it. */
export function signsBy(studies: StudiesUnderRight, today: string): StartSigns {
  const { right, attainments } = studies;
  const first = startOfRight(right) ?? '';
  const presence = presenceBy(studies, today);
  const done = attainments.map(({ firstDoneOn }) => firstDoneOn).filter((day) => day !== null);
  const within = done.filter((day) => first <= day && day <= today);
  const startedOn = earliest([presence.day, ...within]);
  // Of attainments that began before the right, only the last is told: when the first under the right was, is not.
  const isLater = attainments.some(
    ({ firstDoneOn, latestDoneOn }) =>
      firstDoneOn !== null &&
      firstDoneOn < first &&
      latestDoneOn !== null &&
      first <= latestDoneOn &&
      latestDoneOn <= today,
  );
  return {
    isStarted: startedOn !== null || isLater,
    startedOn: isLater && startedOn !== first ? null : startedOn,
    isContradicted: presence.isContradicted,
  };
}

/** Whether each day from a right's beginning, while it lasted, is registered as absence and as nothing else. */
export function isAbsentThroughout(
  { right, registrations }: StudiesUnderRight,
  begins: string,
  today: string,
): boolean {
  const end = endBy(right, today);
  const lastDay = end === null ? today : end.endState === null ? end.endedOn : addDays(end.endedOn, -1);
  const days = [begins, ...changeDays({ right, registrations })].filter(
    (day) => begins <= day && day <= later(lastDay, begins),
  );
  return days.every((day) => {
    const states = registrationsOn(registrations, day).map(({ state }) => state);
    return states.length > 0 && states.every((state) => state === 'ABSENT' || state === 'ABSENT_STATUTORY');
  });
}

/** Why presence under the right did not count; it is no absence either. */
export function uncountedPresences(
  { right, registrations }: StudiesUnderRight,
  today: string,
): readonly ReasonCode[] {
  return registrations
    .filter(({ state, startsOn, studyRightId }) => {
      return state === 'PRESENT' && startsOn <= today && studyRightId !== null;
    })
    .map(
      ({ startsOn }) =>
        doubtOn(right, later(startsOn, startOfRight(right) ?? startsOn)) ?? 'RIGHT_NOT_IN_FORCE',
    );
}

function presenceBy(studies: StudiesUnderRight, today: string) {
  const days = changeDays(studies).filter((day) => day <= today);
  const present = days
    .map((day) => ({ day, states: statesOn(studies, day) }))
    .filter(({ states }) => states.has('PRESENT'));
  const clear = present.find(({ states }) => states.size === 1);
  return { day: clear?.day ?? null, isContradicted: present.some(({ states }) => states.size > 1) };
}

/** How the person is registered on a day under a right in force: nothing when it is not. */
function statesOn({ right, registrations }: StudiesUnderRight, day: string): ReadonlySet<string> {
  const found = stateOn(right, day);
  const state = found.kind === 'IN_FORCE' ? found.period.state : null;
  const onDay = registrationsOn(registrations, day);
  // Somebody who is registered for all rights studies under the active one: an option is for later.
  const counted =
    state === 'ACTIVE'
      ? onDay
      : state === 'OPTION'
        ? onDay.filter(({ studyRightId }) => studyRightId !== null)
        : [];
  return new Set(counted.map((registration) => registration.state));
}

/** Each day on which the state of a right, or how the person is registered, may change; earliest first. */
function changeDays({
  right,
  registrations,
}: Pick<StudiesUnderRight, 'right' | 'registrations'>): readonly string[] {
  const spans = registrations.map(spanOf);
  const days = spans.flatMap(({ startsOn, endsOn }) => [startsOn, addDays(endsOn, 1)]);
  return [...changeDaysOf(right), ...days].toSorted();
}
