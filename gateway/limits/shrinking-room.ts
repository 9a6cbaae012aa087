import { performance } from 'node:perf_hooks';

/** Whether the process has no time left. */
export type Saturation = () => boolean;

/** What admission goes by. */
export interface Watching {
  readonly isSaturated: Saturation;
  /** A monotonic clock, milliseconds. */
  readonly now: () => number;
}

/** How many queries may be under way. */
export interface Places {
  /** While the process has time. */
  readonly most: number;
  /** However long it has had none: enough that it never waits for work, and few enough that they are answered about as fast as ever. */
  readonly fewest: number;
}

/** A burst that finds the process busy with something else is no overload yet. */
const burst = 32;
/** What is left of the places beyond the fewest after each further 100 ms: a short peak refuses few, an overload all. */
const keptEach100Ms = 0.7;
/** How many times as many there are after each 100 ms with time left: had all places come back at once, the next moment would be one of overload again. */
const regainedEach100Ms = 1.5;

/**
 * How many queries may be under way when so many are: at most `most`, and ever fewer while the process has no time left.
 * Those let in finish quickly, because the others are told at once to come later. Queries that wait for a slow registry
 * take memory and no time, so many of them may wait.
 */
export function shrinkingRoom(
  { most, fewest }: Places,
  { isSaturated, now }: Watching = { isSaturated: watchEventLoop(), now: () => performance.now() },
): (inside: number) => number {
  let places = most;
  let wasSaturated = false;
  let insideBefore = 0;
  let askedAt = now();
  // Asked at every query, so that it knows the time before the one that matters.
  return (inside) => {
    const sinceAsked = (now() - askedAt) / 100;
    askedAt = now();
    const saturated = isSaturated();
    if (saturated) {
      const before = wasSaturated ? places : Math.min(places, Math.max(insideBefore, burst));
      // Nobody knows since when, but not for longer than was looked back.
      const hundreds = wasSaturated ? sinceAsked : Math.min(1, sinceAsked);
      places = Math.max(fewest, before * keptEach100Ms ** hundreds);
    } else {
      places = Math.min(most, places * regainedEach100Ms ** sinceAsked);
      insideBefore = inside;
    }
    wasSaturated = saturated;
    return Math.floor(places);
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
  return () => {
    const now = look();
    if (now.at - (looks.at(-1) ?? first).at >= lookEveryMs) looks.push(now);
    // The window reaches back to the youngest look that is old enough.
    const start = looks.findLastIndex(({ at }) => now.at - at >= windowMs);
    if (start > 0) looks = looks.slice(start);
    const [oldest = first] = looks;
    const { utilization } = eventLoopUtilization(now.utilization, oldest.utilization);
    return utilization >= saturatedShare;
  };
}
