import type { Clock } from './clock.ts';

/** Keeps away from a registry that said to come back later. */
export interface Throttle {
  /** Takes the time that the registry named, ISO; nothing is kept without one. */
  readonly limit: (retryAt: string | null) => void;
  /** Until when not to ask, ISO; null when it may be asked. */
  readonly limitedUntil: () => string | null;
}

/** No registry is left alone for longer on its word: a wrong date must not shut it for days. */
const longestMs = 15 * 60_000;

/** A throttle; `now` is a monotonic clock in milliseconds. */
export function createThrottle(clock: Clock, now: () => number): Throttle {
  let endsAt = Number.NEGATIVE_INFINITY;
  return {
    limit: (retryAt) => {
      if (retryAt === null) return;
      const forMs = Math.min(Date.parse(retryAt) - clock.now().getTime(), longestMs);
      endsAt = Math.max(endsAt, now() + forMs);
    },
    limitedUntil: () => {
      const left = endsAt - now();
      return left > 0 ? new Date(clock.now().getTime() + left).toISOString() : null;
    },
  };
}
