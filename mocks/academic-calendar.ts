/** A span of whole days, both ends included. */
export interface Term {
  readonly startsOn: string;
  readonly endsOn: string;
}

/** The day from which the synthetic people are told, and the academic year that contains it. */
export interface Moment {
  /** ISO date, Finnish local. */
  readonly today: string;
  /** The calendar year in which the current academic year began. */
  readonly year: number;
}

/** When studies of a coming intake begin, in the registries' terms. */
export interface Intake {
  readonly startYear: number;
  readonly startSeason: 'K' | 'S';
}

const DAY = 86_400_000;

/** The moment of an ISO date. */
export function momentOf(today: string): Moment {
  return { today, year: academicYearOf(today) };
}

/** The calendar year in which the academic year of a date began: academic years run from 1 August to 31 July. */
export function academicYearOf(date: string): number {
  const year = calendarYearOf(date);
  return date.slice(5) >= '08-01' ? year : year - 1;
}

/** The calendar year of an ISO date. */
export function calendarYearOf(date: string): number {
  return Number(date.slice(0, 4));
}

/** The autumn term of the academic year that began in `year`. */
export function autumnOf(year: number): Term {
  return { startsOn: `${year}-08-01`, endsOn: `${year}-12-31` };
}

/** The spring term of the academic year that began in `year`. */
export function springOf(year: number): Term {
  return { startsOn: `${year + 1}-01-01`, endsOn: `${year + 1}-07-31` };
}

/** Both terms of every academic year from `from` to `to`, in order. */
export function termsOf(from: number, to: number): readonly Term[] {
  const terms: Term[] = [];
  for (let year = from; year <= to; year += 1) terms.push(autumnOf(year), springOf(year));
  return terms;
}

/** The term that contains a date. */
export function termOf(date: string): Term {
  const year = academicYearOf(date);
  return date.slice(5) >= '08-01' ? autumnOf(year) : springOf(year);
}

/** A date moved by whole days. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

/** The latest occurrence of a day (`MM-DD`) on or before a date. */
export function latestOn(day: string, date: string): string {
  const year = calendarYearOf(date);
  return date.slice(5) >= day ? `${year}-${day}` : `${year - 1}-${day}`;
}

/** The next occurrence of a day (`MM-DD`) on or after a date. */
export function nextOn(day: string, date: string): string {
  const year = calendarYearOf(date);
  return date.slice(5) <= day ? `${year}-${day}` : `${year + 1}-${day}`;
}

/** The first intake that is at least `notice` days ahead of a date: a student needs time to get a permit. */
export function nextIntake(date: string, notice: number): Intake {
  const earliest = addDays(date, notice);
  const year = calendarYearOf(earliest);
  if (earliest <= `${year}-01-01`) return { startYear: year, startSeason: 'K' };
  if (earliest <= `${year}-08-01`) return { startYear: year, startSeason: 'S' };
  return { startYear: year + 1, startSeason: 'K' };
}

/** Full years of age on a date. */
export function ageOn(birthDate: string, date: string): number {
  const years = calendarYearOf(date) - calendarYearOf(birthDate);
  return date.slice(5) >= birthDate.slice(5) ? years : years - 1;
}
