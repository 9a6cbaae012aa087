import type { MonotonicClock } from './rate-limits.ts';

/** What each key may cost, in any unit of cost. */
export interface Allowance {
  /** What a key that is full may cost at once. */
  readonly burst: number;
  /** What comes back in a minute, evenly. */
  readonly perMinute: number;
}

/**
 * Buckets whose costs are known only afterwards: a key is admitted while anything is left to it, and then pays what it
 * really cost, also what it does not have. So in any time a key costs at most its burst, what came back, and once
 * more the dearest that it was admitted for.
 */
export interface DebtBuckets {
  /** Milliseconds until the key is out of debt; null while it is admitted. Asking costs nothing and keeps nothing. */
  readonly debtMs: (key: string) => number | null;
  /** Where the cost is known before: milliseconds until the key has as much; null when it does. */
  readonly lackMs: (key: string, cost: number) => number | null;
  /** Takes what a key has cost. */
  readonly charge: (key: string, cost: number) => void;
}

const minuteMs = 60_000;
/** What sums of fractions may be wrong by: who waits as long as told is not told to wait again. */
const roundingMs = 0.001;

/**
 * Buckets of which at most so many are remembered. Forgotten is who is full, or is so soonest: a key that is full is as
 * one never heard of, and made-up keys forgive nobody more than they owe themselves.
 */
export function createDebtBuckets(
  { burst, perMinute }: Allowance,
  most: number,
  now: MonotonicClock,
): DebtBuckets {
  const msPerCost = minuteMs / perMinute;
  const emptyMs = burst * msPerCost;
  /** When each key will be full again: all that there is to know of it. */
  const fullAt = new Map<string, number>();
  const owedMs = (key: string): number => {
    const at = now();
    return Math.max(fullAt.get(key) ?? at, at) - at - emptyMs;
  };
  return {
    debtMs: (key) => {
      const owed = owedMs(key);
      return owed < 0 ? null : owed;
    },
    lackMs: (key, cost) => {
      const lacking = owedMs(key) + cost * msPerCost;
      return lacking <= roundingMs ? null : lacking;
    },
    charge: (key, cost) => {
      const at = now();
      fullAt.set(key, Math.max(fullAt.get(key) ?? at, at) + cost * msPerCost);
      if (fullAt.size > most) forgetSoonestFull(fullAt);
    },
  };
}

function forgetSoonestFull(fullAt: Map<string, number>): void {
  let [soonest, first] = ['', Number.POSITIVE_INFINITY];
  for (const [key, at] of fullAt) if (at < first) [soonest, first] = [key, at];
  fullAt.delete(soonest);
}
