import { createClock } from '../subgraphs/registry/clock.ts';
import type { RequestContext } from '../subgraphs/registry/context.ts';

/** The context of a request that has all the time it needs, on the real day, and may read nothing unless told. */
export function requestContext(given: Partial<RequestContext> = {}): RequestContext {
  return {
    signal: new AbortController().signal,
    clock: createClock(null),
    requestId: 'test',
    grant: null,
    made: new Map(),
    ...given,
  };
}
