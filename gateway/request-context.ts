import { randomUUID } from 'node:crypto';
import { clockOn } from '../subgraphs/registry/chosen-day.ts';
import type { Clock } from '../subgraphs/registry/clock.ts';
import type { RequestContext } from '../subgraphs/registry/context.ts';
import { createDeadline, release } from '../subgraphs/registry/deadline.ts';
import type { Grant } from '../subgraphs/registry/grant.ts';
import type { Access } from './access/access.ts';
import { createFlowRecorder, type FlowRecorder } from './data-flow/recorder.ts';
import { RequestReads } from './disclosure/request/read-set.ts';
import type { RequestAudit } from './disclosure/request/request-audit.ts';
import type { Spending } from './federation/planning-thread.ts';

/** What the gateway puts into Apollo's context. */
export interface GatewayContext {
  readonly access: Access;
  readonly clientGone: AbortSignal;
  /** Whether the document is registered for the client. */
  readonly isRegistered: boolean;
  /** Hears how many milliseconds of CPU reading its document takes beyond what is known of it. */
  readonly spentOnReading: Spending;
  readonly startedAt: number;
  /** What was read of whom, as the subgraphs tell it. */
  readonly reads: RequestReads;
  /** What resolvers see; set again when the operation turns out to be a bulk one, before anything is asked. */
  request: RequestContext;
  /** Aborts when the answer is due. */
  end: AbortSignal;
  /** The records of this request; null until its operation is known, and then nothing may be asked. */
  audit: RequestAudit | null;
  /** What happens for the request, where it asked to be told; null for most. */
  readonly flow: FlowRecorder | null;
}

/** The time for one query. */
export interface Budget {
  readonly clock: Clock;
  readonly deadlineMs: number;
}

/** What a request comes into. */
export interface Surroundings extends Budget {
  /** Whether no other request is under way. */
  readonly isAlone: () => boolean;
}

/** A request as it came. */
export type Arrived = Pick<GatewayContext, 'access' | 'clientGone' | 'isRegistered' | 'spentOnReading'>;

/**
 * Which part of a query's time, in milliseconds, is kept for putting the answer together after the registries' time is
 * up: a tenth, and of a short time more, as what is known must still come from a subgraph elsewhere.
 */
export function timeForAnswer(deadlineMs: number): number {
  return Math.round(Math.max(deadlineMs / 10, Math.min(500, deadlineMs / 3)));
}

/** The context of one request. Registries must answer early enough that the answer can leave in time. */
export function createContext(
  { access, clientGone, isRegistered, spentOnReading }: Arrived,
  { isAlone, ...budget }: Surroundings,
): GatewayContext {
  const reads = new RequestReads();
  const times = begin(clientGone, budget);
  return {
    access,
    clientGone,
    isRegistered,
    spentOnReading,
    startedAt: performance.now(),
    reads,
    end: times.end,
    request: {
      signal: times.signal,
      clock: budget.clock,
      requestId: randomUUID(),
      isAlone,
      grant: grantOf(access),
      made: new Map(),
      onRead: (read) => {
        reads.add(read);
      },
    },
    audit: null,
    flow: null,
  };
}

/** The same request, its rules computed on a chosen day. */
export function onChosenDay(context: GatewayContext, day: string): GatewayContext {
  const clock = clockOn(day, context.request.clock);
  return { ...context, request: { ...context.request, clock, chosenDay: day } };
}

/** The same request, whose data flow is recorded. */
export function withDataFlow(context: GatewayContext): GatewayContext {
  return { ...context, flow: createFlowRecorder(context.startedAt) };
}

/** The same request for one more portion of its answer, which is done when `done` resolves. */
export function forPortion(context: GatewayContext, done: Promise<void>): GatewayContext {
  return { ...context, request: { ...context.request, portion: { made: new Map(), done } } };
}

/** Gives a request another budget; only before it has asked anything. */
export function rebudget(context: GatewayContext, budget: Budget): void {
  stopTimes(context);
  const { signal, end } = begin(context.clientGone, budget);
  context.request = { ...context.request, signal };
  context.end = end;
}

/** Stops a request's times, once its answer is made: else each ends later, for nobody. */
export function stopTimes({ request, end }: GatewayContext): void {
  release(request.signal);
  release(end);
}

function begin(
  clientGone: AbortSignal,
  { deadlineMs }: Budget,
): { readonly signal: AbortSignal; readonly end: AbortSignal } {
  return {
    signal: createDeadline(deadlineMs - timeForAnswer(deadlineMs), [clientGone]),
    end: createDeadline(deadlineMs, [clientGone]),
  };
}

function grantOf({ purpose, needs, consents, person, endUser }: Access): Grant {
  return { purpose, needs, consents, self: person, endUser };
}
