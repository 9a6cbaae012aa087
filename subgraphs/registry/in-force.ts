/** A span of whole days; null when its end is open or not reported. */
export interface OpenSpan {
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** A period of a right's state; the graph's `StudyRightState`. */
interface StatePeriod extends OpenSpan {
  readonly state: string;
}

/** What of a right to study tells in which state it is. */
export interface RightThroughTime<P extends StatePeriod> {
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  /** In any order. */
  readonly states: readonly P[];
}

/**
 * The state of a right on a day: the period in force; or none, since nothing has begun (NOT_BEGUN), since the right's own
 * last day is over (OVER), since the last state has ended and no other has begun (RAN_OUT), since no state is reported
 * (NOT_REPORTED); or undetermined, since the periods contradict each other.
 */
export type StateOnDay<P> =
  | { readonly kind: 'IN_FORCE'; readonly period: P }
  | { readonly kind: 'NOT_BEGUN' | 'OVER' | 'RAN_OUT' | 'NOT_REPORTED' | 'CONTRADICTED' };

const valid = new Set(['ACTIVE', 'OPTION']);
/** States that last until another begins, whatever end they have (Tila 3, 5, 6, 7). */
const final = new Set(['CONCLUDED', 'DISCONTINUED', 'ENDED', 'ENDED_ONE_RIGHT_RULE']);

/** Whether a right may be studied under in a state; null for a state that is not known. */
export function isValidState(state: string): boolean | null {
  return state === 'UNKNOWN' ? null : valid.has(state);
}

/** The state in force on a day: the one that began last on or before it. */
export function stateOn<P extends StatePeriod>(right: RightThroughTime<P>, day: string): StateOnDay<P> {
  if (right.startsOn !== null && day < right.startsOn) return { kind: 'NOT_BEGUN' };
  const isOver = right.endsOn !== null && right.endsOn < day;
  if (right.states.length === 0) return { kind: isOver ? 'OVER' : 'NOT_REPORTED' };
  const begun = right.states.filter(({ startsOn }) => startsOn <= day);
  const period = latestOf(begun, day);
  if (period === undefined) return { kind: 'NOT_BEGUN' };
  const isContradicted = period === null || isOpposed(period, begun, day);
  // However its states contradict each other, a right is over when its own last day is.
  if (isOver && (isContradicted || !isAfterAll(period, day))) return { kind: 'OVER' };
  if (isContradicted) return { kind: 'CONTRADICTED' };
  return final.has(period.state) || !hasEnded(period, day) ? inForce(period) : { kind: 'RAN_OUT' };
}

/** Whether a right may be studied under on a day; null when its records do not tell. */
export function isValidOn(right: RightThroughTime<StatePeriod>, day: string): boolean | null {
  const found = stateOn(right, day);
  switch (found.kind) {
    case 'IN_FORCE':
      return isValidState(found.period.state);
    case 'NOT_BEGUN':
    case 'OVER':
      return false;
    default:
      return null;
  }
}

/** A day, or the nearest one on which a right lasts. */
export function nearestDay(
  { startsOn, endsOn }: { readonly startsOn: string | null; readonly endsOn: string | null },
  day: string,
): string {
  if (startsOn !== null && day < startsOn) return startsOn;
  return endsOn !== null && endsOn < day ? endsOn : day;
}

/**
 * Of periods in any order those in force on a day: the one that began last of those that cover it; several when they
 * began on the same day. A period without an end lasts until the next begins.
 */
export function periodsOn<P extends OpenSpan>(periods: readonly P[], day: string): readonly P[] {
  const begun = periods.filter(({ startsOn }) => startsOn <= day);
  const last = lastStart(begun);
  const covering = begun.filter(({ startsOn, endsOn }) =>
    endsOn === null ? startsOn === last : day <= endsOn,
  );
  const latest = lastStart(covering);
  return covering.filter(({ startsOn }) => startsOn === latest);
}

/** Whether a state is what a right that is over has come to. */
function isAfterAll(period: StatePeriod, day: string): boolean {
  if (isValidState(period.state) !== false) return false;
  return final.has(period.state) || !hasEnded(period, day);
}

function inForce<P>(period: P): StateOnDay<P> {
  return { kind: 'IN_FORCE', period };
}

function lastStart(periods: readonly OpenSpan[]): string | undefined {
  return periods
    .map(({ startsOn }) => startsOn)
    .toSorted()
    .at(-1);
}

/** Undefined when none has begun; null when several states began on one day and not just one of them lasted. */
function latestOf<P extends StatePeriod>(begun: readonly P[], day: string): P | null | undefined {
  const start = lastStart(begun);
  const latest = begun.filter(({ startsOn }) => startsOn === start);
  if (statesOf(latest).size <= 1) return longest(latest);
  const lasting = latest.filter((period) => !hasEnded(period, day));
  return statesOf(lasting).size === 1 ? longest(lasting) : null;
}

function statesOf(periods: readonly StatePeriod[]): ReadonlySet<string> {
  return new Set(periods.map(({ state }) => state));
}

function longest<P extends StatePeriod>(periods: readonly P[]): P | undefined {
  return periods.toSorted((a, b) => (a.endsOn ?? '9').localeCompare(b.endsOn ?? '9')).at(-1);
}

/** Whether an earlier state says of itself that it lasts, and is of the other sort. */
function isOpposed<P extends StatePeriod>(period: P, begun: readonly P[], day: string): boolean {
  return begun.some(
    (other) =>
      other.startsOn < period.startsOn &&
      other.endsOn !== null &&
      day <= other.endsOn &&
      isValidState(other.state) !== isValidState(period.state),
  );
}

function hasEnded({ endsOn }: OpenSpan, day: string): boolean {
  return endsOn !== null && endsOn < day;
}
