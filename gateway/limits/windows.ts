import { LRUCache } from 'lru-cache';
import { continuedRow, type Row, type RowPart } from './number-rows.ts';
import type { MonotonicClock } from './rate-limits.ts';

/** For how long something is remembered, in milliseconds, and what of it counts. */
export interface Span {
  readonly rememberMs: number;
  /** What was new within so long is counted. */
  readonly windowMs: number;
  /** The newest so many are remembered. */
  readonly most: number;
}

/** What is remembered of askers to tell unusual use. Keys and members are hashed. */
export interface Windows {
  /** Remembers a member under a key: how many with it were new within the window; 0 when it is remembered already. */
  readonly newWithin: (key: string, member: string, span: Span) => Promise<number>;
  /** Goes on with an asker's row; how long it became. */
  readonly joinRow: (key: string, part: RowPart) => Promise<number>;
  /** Whether nobody was told of it within so many milliseconds; then it counts as told. */
  readonly isNews: (key: string, silenceMs: number) => Promise<boolean>;
}

/** Keys that each kind of window remembers: who was heard of longest ago is forgotten first. */
const mostKeys = 10_000;

/** Windows of this process. */
export function createProcessWindows(now: MonotonicClock): Windows {
  const members = new LRUCache<string, Map<string, number>>({ max: mostKeys });
  const rows = new LRUCache<string, Row>({ max: mostKeys });
  const toldAt = new LRUCache<string, number>({ max: mostKeys });
  return {
    newWithin: async (key, member, span) => {
      const seen = members.get(key) ?? new Map<string, number>();
      members.set(key, seen);
      forgetOld(seen, now(), span);
      if (seen.has(member)) return 0;
      seen.set(member, now());
      return countSince(seen, now() - span.windowMs);
    },
    joinRow: async (key, part) => {
      const { row, joined } = continuedRow(rows.get(key) ?? null, part);
      rows.set(key, row);
      return joined;
    },
    isNews: async (key, silenceMs) => {
      const last = toldAt.get(key);
      if (last !== undefined && now() - last < silenceMs) return false;
      toldAt.set(key, now());
      return true;
    },
  };
}

/** Those first seen longest ago stand first; room is left for one more. */
function forgetOld(seen: Map<string, number>, at: number, { rememberMs, most }: Span): void {
  for (const [member, seenAt] of seen) {
    if (at - seenAt < rememberMs && seen.size < most) return;
    seen.delete(member);
  }
}

function countSince(seen: Map<string, number>, since: number): number {
  let count = 0;
  for (const seenAt of [...seen.values()].toReversed()) {
    if (seenAt <= since) break;
    count += 1;
  }
  return count;
}
