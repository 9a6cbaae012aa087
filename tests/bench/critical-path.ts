import type { Delayed } from './mock-gates.ts';

/** When a query was sent and answered, by the wall clock, milliseconds. */
export interface Sent {
  readonly sentMs: number;
  readonly answeredMs: number;
}

/**
 * The time of each query by its critical path: ONR, then the longest of VTS and the fee register after it, VIRTA, and
 * Migri's register, each as long as the longest delay that its mock really applied for the query. Queries must have
 * been sent one after the other.
 */
export function shareOverCriticalPath(sent: readonly Sent[], delayed: readonly Delayed[]): readonly number[] {
  return sent.map(({ sentMs, answeredMs }) => {
    const own = delayed.filter(({ startedMs }) => startedMs >= sentMs && startedMs <= answeredMs);
    return (answeredMs - sentMs) / criticalPathOf(own);
  });
}

function criticalPathOf(delayed: readonly Delayed[]): number {
  const longest = (name: string): number =>
    Math.max(
      0,
      ...delayed.filter((call) => call.registry === name).map((call) => call.endedMs - call.startedMs),
    );
  const places = longest('opintopolku') + longest('fees');
  return longest('oppijanumero') + Math.max(places, longest('virta'), longest('migri'));
}
