import { randomUUID } from 'node:crypto';
import type { Clock } from '../../subgraphs/registry/clock.ts';
import type { RequestContext } from '../../subgraphs/registry/context.ts';

/** The context of one request: it ends at the deadline, or when its client is gone. */
export function createRequestContext(options: {
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly clientGone: AbortSignal;
}): RequestContext {
  const signal = AbortSignal.any([options.clientGone, AbortSignal.timeout(options.timeoutMs)]);
  return { signal, clock: options.clock, requestId: randomUUID() };
}
