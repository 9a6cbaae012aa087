import type { OpenSpan } from '../../registry/in-force.ts';

const dayMs = 86_400_000;

/** A span of whole days, both ends included. */
export interface Span {
  readonly startsOn: string;
  readonly endsOn: string;
}

/** A day moved by whole days. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** The same day a year later; 29 February becomes 1 March. */
export function yearAfter(day: string): string {
  const moved = new Date(Date.parse(day));
  moved.setUTCFullYear(moved.getUTCFullYear() + 1);
  return moved.toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/** The term that contains a day: 1 August–31 December or 1 January–31 July. */
export function termOf(day: string): Span {
  const year = day.slice(0, 4);
  return day.slice(5) >= '08-01'
    ? { startsOn: `${year}-08-01`, endsOn: `${year}-12-31` }
    : { startsOn: `${year}-01-01`, endsOn: `${year}-07-31` };
}

/** The term after the one that contains a day. */
export function nextTermOf(day: string): Span {
  return termOf(addDays(termOf(day).endsOn, 1));
}

/** Whether a day is in a span; an open end never ends. */
export function covers(span: OpenSpan, day: string): boolean {
  return span.startsOn <= day && (span.endsOn === null || day <= span.endsOn);
}

/** Whether two spans share a day. */
export function overlaps(one: OpenSpan, other: OpenSpan): boolean {
  const startsBeforeEnd = (a: OpenSpan, b: OpenSpan) => b.endsOn === null || a.startsOn <= b.endsOn;
  return startsBeforeEnd(one, other) && startsBeforeEnd(other, one);
}

/** A span cut at the ends of terms. */
export function termSlices(span: Span): readonly Span[] {
  const slices: Span[] = [];
  let startsOn = span.startsOn;
  while (startsOn <= span.endsOn) {
    const { endsOn } = termOf(startsOn);
    slices.push({ startsOn, endsOn: earlier(endsOn, span.endsOn) });
    startsOn = addDays(endsOn, 1);
  }
  return slices;
}

/** The earlier of two days. */
function earlier(one: string, other: string): string {
  if (other < one) return other;
  return one;
}

/** The earliest of some days; null when there is none. */
export function earliest(days: readonly (string | null)[]): string | null {
  let first: string | null = null;
  for (const day of days) if (day !== null && (first === null || day < first)) first = day;
  return first;
}

/** The latest of some days up to one; null when there is none. */
export function latestUntil(end: string, days: readonly (string | null)[]): string | null {
  let last: string | null = null;
  for (const day of days) if (day !== null && day <= end && (last === null || day > last)) last = day;
  return last;
}

/** The later of two days. */
export function later(one: string, other: string): string {
  if (other > one) return other;
  return one;
}
