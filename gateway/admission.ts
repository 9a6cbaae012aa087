import { performance } from 'node:perf_hooks';

/** Counts the queries under way and says when there is no room for one more. */
export interface Admission {
  /** Takes a place; null when there is none. The function given back frees it, once. */
  readonly enter: () => (() => void) | null;
  readonly inside: () => number;
}

/** Whether this process has no time left. */
export type Saturation = () => boolean;

/**
 * Places that are given also while the process has no time left: enough that it never waits for work, and few enough
 * that those let in are answered about as fast as ever. A number of queries, so it holds on machines of any speed.
 */
const placesWhenSaturated = 8;

/**
 * Room for at most `places` queries at once, and for only a few while the process has no time left: those let in finish
 * quickly, because the others are told at once to come later. Queries that wait for a slow registry take memory and no
 * time, so many of them may wait.
 */
export function createAdmission(places: number, isSaturated: Saturation = createSaturation()): Admission {
  let inside = 0;
  const isFull = (): boolean => {
    // Asked at every query, so that it knows the time before the one that matters.
    const saturated = isSaturated();
    return inside >= (saturated ? Math.min(places, placesWhenSaturated) : places);
  };
  return {
    enter: () => {
      if (isFull()) return null;
      inside += 1;
      let left = false;
      return () => {
        if (!left) inside -= 1;
        left = true;
      };
    },
    inside: () => inside,
  };
}

/** The process has no time left when its event loop had work for this share of the last window. */
const saturatedShare = 0.9;
const windowMs = 100;
const sampleEveryMs = 20;

/** Watches for what share of the time the event loop had work. Looks only when asked. */
function createSaturation(): Saturation {
  const { eventLoopUtilization } = performance;
  const look = () => ({ at: performance.now(), utilization: eventLoopUtilization() });
  const first = look();
  let looks = [first];
  return () => {
    const now = look();
    if (now.at - (looks.at(-1) ?? first).at >= sampleEveryMs) looks.push(now);
    // The window reaches back to the youngest look that is old enough.
    const start = looks.findLastIndex(({ at }) => now.at - at >= windowMs);
    if (start > 0) looks = looks.slice(start);
    const [oldest = first] = looks;
    return eventLoopUtilization(now.utilization, oldest.utilization).utilization >= saturatedShare;
  };
}
