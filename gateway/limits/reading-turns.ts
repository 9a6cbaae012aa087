import type { Asker } from '../../subgraphs/registry/asker.ts';
import { createFairPlaces } from '../../subgraphs/registry/fair-places.ts';

/** Waits for a turn to read one document that is not known, right then; false when none came in time. */
export type ReadingTurn = (asker: Asker, gone: AbortSignal) => Promise<boolean>;

const shares = { places: () => 1, queue: 256, queuePerEndUser: 24 };
const longestWaitMs = 2_000;

/**
 * Has new documents read one after another, authorities' first, and all else go on between two of them: each takes the
 * process's only thread for up to 30 ms, and an authority's query that comes while sixteen are read in a row waits for
 * all of them, at every step of its way.
 */
export function createReadingTurns(): ReadingTurn {
  const turns = createFairPlaces(shares);
  return async (asker, gone) => {
    const entry = await turns.enter({ asker, signal: gone, maxWaitMs: longestWaitMs });
    // What was waiting for the process comes first: only after it the next one is let in.
    if (entry === 'ENTERED') setImmediate(() => turns.leave(asker));
    return entry === 'ENTERED';
  };
}
