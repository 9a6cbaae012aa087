import { LRUCache } from 'lru-cache';
import { type Answer, type Failure, type FailureCode, failed } from './answer.ts';
import { wholeNumber } from './environment.ts';
import { isOppijanumero } from './identifiers.ts';
import type { ReadPurpose } from './read-purpose.ts';

/** An environment variable: how long something is kept, seconds; 0, unless told, keeps nothing. */
export const offByDefault = wholeNumber({ min: 0, max: 86_400, default: 0 });

/** How answers are kept in memory. */
export interface ShortCacheSettings {
  /** A younger answer is served in place of a call; 0 = never. */
  readonly freshSeconds: number;
  /** A younger answer is served, as stale, in place of a failure to answer; 0 = never. */
  readonly staleSeconds: number;
  /** Most answers kept: the one used longest ago goes first. */
  readonly maxEntries: number;
  /** Now, in milliseconds. */
  readonly now: () => number;
}

/** What an answer is kept under: never a personal identity code. */
export interface CacheKey {
  readonly purpose: ReadPurpose;
  readonly personOids: readonly string[];
  /** Which part of the person's data, where the registry is asked for parts. */
  readonly part?: string;
}

/** Answers kept for a while, each under one purpose. What is kept is a copy, and what is served is one too. */
export interface ShortCache<T> {
  /** The kept answer that can be served in place of a call; null without one. */
  readonly fresh: (key: CacheKey) => Answered<T> | null;
  /** Keeps an answer and gives it back; of a failure, gives the kept answer that may stand in for it. */
  readonly settle: (key: CacheKey, answer: Answer<T>) => Answer<T>;
}

/** An answer that was given. */
type Answered<T> = Extract<Answer<T>, { readonly answered: true }>;

interface Entry<T> {
  readonly answer: Answered<T>;
  readonly keptAt: number;
}

/** Failures in which the registry said nothing of the question. After a refused log-in nothing is served: rights may have ended. */
const silences: ReadonlySet<FailureCode> = new Set([
  'TIMEOUT',
  'UNREACHABLE',
  'SOURCE_ERROR',
  'CIRCUIT_OPEN',
  'BUSY',
]);

/** A cache; one that keeps nothing when both times are 0. */
export function createShortCache<T extends object>(settings: ShortCacheSettings): ShortCache<T> {
  const { freshSeconds, staleSeconds, maxEntries, now } = settings;
  const ttl = Math.max(freshSeconds, staleSeconds) * 1000;
  if (ttl === 0) return { fresh: () => null, settle: (_key, answer) => answer };
  // What is too old leaves memory by itself: nobody may ask for that person again.
  const entries = new LRUCache<string, Entry<T>>({
    max: maxEntries,
    ttl,
    ttlAutopurge: true,
    ttlResolution: 0,
    perf: { now },
  });

  const youngerThan = (seconds: number, key: CacheKey, insteadOf: Failure | null): Answered<T> | null => {
    const name = nameOf(key);
    const entry = name === null ? undefined : entries.get(name);
    const age = entry === undefined ? -1 : now() - entry.keptAt;
    // A clock that was set back says nothing of an answer's age.
    if (entry === undefined || age < 0 || age >= seconds * 1000) return null;
    return { ...structuredClone(entry.answer), kept: { insteadOf } };
  };
  return {
    fresh: (key) => youngerThan(freshSeconds, key, null),
    settle: (key, answer) => {
      if (answer.answered) {
        const name = nameOf(key);
        if (name !== null) entries.set(name, { answer: structuredClone(answer), keptAt: now() });
        return answer;
      }
      if (!silences.has(answer.failure.code)) return answer;
      return youngerThan(staleSeconds, key, answer.failure) ?? answer;
    },
  };
}

/** How a question is kept and asked. */
export interface CachedQuestion<K, T> {
  readonly cacheKeyOf: (key: K) => CacheKey;
  /** Asks the registry; answers in the keys' order. */
  readonly ask: (keys: readonly K[]) => Promise<readonly Answer<T>[]>;
}

/** Answers each key from the cache, and asks for all the others together. */
export async function throughCache<K, T>(
  cache: ShortCache<T>,
  keys: readonly K[],
  { cacheKeyOf, ask }: CachedQuestion<K, T>,
): Promise<readonly Answer<T>[]> {
  const found = new Map<K, Answer<T>>();
  for (const key of keys) {
    const kept = cache.fresh(cacheKeyOf(key));
    if (kept !== null) found.set(key, kept);
  }
  const missing = keys.filter((key) => !found.has(key));
  const answers = missing.length === 0 ? [] : await ask(missing);
  for (const [index, key] of missing.entries()) {
    found.set(key, cache.settle(cacheKeyOf(key), answers[index] ?? failed('INVALID_ANSWER')));
  }
  return keys.map((key) => found.get(key) ?? failed('INVALID_ANSWER'));
}

/** The name of a key; null for one that names anything but persons by their OIDs, which is never kept. */
function nameOf({ purpose, personOids, part = '' }: CacheKey): string | null {
  const ofPersons = personOids.length > 0 && personOids.every(isOppijanumero);
  return ofPersons ? JSON.stringify([purpose, part, ...personOids]) : null;
}
