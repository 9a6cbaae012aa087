import type { Clock } from './clock.ts';
import { isDay } from './identifiers.ts';

/** The header by which whoever asks a sandbox chooses the day on which rules are computed for that request alone. */
export const chosenDayHeader = 'x-sandbox-today';

/** What the header may say. */
export const acceptedDay = 'an existing day as yyyy-MM-dd';

/** The day that headers choose; null where they choose none or what is no day. */
export function chosenDayOf(headers: Readonly<Record<string, unknown>>): string | null {
  const day = headers[chosenDayHeader];
  return typeof day === 'string' && isDay(day) ? day : null;
}

/** Whether headers choose something that is no day. */
export function choosesNoDay(headers: Readonly<Record<string, unknown>>): boolean {
  return headers[chosenDayHeader] !== undefined && chosenDayOf(headers) === null;
}

/** The same clock on a chosen day. What was observed when is told by the real time all the same. */
export function clockOn(day: string | null, clock: Clock): Clock {
  return day === null ? clock : { now: clock.now, today: () => day };
}
