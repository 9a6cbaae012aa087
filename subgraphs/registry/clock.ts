/** The time as the gateway sees it: one source, so that a sandbox can set the day. */
export interface Clock {
  /** Now. */
  readonly now: () => Date;
  /** Today's date in Finland, `yyyy-MM-dd`. */
  readonly today: () => string;
}

const finnishDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Helsinki',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The real time, or real time of day on a fixed day (`yyyy-MM-dd`) for sandboxes and tests. */
export function createClock(fixedDay: string | null): Clock {
  const now = () => new Date();
  return { now, today: () => fixedDay ?? finnishDay.format(now()) };
}
