import { performance } from 'node:perf_hooks';

/** Counts the queries under way and says when there is no room for one more. */
export interface Admission {
  /** Takes a place; null when there is none. The function given back frees it, once. */
  readonly enter: () => (() => void) | null;
  readonly inside: () => number;
}

/** For how long the process has had no time left, in milliseconds; 0 when it has some. */
export type Saturation = () => number;

/** How many queries may be under way. */
export interface Places {
  /** While the process has time. */
  readonly most: number;
  /** However long it has had none: enough that it never waits for work, and few enough that they are answered about as fast as ever. */
  readonly fewest: number;
}

/** A burst that finds the process busy with something else is no overload yet. */
const burst = 32;
/** What is left of the places beyond these after each further 100 ms: a short peak refuses few, an overload all. */
const keptEach100Ms = 0.7;

/**
 * Room for at most `most` queries at once, and for ever fewer while the process has no time left: those let in finish
 * quickly, because the others are told at once to come later. Queries that wait for a slow registry take memory and no
 * time, so many of them may wait.
 */
export function createAdmission(
  { most, fewest }: Places,
  saturatedForMs: Saturation = watchEventLoop(),
): Admission {
  let inside = 0;
  let insideBefore = 0;
  const room = (): number => {
    // Asked at every query, so that it knows the time before the one that matters.
    const forMs = saturatedForMs();
    if (forMs === 0) {
      insideBefore = inside;
      return most;
    }
    const kept = Math.max(insideBefore, burst) * keptEach100Ms ** (forMs / 100);
    return Math.min(most, Math.max(fewest, kept));
  };
  return {
    enter: () => {
      if (inside >= room()) return null;
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
const lookEveryMs = 20;

/** Watches for what share of the time the event loop had work. Looks only when asked. */
function watchEventLoop(): Saturation {
  const { eventLoopUtilization } = performance;
  const look = () => ({ at: performance.now(), utilization: eventLoopUtilization() });
  const first = look();
  let looks = [first];
  let saturatedSince: number | null = null;
  return () => {
    const now = look();
    if (now.at - (looks.at(-1) ?? first).at >= lookEveryMs) looks.push(now);
    // The window reaches back to the youngest look that is old enough.
    const start = looks.findLastIndex(({ at }) => now.at - at >= windowMs);
    if (start > 0) looks = looks.slice(start);
    const [oldest = first] = looks;
    const { utilization } = eventLoopUtilization(now.utilization, oldest.utilization);
    if (utilization < saturatedShare) saturatedSince = null;
    else saturatedSince ??= now.at - 1;
    return saturatedSince === null ? 0 : now.at - saturatedSince;
  };
}
