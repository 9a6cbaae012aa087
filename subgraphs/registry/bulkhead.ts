/** What became of a wait for a place: GONE when the caller's signal aborted. */
export type Entry = 'ENTERED' | 'FULL' | 'GONE';

/** Bounds how many calls to a registry are under way and how many wait. */
export interface Bulkhead {
  /** Waits for a place in the order of arrival. Whoever ENTERED must leave. */
  readonly enter: (signal: AbortSignal, maxWaitMs: number) => Promise<Entry>;
  readonly leave: () => void;
}

/** The size of a bulkhead. */
export interface BulkheadSettings {
  readonly places: number;
  /** How many may wait for a place. */
  readonly queue: number;
  /** Hears how many places are taken. */
  readonly onChange?: (taken: number) => void;
}

/** A bulkhead; a waiter that gives up leaves the queue at once. */
export function createBulkhead({ places, queue, onChange }: BulkheadSettings): Bulkhead {
  const waiting = new Set<(entry: Entry) => void>();
  let taken = 0;

  const take = (change: number): void => {
    taken += change;
    onChange?.(taken);
  };
  const wait = (signal: AbortSignal, maxWaitMs: number): Promise<Entry> =>
    new Promise((resolve) => {
      const end = (entry: Entry): void => {
        waiting.delete(end);
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        resolve(entry);
      };
      const giveUp = (): void => end('GONE');
      const timer = setTimeout(() => end('FULL'), maxWaitMs);
      signal.addEventListener('abort', giveUp, { once: true });
      waiting.add(end);
    });
  return {
    enter: async (signal, maxWaitMs) => {
      if (signal.aborted) return 'GONE';
      if (taken < places) {
        take(1);
        return 'ENTERED';
      }
      return waiting.size < queue ? wait(signal, maxWaitMs) : 'FULL';
    },
    leave: () => {
      const [next] = waiting;
      // The place goes to the next in line, without a moment in which somebody else could take it.
      if (next === undefined) take(-1);
      else next('ENTERED');
    },
  };
}
