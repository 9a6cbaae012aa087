import { LRUCache } from 'lru-cache';
import type { MonotonicClock, Quota } from './rate-limits.ts';

/** Counts the distinct people of the last minute under keys. */
export interface PeopleCounts {
  /** Counts people under all of the keys, or under none; milliseconds until there is room, or null. */
  readonly count: (quotas: readonly Quota[], people: ReadonlySet<string>) => number | null;
  /** Counts people whether or not there is room. */
  readonly note: (quotas: readonly Quota[], people: ReadonlySet<string>) => void;
}

/** When each person was last asked about: those longest ago stand first. */
type Seen = Map<string, number>;

const minuteMs = 60_000;

/** Counts in memory under so many keys at most: who was heard of longest ago is forgotten first. */
export function createPeopleCounts(now: MonotonicClock, mostKeys: number): PeopleCounts {
  const counts = new LRUCache<string, Seen>({ max: mostKeys });
  const seenUnder = ({ key }: Quota): Seen => {
    const seen: Seen = counts.get(key) ?? new Map();
    counts.set(key, seen);
    forgetOld(seen, now());
    return seen;
  };
  const note: PeopleCounts['note'] = (quotas, people) => {
    for (const seen of quotas.map(seenUnder)) keep(seen, people, now());
  };
  return {
    note,
    count: (quotas, people) => {
      const waits = quotas.map((quota) => waitMs(seenUnder(quota), people, { quota, at: now() }));
      const wait = Math.max(...waits);
      if (wait > 0) return wait;
      note(quotas, people);
      return null;
    },
  };
}

function forgetOld(seen: Seen, at: number): void {
  for (const [person, seenAt] of seen) {
    if (at - seenAt < minuteMs) return;
    seen.delete(person);
  }
}

function keep(seen: Seen, people: ReadonlySet<string>, at: number): void {
  for (const person of people) {
    seen.delete(person);
    seen.set(person, at);
  }
}

interface Room {
  readonly quota: Quota;
  readonly at: number;
}

function waitMs(seen: Seen, people: ReadonlySet<string>, { quota: { perMinute }, at }: Room): number {
  let fresh = 0;
  for (const person of people) if (!seen.has(person)) fresh += 1;
  const over = seen.size + fresh - perMinute;
  if (over <= 0) return 0;
  // There is room when so many of those counted are old; more than the limit at once never has any.
  const lastToLeave = [...seen.values()][over - 1] ?? at;
  return lastToLeave + minuteMs - at;
}
