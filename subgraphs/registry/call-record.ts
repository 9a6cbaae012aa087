import type { BegunCall, CallListener, EndedCall } from './call-witness.ts';
import type { UpstreamCall } from './upstream-call.ts';

/** The calls of one piece of work, in the order in which they were sent. */
export interface CallRecord {
  readonly listener: CallListener;
  /** All calls so far; those that go on are UNDER_WAY. */
  readonly calls: () => readonly UpstreamCall[];
}

/** A record of calls, with times from a beginning on, by the monotonic clock. */
export function createCallRecord(beganAt: number): CallRecord {
  const calls = new Map<BegunCall, EndedCall | null>();
  return {
    listener: (begun) => {
      calls.set(begun, null);
      return (ended) => {
        calls.set(begun, ended);
      };
    },
    calls: () => [...calls].map(([begun, ended]) => callOf(begun, ended ?? underWay(), beganAt)),
  };
}

function underWay(): EndedCall {
  return { endedAt: performance.now(), outcome: 'UNDER_WAY', status: null, attempts: 1 };
}

function callOf({ startedAt, ...begun }: BegunCall, ended: EndedCall, beganAt: number): UpstreamCall {
  const { endedAt, ...came } = ended;
  return { ...begun, ...came, startedMs: tenths(startedAt - beganAt), endedMs: tenths(endedAt - beganAt) };
}

/** Milliseconds to a tenth: no more than what can be measured. */
function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
