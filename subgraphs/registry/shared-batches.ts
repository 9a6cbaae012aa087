import { setImmediate as eventsRead, setTimeout as sleep } from 'node:timers/promises';
import type { RequestContext } from './context.ts';
import { wholeNumber } from './environment.ts';
import { purposeOf } from './read-purpose.ts';
import { askAlone, createSharedCall, type SharedCall, type SharedCallSettings } from './shared-call.ts';

/**
 * An environment variable: how long look-ups wait for those of other requests that are under way, milliseconds; 0 = not
 * at all.
 */
export const batchWindowMs = wholeNumber({ min: 0, max: 1000, default: 5 });

/** How the look-ups of different requests share calls to a registry whose contract names no end user. */
export interface SharedBatchSettings<K, R> extends SharedCallSettings<K, R> {
  readonly windowMs: number;
  /** Where a batch is full, in the unit of `weightOf`. One request's keys stay together, even beyond it. */
  readonly limit: number;
  /** How much of the limit a key takes; 1 unless told. */
  readonly weightOf?: (key: K) => number;
  /** Only keys of the same group share a call; one group unless told. */
  readonly groupOf?: (key: K) => string;
  /** A request with more keys at once has its own call: nobody waits for it, and it waits for nobody. 50 unless told. */
  readonly mostSharedKeys?: number;
}

/** Look-ups that share calls across requests. */
export interface SharedBatches<K, R> {
  /** One request's results in the keys' order, each the request's own object. Never rejects. */
  readonly load: (context: RequestContext, keys: readonly K[]) => Promise<readonly R[]>;
}

/** Batches across requests: keys of one purpose and group that come within the window ride in one call. */
export function createSharedBatches<K, R>(settings: SharedBatchSettings<K, R>): SharedBatches<K, R> {
  const { windowMs, failed, groupOf = () => '', mostSharedKeys = 50 } = settings;
  const callFor = gatheringCalls(settings);
  return {
    load: async (context, keys) => {
      if (context.signal.aborted) return keys.map(() => failed('TIMEOUT'));
      if (windowMs === 0 || keys.length > mostSharedKeys) return askAlone(context, keys, settings);
      const found = new Map<K, R>();
      const groups = [...Map.groupBy(keys, groupOf)];
      await Promise.all(
        groups.map(async ([group, members]) => {
          const results = await callFor(context, group, members).join(context, members);
          for (const [index, result] of results.entries()) {
            const key = members[index];
            if (key !== undefined) found.set(key, result);
          }
        }),
      );
      return keys.map((key) => found.get(key) ?? failed('INVALID_ANSWER'));
    },
  };
}

type CallFor<K, R> = (context: RequestContext, group: string, keys: readonly K[]) => SharedCall<K, R>;

interface Gathering<K, R> {
  readonly call: SharedCall<K, R>;
  weight: number;
}

/** A busy process reads late what came in time: gathering goes on while reading on brings more, for so many windows. */
const mostWindows = 100;
/** A query takes some turns of the event loop from its first byte to its look-up. */
const quietTurns = 10;

/** Waits for the window, and until no more is to be expected; while no other request is under way, for nobody. */
async function gathered(
  gathering: { readonly weight: number },
  windowMs: number,
  isAlone: () => boolean,
): Promise<void> {
  if (isAlone()) {
    // One request's own look-ups may come one after the other, and somebody else may come meanwhile.
    await eventsRead();
    if (isAlone()) return;
  }
  const latest = performance.now() + windowMs * mostWindows;
  await sleep(windowMs);
  let before = gathering.weight;
  for (let quiet = 0; quiet < quietTurns && performance.now() < latest; quiet += 1) {
    await eventsRead();
    if (gathering.weight > before) quiet = 0;
    before = gathering.weight;
  }
}

/** The calls that are gathering; one is made when its window ends or it is full. */
function gatheringCalls<K, R>(settings: SharedBatchSettings<K, R>): CallFor<K, R> {
  const { windowMs, limit, weightOf = () => 1 } = settings;
  const gathering = new Map<string, Gathering<K, R>>();

  const begin = (name: string, { isAlone = notKnown }: RequestContext): Gathering<K, R> => {
    const begun = { call: createSharedCall(settings), weight: 0 };
    gathering.set(name, begun);
    void gathered(begun, windowMs, isAlone).then(() => end(name, begun));
    return begun;
  };
  const end = (name: string, ended: Gathering<K, R>): void => {
    if (gathering.get(name) === ended) gathering.delete(name);
    void ended.call.make();
  };
  return (context, group, keys) => {
    const purpose = purposeOf(context);
    const name = JSON.stringify([purpose, group]);
    const weight = keys.reduce((sum, key) => sum + weightOf(key), 0);
    const known = gathering.get(name);
    const full = known !== undefined && known.weight + weight > limit;
    if (full) end(name, known);
    const chosen = known === undefined || full ? begin(name, context) : known;
    chosen.weight += weight;
    return chosen.call;
  };
}

/** Who does not know whether others are under way waits for them. */
function notKnown(): boolean {
  return false;
}
