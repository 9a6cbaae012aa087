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
  const isFull = (): boolean => inside >= places || (inside >= placesWhenSaturated && isSaturated());
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

/** The process has no time left when its event loop was busy for this share of the last window. */
const saturatedShare = 0.9;
const windowMs = 100;
const samplesInWindow = 5;

/** Watches the event loop, by how much of the time it had work. Looks only when asked. */
function createSaturation(): Saturation {
  const { eventLoopUtilization } = performance;
  const samples = [{ at: performance.now(), utilization: eventLoopUtilization() }];
  return () => {
    const now = performance.now();
    const utilization = eventLoopUtilization();
    const oldest = samples.find(({ at }) => now - at <= windowMs) ?? samples.at(-1);
    if (now - (samples.at(-1)?.at ?? 0) >= windowMs / samplesInWindow) {
      samples.push({ at: now, utilization });
      if (samples.length > 2 * samplesInWindow) samples.shift();
    }
    return eventLoopUtilization(utilization, oldest?.utilization).utilization >= saturatedShare;
  };
}
