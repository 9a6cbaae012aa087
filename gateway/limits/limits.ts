import { createWatch, type Watch, type WatchParts } from './anomalies.ts';
import { createRateLimits, type RateLimits, type RateParts } from './rate-limits.ts';

/** What is counted of who asks. */
export interface Limits {
  readonly rates: RateLimits;
  readonly watch: Watch;
}

/** Limits and the watch over the same counters. */
export function createLimits(parts: RateParts & WatchParts): Limits {
  return { rates: createRateLimits(parts), watch: createWatch(parts) };
}
