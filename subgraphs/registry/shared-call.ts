import type { FailureCode } from './answer.ts';
import { askerOf, askerOfAll, type Terms, termsOf } from './asker.ts';
import { type CallListener, listenersHere, tellingAll } from './call-witness.ts';
import type { RequestContext } from './context.ts';
import { createDeadline, release, remainingMs } from './deadline.ts';

/** How several requests are answered by one call. */
export interface SharedCallSettings<K, R> {
  /** Names a key: equal names are asked for once in a call. */
  readonly keyOf: (key: K) => string;
  /**
   * Asks the registry; results in the keys' order. The terms are of all who wait: the best turn and the latest deadline
   * of theirs, and they end when everybody is gone.
   */
  readonly ask: (keys: readonly K[], terms: Terms) => Promise<readonly R[]>;
  /** What a request gets that left before the answer, or whose call met a fault. */
  readonly failed: (code: FailureCode) => R;
  /** Called before a result is given, for each request and key by itself: a shared call is still several reads. */
  readonly onServed?: (context: RequestContext, key: K) => void;
}

/** A call that gathers requests until it is made. */
export interface SharedCall<K, R> {
  /** Waits for one request's results in its keys' order, or until the request ends; the call goes on for the others. */
  readonly join: (context: RequestContext, keys: readonly K[]) => Promise<readonly R[]>;
  /** Makes the call, unless it was made or nobody waits. Never rejects. */
  readonly make: () => Promise<void>;
}

/** One request's keys in a call. */
interface Participant<K, R> {
  readonly context: RequestContext;
  readonly keys: readonly K[];
  readonly give: (results: readonly R[]) => void;
  /** Who wants to hear of the call on this request's behalf. */
  readonly listeners: readonly CallListener[];
}

/** A call for requests of one purpose. */
export function createSharedCall<K, R>(settings: SharedCallSettings<K, R>): SharedCall<K, R> {
  const waiting = new Set<Participant<K, R>>();
  const allGone = new AbortController();
  let made = false;
  return {
    join: (context, keys) => {
      const { promise, resolve } = Promise.withResolvers<readonly R[]>();
      const leave = (): void => {
        waiting.delete(participant);
        if (made && waiting.size === 0) allGone.abort();
        resolve(keys.map(() => settings.failed('TIMEOUT')));
      };
      const give = (results: readonly R[]): void => {
        context.signal.removeEventListener('abort', leave);
        resolve(results);
      };
      const participant = { context, keys, give, listeners: listenersHere() };
      waiting.add(participant);
      context.signal.addEventListener('abort', leave, { once: true });
      return promise;
    },
    make: async () => {
      if (made || waiting.size === 0) return;
      made = true;
      const byName = new Map(
        [...waiting].flatMap(({ keys }) => keys.map((key) => [settings.keyOf(key), key])),
      );
      const signal = signalOf([...waiting], allGone.signal);
      const terms = { asker: askerOfAll([...waiting].map(({ context }) => askerOf(context))), signal };
      const results = await tellParticipants([...waiting], () =>
        askSafely([...byName.values()], terms, settings),
      );
      release(signal);
      const resultOf = new Map([...byName.keys()].map((name, index) => [name, results[index]]));
      // Whoever is the only one to wait gets the results themselves.
      const ownOf = waiting.size > 1 ? copyOf : (result: R | undefined) => result;
      for (const { context, keys, give } of waiting) {
        const own = keys.map((key) => ownOf(resultOf.get(settings.keyOf(key))));
        give(keys.map((key, index) => serve(own[index], { context, key }, settings)));
      }
    },
  };
}

/** One request's own call. */
export async function askAlone<K, R>(
  context: RequestContext,
  keys: readonly K[],
  settings: SharedCallSettings<K, R>,
): Promise<readonly R[]> {
  const results = await askSafely(keys, termsOf(context), settings);
  return keys.map((key, index) => serve(results[index], { context, key }, settings));
}

/** What is done for several requests is told to each of them, whichever of them began it. */
function tellParticipants<T>(
  waiting: readonly Pick<Participant<unknown, never>, 'context' | 'listeners'>[],
  work: () => T,
): T {
  // Several look-ups of one request may ride in a call: a request is known by its id wherever it has one.
  const requests = new Set(waiting.map(({ context }) => context.requestId || context)).size;
  return tellingAll(
    waiting.flatMap(({ listeners }) => listeners),
    requests,
    work,
  );
}

/** A fault in asking costs this call only. */
async function askSafely<K, R>(
  keys: readonly K[],
  terms: Terms,
  settings: SharedCallSettings<K, R>,
): Promise<readonly R[]> {
  try {
    return await settings.ask(keys, terms);
  } catch {
    return keys.map(() => settings.failed('INVALID_ANSWER'));
  }
}

/** Gives one result to one request. A read that cannot be told of is not given. */
function serve<K, R>(
  result: R | undefined,
  { context, key }: { readonly context: RequestContext; readonly key: K },
  { failed, onServed }: SharedCallSettings<K, R>,
): R {
  try {
    onServed?.(context, key);
    return result ?? failed('INVALID_ANSWER');
  } catch {
    return failed('INVALID_ANSWER');
  }
}

/** No two requests ever hold the same object. */
function copyOf<R>(result: R): R | undefined {
  try {
    return structuredClone(result);
  } catch {
    return undefined;
  }
}

function signalOf(
  waiting: readonly { readonly context: RequestContext }[],
  allGone: AbortSignal,
): AbortSignal {
  const latest = Math.max(...waiting.map(({ context }) => remainingMs(context.signal)));
  return Number.isFinite(latest) ? createDeadline(Math.ceil(latest), [allGone]) : allGone;
}
