import type { Client } from '../access/access.ts';
import { type Asker, nameOf } from './asker.ts';

/** Monotonic time in milliseconds. */
export type MonotonicClock = () => number;

/** When to come again; null when it is admitted. */
export type Wait = { readonly retryAfterSeconds: number } | null;

/** What may be asked under a key in a minute. */
export interface Quota {
  /** Hashed. */
  readonly key: string;
  readonly perMinute: number;
}

/** Counts under several keys at once: all of them have room, or nothing is counted under any. */
export interface Counters {
  /** Takes one request of each quota. A minute's worth may come at once; it comes back evenly. Milliseconds to wait, or null. */
  readonly takeRequest: (quotas: readonly Quota[]) => Promise<number | null>;
  /**
   * Counts distinct people, hashed, of the last minute. Who is asked about again counts once and stays counted.
   * Milliseconds to wait, or null.
   */
  readonly countPeople: (quotas: readonly Quota[], people: ReadonlySet<string>) => Promise<number | null>;
}

/** How much each client and each of its end users may ask in a minute. */
export interface RateLimits {
  /**
   * Takes one request of the end user's minute, and of the client's, before anything of it is read. One that the end
   * user has no room for costs the client nothing: no end user takes away what others need.
   */
  readonly admitRequest: (asker: Asker) => Promise<Wait>;
  /**
   * Counts the distinct people that an end user, or a client without one, asked about in the last minute, and those that
   * an authority did with all of its end users, whose names it makes itself. A question's people are admitted all or none.
   */
  readonly admitPeople: (asker: Asker, people: readonly string[]) => Promise<Wait>;
}

/** What limits rest on. */
export interface RateParts {
  readonly counters: Counters;
  /** Hashes names of askers and of people: counters know neither. */
  readonly hashed: (text: string) => string;
}

/** A person at a desk or a phone asks less: 24 windows at once, or a question a second. */
const endUserRequestsPerMinute = 240;
/** How many end users an authority may have ask about as many people as one may. */
const clientPeopleShare = 2.5;

/** Limits of requests and people. */
export function createRateLimits({ counters, hashed }: RateParts): RateLimits {
  return {
    admitRequest: async (asker) => waitOf(await counters.takeRequest(requestQuotas(asker, hashed))),
    admitPeople: async (asker, people) =>
      waitOf(await counters.countPeople(peopleQuotas(asker, hashed), new Set(people.map(hashed)))),
  };
}

function requestQuotas(asker: Asker, hashed: RateParts['hashed']): readonly Quota[] {
  const { id, limits } = asker.client;
  const ofClient = { key: hashed(clientName(id)), perMinute: limits.requestsPerMinute };
  if (asker.endUser === null) return [ofClient];
  const perMinute = limits.endUserRequestsPerMinute ?? endUserRequestsPerMinute;
  return [{ key: hashed(nameOf(asker)), perMinute }, ofClient];
}

function peopleQuotas(asker: Asker, hashed: RateParts['hashed']): readonly Quota[] {
  const { client, endUser } = asker;
  const ofAsker = { key: hashed(nameOf(asker)), perMinute: client.limits.peoplePerMinute };
  // A person's own token tells about that person alone, and a client without end users is its only asker.
  if (client.kind !== 'AUTHORITY' || endUser === null) return [ofAsker];
  return [ofAsker, { key: hashed(clientName(client.id)), perMinute: clientPeople(client) }];
}

function clientPeople({ limits }: Client): number {
  return limits.clientPeoplePerMinute ?? Math.ceil(clientPeopleShare * limits.peoplePerMinute);
}

/** No asker has this name: theirs have three parts. */
function clientName(id: string): string {
  return JSON.stringify([id]);
}

function waitOf(milliseconds: number | null): Wait {
  return milliseconds === null ? null : { retryAfterSeconds: Math.max(1, Math.ceil(milliseconds / 1000)) };
}
