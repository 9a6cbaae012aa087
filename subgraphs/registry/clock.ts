/** The time as the gateway sees it: one source, so that a sandbox can set the day. */
export interface Clock {
  /** Now. */
  readonly now: () => Date;
  /** Today's date in Finland, `yyyy-MM-dd`. */
  readonly today: () => string;
}

const finnishDays = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Helsinki',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The date in Finland at a moment, `yyyy-MM-dd`. */
export function finnishDayOf(moment: Date): string {
  return finnishDays.format(moment);
}

/** The real time, or real time of day on a fixed day (`yyyy-MM-dd`) for sandboxes and tests. */
export function createClock(fixedDay: string | null): Clock {
  const now = () => new Date();
  return { now, today: () => fixedDay ?? finnishDayOf(now()) };
}
