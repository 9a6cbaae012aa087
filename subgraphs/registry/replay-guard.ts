import { grantTimes } from './grant-claims.ts';

/** Whether something comes for the first time: FULL where nobody can tell any more, and nothing may be forgotten. */
export type FirstTime = 'FIRST' | 'AGAIN' | 'FULL';

/** No grant is accepted for longer than this after it came first, in milliseconds: a clock may be behind, then ahead. */
const keptMs = (grantTimes.lifetime + 2 * grantTimes.tolerance) * 1_000;

/** As many grants as a subgraph can answer in that time, and some 25 MB. */
const mostKept = 200_000;

/** What a memory of grants goes by. */
export interface ReplayGuardSettings {
  /** A monotonic clock, milliseconds. */
  readonly now: () => number;
  readonly most?: number;
}

/** Remembers ids for as long as their grants may be good. To be asked of grants whose signature holds, and no others. */
export function createReplayGuard({ now, most = mostKept }: ReplayGuardSettings): (id: string) => FirstTime {
  // All are kept equally long: the first ones in are the first to go.
  const seen = new Map<string, number>();
  const forget = (): void => {
    for (const [id, until] of seen) {
      if (until > now()) return;
      seen.delete(id);
    }
  };
  return (id) => {
    forget();
    if (seen.has(id)) return 'AGAIN';
    if (seen.size >= most) return 'FULL';
    seen.set(id, now() + keptMs);
    return 'FIRST';
  };
}
