import { type Entry, link, type Position } from '../chain.ts';
import type { LogSource } from '../store/store.ts';
import type { Fault, Finding } from './finding.ts';
import type { Seals } from './seals.ts';

/** Where a chain breaks. */
export interface ChainBreak {
  /** The first entry that does not follow. */
  readonly entry: Entry;
  /** How many entries are before it. */
  readonly index: number;
  /** The place that it should follow. */
  readonly last: Position;
  /** Places before `last`, oldest first. */
  readonly recent: readonly Position[];
}

/** What is around a break. */
interface Surroundings {
  /** An entry before the break with the same hash. */
  readonly twin: Entry | null;
  readonly next: Entry | null;
  /** An entry behind the break that would follow where the chain breaks, and the one before it. */
  readonly heir: { readonly entry: Entry; readonly before: Entry; readonly distance: number } | null;
}

/** Finds out what was done where a chain breaks, by what would mend it. */
export async function diagnose(source: LogSource, seals: Seals, at: ChainBreak): Promise<Finding> {
  const around = await lookAround(source, at);
  return (
    duplicated(at, around) ??
    displaced(at, around) ??
    insertedBefore(at) ??
    altered(at, around) ??
    deleted(at, around, seals) ??
    finding(at, 'ALTERED', 'the record does not follow the one before it, nor the next one it')
  );
}

async function lookAround(source: LogSource, { entry, index, last }: ChainBreak): Promise<Surroundings> {
  let twin: Entry | null = null;
  let next: Entry | null = null;
  let before = entry;
  for await (const { one, place } of numbered(source)) {
    if (place < index && one.hash === entry.hash) twin = one;
    if (place <= index) continue;
    next ??= one;
    if (link(last.hash, last.seq + 1, one.body) === one.hash) {
      return { twin, next, heir: { entry: one, before, distance: place - index } };
    }
    before = one;
  }
  return { twin, next, heir: null };
}

async function* numbered(source: LogSource): AsyncIterable<{ readonly one: Entry; readonly place: number }> {
  let place = 0;
  for await (const page of source.find({})) {
    for (const one of page) {
      yield { one, place };
      place += 1;
    }
  }
}

function duplicated(at: ChainBreak, { twin }: Surroundings): Finding | null {
  return twin === null ? null : finding(at, 'DUPLICATED', `record ${twin.seq} is there again`);
}

/** The record that belongs here comes later. */
function displaced(at: ChainBreak, { heir }: Surroundings): Finding | null {
  const { entry, last } = at;
  if (heir === null) {
    const taken = entry.seq <= last.seq && link(last.hash, last.seq + 1, entry.body) !== entry.hash;
    return taken ? finding(at, 'INSERTED', `a record has the number ${entry.seq}, which is taken`) : null;
  }
  const previous = heir.distance === 1 ? heir.entry : heir.before;
  const home = last.seq + 1 + heir.distance;
  return link(previous.hash, home, entry.body) === entry.hash
    ? finding(at, 'SWAPPED', `the record here and record ${home} have changed places`)
    : finding(at, 'INSERTED', `${heir.distance} of the records from here on do not belong to the log`);
}

/** Forged records that were chained well: what comes after them follows what was before them. */
function insertedBefore({ entry, recent, last }: ChainBreak): Finding | null {
  const home = recent.findLast(({ seq, hash }) => link(hash, seq + 1, entry.body) === entry.hash);
  if (home === undefined) return null;
  const detail = `${last.seq - home.seq} of the records from here on do not belong to the log`;
  return { fault: 'INSERTED', seq: home.seq + 1, detail };
}

function altered(at: ChainBreak, { next }: Surroundings): Finding | null {
  const { entry, last } = at;
  const seq = last.seq + 1;
  const right = link(last.hash, seq, entry.body);
  if (right === entry.hash) {
    return next !== null && next.seq > seq + 1 ? null : finding(at, 'ALTERED', 'its number was changed');
  }
  if (next === null) return null;
  if (link(entry.hash, seq + 1, next.body) === next.hash) {
    return finding(at, 'ALTERED', 'its text was changed, or the record before it was replaced');
  }
  return link(right, seq + 1, next.body) === next.hash
    ? finding(at, 'ALTERED', 'its hash was changed')
    : null;
}

/** How many deleted records that left no gap in the numbers are counted. */
const mostDeleted = 100_000;

function deleted(at: ChainBreak, { next }: Surroundings, seals: Seals): Finding | null {
  const { entry, last } = at;
  const expected = last.seq + 1;
  const gap = entry.seq - expected;
  if (gap > 0) return finding(at, 'DELETED', `${gap} records are missing`);
  if (next === null) {
    const sealedAs = seals.seqOf(entry.hash) ?? 0;
    return sealedAs > expected ? finding(at, 'DELETED', `${sealedAs - expected} records are missing`) : null;
  }
  for (let missing = 1; missing <= mostDeleted; missing += 1) {
    if (link(entry.hash, expected + missing + 1, next.body) === next.hash) {
      return finding(
        at,
        'DELETED',
        `${missing} records are missing, and later ones were given their numbers`,
      );
    }
  }
  return null;
}

function finding({ last }: ChainBreak, fault: Fault, detail: string): Finding {
  return { fault, seq: last.seq + 1, detail };
}
