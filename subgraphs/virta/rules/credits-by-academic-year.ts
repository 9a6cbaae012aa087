/** The rule's name and version, shown with its results. */
export const ruleId = 'credits-by-academic-year@1';

/** What the rule needs of an attainment. */
export interface Creditable {
  readonly id: string;
  readonly kind: string;
  readonly credits: number | null;
  readonly attainedOn: string;
  readonly recognisedOn: string | null;
  readonly partIds: readonly string[];
}

/** Credits of one academic year; the graph's type of the same name. */
export interface AcademicYearCredits {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly done: number;
  readonly recognised: number;
}

/**
 * The attainments whose credits count, each credit once:
 * - only courses (kind 2) count. A degree adds nothing of its own, since its credits are those of its parts; kinds 3
 *   and 4, and kinds not known, never count;
 * - a course inside another course that has credits does not count, at whatever depth: they are counted there;
 * - a course inside a degree, or inside anything else that adds no credits, counts by itself;
 * - courses that contain each other in a circle count not at all.
 */
export function countedOf<A extends Creditable>(attainments: readonly A[]): readonly A[] {
  const wholes = new Map<string, Creditable[]>();
  for (const whole of attainments) {
    for (const part of whole.partIds) {
      const known = wholes.get(part);
      if (known === undefined) wholes.set(part, [whole]);
      else known.push(whole);
    }
  }
  const courses = attainments.filter(({ kind }) => kind === 'COURSE');
  if (wholes.size === 0) return courses;
  return courses.filter((course) => !(wholes.has(course.id) && isInsideCounted(course, wholes)));
}

function isInsideCounted(item: Creditable, wholes: ReadonlyMap<string, readonly Creditable[]>): boolean {
  const reached = new Set([item.id]);
  // A set is walked in the order of insertion, also over what is added meanwhile.
  for (const id of reached) {
    for (const whole of wholes.get(id) ?? []) {
      if (whole.id === item.id) continue;
      if (whole.kind === 'COURSE' && whole.credits !== null && whole.credits > 0) return true;
      reached.add(whole.id);
    }
  }
  return false;
}

/** Sums credits by academic year, 1 August–31 July, earliest first; recognised ones by the day of recognition. */
export function creditsByAcademicYear(counted: readonly Creditable[]): readonly AcademicYearCredits[] {
  const years = new Map<number, { done: number; recognised: number }>();
  for (const { credits, attainedOn, recognisedOn } of counted) {
    if (credits === null) continue;
    const year = academicYearOf(recognisedOn ?? attainedOn);
    const sums = years.get(year) ?? { done: 0, recognised: 0 };
    if (recognisedOn === null) sums.done += credits;
    else sums.recognised += credits;
    years.set(year, sums);
  }
  return [...years]
    .sort(([a], [b]) => a - b)
    .map(([year, { done, recognised }]) => ({
      startsOn: `${year}-08-01`,
      endsOn: `${year + 1}-07-31`,
      done: rounded(done),
      recognised: rounded(recognised),
    }));
}

function academicYearOf(day: string): number {
  const year = numberIn(day, 0, 4);
  return numberIn(day, 5, 7) >= 8 ? year : year - 1;
}

/** The digits of a day between two places as a number. */
function numberIn(day: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + day.charCodeAt(at) - 0x30;
  return value;
}

/** Sums of decimals carry binary dust; credits have at most a few decimals. */
function rounded(credits: number): number {
  return Math.round(credits * 1000) / 1000;
}
