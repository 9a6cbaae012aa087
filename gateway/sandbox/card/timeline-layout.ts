import type { CardStudent } from './student.ts';

/** A right with its states and terms. */
export type StudyRight = NonNullable<NonNullable<CardStudent['studyRights']>['items']>[number];

/** A term registration. */
export type Term = NonNullable<NonNullable<CardStudent['termRegistrations']>['items']>[number];

/** A piece of a bar, in the picture's units. */
export interface Segment<T> {
  readonly x: number;
  readonly width: number;
  /** Whether nobody knows the end. */
  readonly open: boolean;
  readonly of: T;
}

/** A right as it is drawn: the states that it is in force by, where it ended, and its terms. */
export interface RightRow {
  readonly right: StudyRight;
  readonly states: readonly Segment<StudyRight['states'][number]>[];
  readonly terms: readonly Segment<Term>[];
}

/** The picture's scale: days to units. */
export interface Scale {
  readonly width: number;
  readonly xOf: (day: string) => number;
  readonly from: string;
  readonly to: string;
}

const margin = 45;
const dayMs = 86_400_000;
const ending: ReadonlySet<string> = new Set(['CONCLUDED', 'DISCONTINUED', 'ENDED', 'ENDED_ONE_RIGHT_RULE']);

/** Whether a state is the end of a right: from then on there is nothing to draw but the end itself. */
export function isEnding(state: string): boolean {
  return ending.has(state);
}

/** A scale that holds every day of the rights and terms, and today. */
export function scaleOf(
  { rights, terms }: { readonly rights: readonly StudyRight[]; readonly terms: readonly Term[] },
  today: string,
  width: number,
): Scale {
  const periods = [...rights, ...rights.flatMap(({ states }) => states), ...terms];
  const days = periods.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn]);
  const known = [today, ...days.filter((day) => day !== null)].toSorted();
  const first = Date.parse(known[0] ?? today) - margin * dayMs;
  const last = Date.parse(known.at(-1) ?? today) + margin * dayMs;
  const xOf = (day: string): number => ((Date.parse(day) - first) / (last - first)) * width;
  return { width, xOf, from: dayOf(first), to: dayOf(last) };
}

/** A right on a scale. */
export function rowOf(right: StudyRight, all: readonly Term[], scale: Scale): RightRow {
  const states = right.states.map((period) => {
    const planned = isEnding(period.state) ? period.startsOn : right.endsOn;
    return segment({ startsOn: period.startsOn, endsOn: period.endsOn ?? planned }, period, scale);
  });
  const bare = {
    state: 'UNKNOWN',
    stateLabel: right.typeLabel,
    startsOn: right.startsOn ?? scale.from,
    endsOn: right.endsOn,
  };
  const own = all.filter((term) => belongs(term, right));
  return {
    right,
    states: states.length > 0 ? states : [segment(bare, bare, scale)],
    terms: own.map((term) => segment(term, term, scale)),
  };
}

/** A registration that names no right covers all rights at its institution. */
function belongs({ studyRightId, institution }: Term, right: StudyRight): boolean {
  if (studyRightId !== null) return studyRightId === right.id;
  return institution.code !== null && institution.code === right.institution.code;
}

function segment<T>(
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string | null },
  of: T,
  scale: Scale,
): Segment<T> {
  const x = scale.xOf(startsOn);
  const end = endsOn === null ? scale.width - 12 : scale.xOf(dayOf(Date.parse(endsOn) + dayMs));
  return { x, width: Math.max(0, end - x), open: endsOn === null, of };
}

/** The first days of terms on a scale, thinned until there is room for their labels. */
export function ticksOf({ from, to, xOf }: Scale, room: number): readonly string[] {
  const years = Array.from(
    { length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1 },
    (_, index) => Number(from.slice(0, 4)) + index,
  );
  const terms = years
    .flatMap((year) => [`${year}-01-01`, `${year}-08-01`])
    .filter((day) => day > from && day < to);
  const autumns = terms.filter((day) => day.endsWith('08-01'));
  const fits = (days: readonly string[]): boolean =>
    days.every((day, index) => index === 0 || xOf(day) - xOf(days[index - 1] ?? day) >= room);
  return [terms, autumns, autumns.filter((_, index) => index % 2 === 0)].find(fits) ?? [];
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
