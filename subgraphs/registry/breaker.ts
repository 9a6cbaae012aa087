import { createFailureWindow } from './failure-window.ts';

/** Whether a registry is asked: always, one call at a time to see, or not at all. */
export type BreakerState = 'CLOSED' | 'HALF_OPEN' | 'OPEN';

/**
 * What a call says of a registry's health. ALIVE: it answered, but with a refusal that says nothing of how it does.
 * NONE: nothing, since it was not asked or not for long enough, or one record may be to blame.
 */
export type Verdict = 'SUCCESS' | 'FAILURE' | 'ALIVE' | 'NONE';

/** Leave to make one call. */
export interface Permit {
  /** Ends the call; exactly once. A failure's subject is what it was about, null when that does not matter. */
  readonly settle: (verdict: Verdict, subject?: string | null) => void;
}

/** Stops calls to a registry that fails, so that nobody waits for it and it can recover. */
export interface Breaker {
  readonly state: () => BreakerState;
  /** How long no call may be made, in milliseconds; 0 when one may. */
  readonly waitMs: () => number;
  /** Null while no call may be made. */
  readonly admit: () => Permit | null;
  /** Counts a failure that was found to be one after its call had been settled. */
  readonly blame: (subject: string | null) => void;
}

/** When a breaker opens and for how long. */
export interface BreakerSettings {
  readonly windowMs: number;
  readonly minimumCalls: number;
  /** Share of failures, from 0 to 1, that opens it. */
  readonly failureShare: number;
  readonly openMs: number;
  /** A monotonic clock, milliseconds. */
  readonly now: () => number;
  /** Hears of each change, with the counts of the window that led to it. */
  readonly onChange?: (
    state: BreakerState,
    counts: { readonly calls: number; readonly failures: number },
  ) => void;
}

/** What is said while a probe is under way: it takes about as long as any call. */
const probeWaitMs = 1_000;

/**
 * Opens at the set share of failures in the window; after `openMs` lets one probe through at a time. One failing
 * person's record does not open it: failures about the same subject count once in a window.
 */
export function createBreaker(settings: BreakerSettings): Breaker {
  const { minimumCalls, failureShare, openMs, now } = settings;
  const window = createFailureWindow(settings.windowMs, now);
  let state: BreakerState = 'CLOSED';
  let openedAt = 0;
  let probing = false;
  // Calls from before a change say nothing about the time after it.
  let epoch = 0;

  const change = (to: BreakerState): void => {
    const counts = window.counts();
    state = to;
    epoch += 1;
    probing = false;
    if (to === 'OPEN') openedAt = now();
    if (to !== 'HALF_OPEN') window.clear();
    settings.onChange?.(to, counts);
  };
  const countFailure = (subject: string | null): void => {
    if (state === 'OPEN') return;
    if (state === 'HALF_OPEN') {
      change('OPEN');
      return;
    }
    window.failure(subject);
    const { calls, failures } = window.counts();
    if (calls >= minimumCalls && failures >= failureShare * calls) change('OPEN');
  };
  const waitMs = (): number => {
    if (state === 'OPEN') return Math.max(0, openedAt + openMs - now());
    return state === 'HALF_OPEN' && probing ? probeWaitMs : 0;
  };
  const settleProbe = (verdict: Verdict): void => {
    probing = false;
    if (verdict === 'FAILURE') change('OPEN');
    else if (verdict !== 'NONE') change('CLOSED');
  };
  return {
    state: () => state,
    waitMs,
    blame: countFailure,
    admit: () => {
      if (waitMs() > 0) return null;
      if (state === 'OPEN') change('HALF_OPEN');
      probing = state === 'HALF_OPEN';
      const admittedIn = epoch;
      return {
        settle: (verdict, subject = null) => {
          if (admittedIn !== epoch) return;
          if (state === 'HALF_OPEN') settleProbe(verdict);
          else if (verdict === 'SUCCESS') window.success();
          else if (verdict === 'FAILURE') countFailure(subject);
        },
      };
    },
  };
}
