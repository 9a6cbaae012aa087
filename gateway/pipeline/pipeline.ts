import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Canonicalize } from '../federation/canonical/canonical-operation.ts';
import { type RefusalBody, Refused } from '../http/refusal.ts';
import { type RequestPlaces, requestAskerOf } from '../limits/request-places.ts';
import type { Arrived, GatewayContext } from '../request-context.ts';
import { refuseAtPlace, sendAnswer } from './answer.ts';
import { type DocumentDeps, readAskedDocument } from './asked-document.ts';
import { type AuditedDeps, createAuditedSteps } from './audited-execution.ts';
import type { Entry } from './entry.ts';
import type { GraphqlServer } from './graphql-server.ts';
import { takePlace } from './place.ts';
import { type AmountDeps, canonicalOperation, countAmount, type Serve } from './served-operation.ts';

/** What the steps of a request work with. */
export interface RequestDeps extends DocumentDeps {
  readonly entry: Entry;
  readonly places: RequestPlaces;
  /** What is wrong with what headers choose for the request; null when nothing is. */
  readonly problemOf: (headers: FastifyRequest['headers']) => RefusalBody | null;
  readonly contextOf: (arrived: Arrived, headers: FastifyRequest['headers']) => GatewayContext;
  readonly graphql: GraphqlServer;
}

/**
 * The way of a request, on one page. `entry.letIn` comes before, while only its headers are there: it authenticates who
 * asks, with the purpose and case that they state, counts their open requests, and counts the request. Then its body is
 * read. Each step tells more than was known before it, or ends the way by a refusal.
 */
export async function answerRequest(
  deps: RequestDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { entry, places, problemOf, contextOf, graphql } = deps;
  const caller = entry.establishedOf(request);
  caller.arrived();
  const asker = requestAskerOf(caller.access);
  let leave = (): void => undefined;
  try {
    const place = await takePlace(places, asker, reply);
    ({ leave } = place);
    if (place.clientGone.aborted) return reply;
    // A person's consents are asked for by the request's purpose and registries.
    const access = await caller.withConsents(asker);
    const asking = { access, clientGone: place.clientGone };
    const problem = problemOf(request.headers);
    if (problem !== null) throw new Refused(problem);
    // An unknown text is charged before it is parsed, and within all limits before anything else looks at it.
    const document = await readAskedDocument(request.body, asking, deps);
    // Apollo Server validates it, and has the operation that is named served: the steps below.
    const context = contextOf({ ...asking, ...document }, request.headers);
    const answer = await graphql.answer(document.request, context);
    return await sendAnswer(answer, { access, entry, reply });
  } catch (error) {
    return refuseAtPlace(error, { access: caller.access, entry, reply, leave });
  }
}

/** What the steps of an operation work with. */
export interface OperationDeps extends AmountDeps, AuditedDeps {
  readonly canonicalize: Canonicalize;
}

/** The steps of an operation that was parsed and validated, in their order. */
export function createServe(deps: OperationDeps): Serve {
  const { prune, openAudit, execute, conclude } = createAuditedSteps(deps);
  return async (parsed) => {
    // Arguments and variables are acceptable; aliases, order and spelling are the client's alone from here on.
    const asked = canonicalOperation(parsed, deps.canonicalize);
    // Calls to registries at once, and people in a minute.
    await countAmount(asked, deps);
    // What purpose and consents do not give is taken out before anything is planned.
    const granted = prune(asked);
    // The intent is on disk before the first registry is asked.
    const audit = openAudit(asked, granted);
    const taken = await execute(asked, granted);
    // The outcome is on disk before anything leaves.
    return conclude(asked, { granted, audit, taken });
  };
}
