import { randomUUID } from 'node:crypto';
import type { Clock } from '../../subgraphs/registry/clock.ts';
import type { RequestContext } from '../../subgraphs/registry/context.ts';
import { createDeadline } from '../../subgraphs/registry/deadline.ts';
import type { Grant } from '../../subgraphs/registry/grant.ts';

/** What the gateway puts into Apollo's context. */
export interface GatewayContext {
  readonly clientGone: AbortSignal;
  /** What resolvers see; set again when the operation turns out to be a bulk one, before anything is asked. */
  request: RequestContext;
  /** Aborts when the answer is due. */
  end: AbortSignal;
}

/** The time for one query. */
export interface Budget {
  readonly clock: Clock;
  readonly deadlineMs: number;
}

/** The part of the time that is kept for putting the answer together after the registries' time is up. */
const reserve = 0.1;

/** Until access control is wired in: synthetic people only. */
const sandboxGrant: Grant = { purpose: 'SANDBOX', needs: [], consents: null, self: null, endUser: null };

/** The context of one request. Registries must answer early enough that the answer can leave in time. */
export function createContext(clientGone: AbortSignal, budget: Budget): GatewayContext {
  return { clientGone, ...begin(clientGone, budget) };
}

/** Gives a request another budget; only before it has asked anything. */
export function rebudget(context: GatewayContext, budget: Budget): void {
  Object.assign(context, begin(context.clientGone, budget));
}

function begin(
  clientGone: AbortSignal,
  { clock, deadlineMs }: Budget,
): Pick<GatewayContext, 'request' | 'end'> {
  const signal = createDeadline(Math.round(deadlineMs * (1 - reserve)), [clientGone]);
  return {
    request: { signal, clock, requestId: randomUUID(), grant: sandboxGrant },
    end: AbortSignal.any([clientGone, AbortSignal.timeout(deadlineMs)]),
  };
}
