import { LRUCache } from 'lru-cache';
import type { Access, Client } from '../access/access.ts';
import { createKeyedHash } from './keyed-hash.ts';

/** Monotonic time in milliseconds. */
export type MonotonicClock = () => number;

/** When to come again; null when it is admitted. */
export type Wait = { readonly retryAfterSeconds: number } | null;

/** Who asks, as far as counting needs it. */
export type Asker = Pick<Access, 'client' | 'endUser'>;

/**
 * How much each client and each of its end users may ask in a minute. Counts are this process's own: with several
 * processes each allows as much. A store that they share would take this interface's place.
 */
export interface RateLimits {
  /** Takes one request of the client's minute; it comes back evenly. */
  readonly admitRequest: (client: Client) => Wait;
  /**
   * Counts the distinct people that an end user, or a client without one, asked about in the last minute. All of a
   * question's people are admitted or none. Asking again about somebody counts once, and keeps them counted.
   */
  readonly admitPeople: (asker: Asker, people: readonly string[]) => Wait;
}

/** Clients and end users that are counted at once: who was heard of longest ago is forgotten first. */
const mostCounted = 10_000;
const minuteMs = 60_000;

/** Rate limits of this process. People are kept as hashes under a key that leaves with the process. */
export function createRateLimits(now: MonotonicClock): RateLimits {
  const hashed = createKeyedHash();
  const buckets = new LRUCache<string, Bucket>({ max: mostCounted });
  const counts = new LRUCache<string, Map<string, number>>({ max: mostCounted });
  return {
    admitRequest: ({ id, limits: { requestsPerMinute } }) => {
      const bucket = buckets.get(id) ?? { left: requestsPerMinute, at: now() };
      const { bucket: next, wait } = takeOne(bucket, requestsPerMinute, now());
      buckets.set(id, next);
      return wait;
    },
    admitPeople: ({ client, endUser }, people) => {
      const name = hashed(JSON.stringify([client.id, endUser]));
      const seen = counts.get(name) ?? new Map<string, number>();
      counts.set(name, seen);
      forgetOld(seen, now());
      return countPeople(seen, new Set(people.map(hashed)), {
        at: now(),
        most: client.limits.peoplePerMinute,
      });
    },
  };
}

interface Bucket {
  readonly left: number;
  readonly at: number;
}

function takeOne(
  bucket: Bucket,
  perMinute: number,
  at: number,
): { readonly bucket: Bucket; readonly wait: Wait } {
  const perMs = perMinute / minuteMs;
  const left = Math.min(perMinute, bucket.left + (at - bucket.at) * perMs);
  if (left >= 1) return { bucket: { left: left - 1, at }, wait: null };
  return { bucket: { left, at }, wait: waitOf((1 - left) / perMs) };
}

/** Those seen longest ago stand first. */
function forgetOld(seen: Map<string, number>, at: number): void {
  for (const [person, seenAt] of seen) {
    if (at - seenAt < minuteMs) return;
    seen.delete(person);
  }
}

function countPeople(
  seen: Map<string, number>,
  people: ReadonlySet<string>,
  { at, most }: { readonly at: number; readonly most: number },
): Wait {
  const fresh = [...people].filter((person) => !seen.has(person)).length;
  const over = seen.size + fresh - most;
  if (over > 0) {
    // There is room when so many of those counted are old; more than the limit at once never has any.
    const lastToLeave = [...seen.values()][over - 1] ?? at;
    return waitOf(lastToLeave + minuteMs - at);
  }
  for (const person of people) {
    seen.delete(person);
    seen.set(person, at);
  }
  return null;
}

function waitOf(milliseconds: number): Wait {
  return { retryAfterSeconds: Math.max(1, Math.ceil(milliseconds / 1000)) };
}
