import { listenersHere } from '../../subgraphs/registry/call-witness.ts';
import type { UpstreamCall } from '../../subgraphs/registry/upstream-call.ts';

/** Tells the calls that a subgraph of its own process made, to whoever listens here. Its times begin when it was asked. */
export function passOn(calls: readonly UpstreamCall[], askedAt: number): void {
  for (const { startedMs, endedMs, outcome, status, attempts, ...begun } of calls) {
    for (const listener of listenersHere()) {
      const end = listener({ ...begun, startedAt: askedAt + startedMs });
      end({ outcome, status, attempts, endedAt: askedAt + endedMs });
    }
  }
}
