import type { NewRecord } from '../record.ts';

/** The record of a refusal. */
export type RefusalRecord = Extract<NewRecord, { kind: 'REFUSAL' }>;

/** A refusal, and with which others it is summed. */
export interface SummedRefusal {
  /** Whose share of the memory it takes: a client's, or that of all strangers together. */
  readonly pool: string;
  /** Who was refused, within the pool; refusals of one code and one of these are summed. */
  readonly who: string;
  /** The network of a stranger; null of anybody else. */
  readonly network: string | null;
  readonly record: RefusalRecord;
}

/** Refusals that were counted and not recorded one by one. */
export interface RefusalSum {
  /** The first of them. */
  readonly of: SummedRefusal;
  /** Whether others of the pool are in it, so that it says of nobody who was refused. */
  readonly isOfMany: boolean;
  readonly count: number;
}

interface Counted extends RefusalSum {
  recorded: number;
  count: number;
}

interface Pool {
  readonly counted: Map<string, Counted>;
  recorded: number;
}

/** So many alike are recorded one by one in a minute, and so many of one pool. */
const mostAlike = 5;
const mostOfPool = 100;
/** So many are told apart in a pool in a minute; all others are summed together. */
const mostTold = 200;

/** Counts what is refused in a minute: the first few are recorded one by one, the rest is summed. */
export class RefusalSums {
  #pools = new Map<string, Pool>();

  /** Whether this one is to be recorded by itself; if not, it is counted. */
  isRecordedAlone(refusal: SummedRefusal): boolean {
    const pool = this.#poolOf(refusal.pool);
    const counted = countedIn(pool, refusal);
    if (counted.recorded < mostAlike && pool.recorded < mostOfPool) {
      counted.recorded += 1;
      pool.recorded += 1;
      return true;
    }
    counted.count += 1;
    return false;
  }

  /** What was counted so far, which is then forgotten: another minute begins. */
  take(): readonly RefusalSum[] {
    const pools = [...this.#pools.values()];
    this.#pools = new Map();
    return pools.flatMap(({ counted }) => [...counted.values()].filter(({ count }) => count > 0));
  }

  #poolOf(name: string): Pool {
    const pool = this.#pools.get(name) ?? { counted: new Map(), recorded: 0 };
    this.#pools.set(name, pool);
    return pool;
  }
}

function countedIn({ counted }: Pool, refusal: SummedRefusal): Counted {
  const { code } = refusal.record;
  const own = JSON.stringify([code, refusal.who]);
  const isOfMany = !counted.has(own) && counted.size >= mostTold;
  const key = isOfMany ? JSON.stringify([code]) : own;
  const known = counted.get(key) ?? { of: refusal, isOfMany, recorded: 0, count: 0 };
  counted.set(key, known);
  return known;
}
