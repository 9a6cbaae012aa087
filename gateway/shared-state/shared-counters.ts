import { z } from 'zod';
import { chunksOf } from '../../subgraphs/registry/chunks.ts';
import type { ProcessCounters } from '../limits/process-counters.ts';
import type { Counters, Quota } from '../limits/rate-limits.ts';
import { addPeople, takeBackPeople, takeRequest } from './scripts.ts';
import type { Store } from './store.ts';

/** More at once hold up everybody else that asks the store. */
const peopleAtOnce = 500;
const minuteMs = 60_000;

const milliseconds = z.int().min(0);
const added = z.tuple([milliseconds, z.string()]);

/** A part of a question whose people are in the store. */
interface Part {
  readonly people: readonly string[];
  readonly at: string;
}

/**
 * Counters of all replicas. Without the store each process has its part of every quota, less what it admitted in the
 * last minute.
 */
export function createSharedCounters(store: Store, own: ProcessCounters): Counters {
  const addAll = peopleAdder(store);
  return {
    takeRequest: async (quotas) => {
      const given = await store.run(takeRequest, {
        keys: quotas.map(({ key }) => store.keyOf('requests', key)),
        args: quotas.map(({ perMinute }) => perMinute),
      });
      if (given === null) return own.takeRequest(quotas);
      const wait = milliseconds.parse(given);
      if (wait > 0) return wait;
      own.noteRequest(quotas);
      return null;
    },
    countPeople: async (quotas, people) => {
      if (quotas.some(({ perMinute }) => people.size > perMinute)) return minuteMs;
      const wait = await addAll(quotas, people);
      if (wait === null) return own.countPeople(quotas, people);
      if (wait > 0) return wait;
      own.notePeople(quotas, people);
      return null;
    },
  };
}

/** Adds people in parts; a part that there is no room for takes those before it back. Milliseconds to wait; null without a store. */
function peopleAdder(store: Store) {
  return async (quotas: readonly Quota[], people: ReadonlySet<string>): Promise<number | null> => {
    const keys = quotas.map(({ key }) => store.keyOf('people', key));
    const done: Part[] = [];
    let rest = people.size;
    for (const part of chunksOf([...people], peopleAtOnce)) {
      rest -= part.length;
      const args = [...quotas.map(({ perMinute }) => perMinute), rest, ...part];
      const given = await store.run(addPeople, { keys, args });
      const [wait, at] = given === null ? [null, ''] : added.parse(given);
      if (wait === 0) done.push({ people: part, at });
      else {
        for (const { people: others, at: since } of done)
          await store.run(takeBackPeople, { keys, args: [since, ...others] });
        return wait;
      }
    }
    return 0;
  };
}
