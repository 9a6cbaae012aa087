import { faultOrder, type StruckFault } from './faults.ts';
import type { Stage } from './stage.ts';

/** How faults follow each other; milliseconds. */
export interface FaultPlan {
  readonly seed: number;
  readonly faultMs: number;
  /** Between two faults. */
  readonly normalMs: number;
}

/** Faults that strike one after the other. */
export interface FaultPlay {
  /** The faults that struck at some time since a moment of the monotonic clock, in milliseconds. */
  readonly since: (moment: number) => readonly StruckFault[];
  readonly now: () => StruckFault | null;
  readonly played: () => number;
  /** Ends the play with all dials back at normal. */
  readonly end: () => Promise<void>;
}

/** What was asked while a fault struck may still be on its way this long after it, in milliseconds. */
const aftermathMs = 2_000;

/** Begins to play faults on the stage. */
export function playFaults(stage: Stage, plan: FaultPlan): FaultPlay {
  const ending = new AbortController();
  const struck: StruckFault[] = [];
  let played = 0;
  const playing = (async () => {
    for (const { registry, setting } of faultOrder(plan.seed, plan.faultMs)) {
      const fault = { registry, fault: setting.fault, from: performance.now(), to: Number.POSITIVE_INFINITY };
      struck.push(fault);
      if (struck.length > 10) struck.shift();
      await stage.setFault(registry, setting);
      played += 1;
      await pause(plan.faultMs, ending.signal);
      await stage.setFault(registry, null);
      fault.to = performance.now();
      await pause(plan.normalMs, ending.signal);
      if (ending.signal.aborted) return;
    }
  })();
  return {
    since: (moment) => struck.filter(({ to }) => to + aftermathMs >= moment),
    now: () => struck.find(({ to }) => to === Number.POSITIVE_INFINITY) ?? null,
    played: () => played,
    end: () => {
      ending.abort();
      return playing;
    },
  };
}

/** Waits, or until the signal aborts. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done, { once: true });
  });
}
