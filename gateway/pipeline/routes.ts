import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { limitBody } from '../http/body-limit.ts';
import { allowOrigins, answerPreflight } from '../http/cors.ts';
import { mediaTypeFor } from '../http/media-type.ts';
import { refuse } from '../http/refusal.ts';
import { answerRequest, type RequestDeps } from './pipeline.ts';

/** What the GraphQL endpoint is served by. */
export interface RouteDeps extends RequestDeps {
  /** Origins whose pages may call. */
  readonly corsOrigins: readonly string[];
}

/** Adds the GraphQL endpoint. */
export function addRoutes(app: FastifyInstance, deps: RouteDeps): void {
  const cors = allowOrigins(deps.corsOrigins);
  app.post(
    '/graphql',
    {
      onRequest: [cors, refuseUnacceptable, deps.entry.letIn],
      preParsing: limitBody(
        (request) => deps.entry.establishedOf(request).access.client.limits.bodyKib * 1024,
      ),
    },
    (request, reply) => answerRequest(deps, request, reply),
  );
  app.route({
    method: 'OPTIONS',
    url: '/graphql',
    onRequest: cors,
    handler: answerPreflight(deps.corsOrigins),
  });
  app.route({
    method: ['GET', 'PUT', 'DELETE', 'PATCH'],
    url: '/graphql',
    handler: (_request, reply) => refuse(reply.header('allow', 'POST'), { code: 'METHOD_NOT_ALLOWED' }),
  });
}

/** Refuses before anything is read or asked: the answer could not be given. */
async function refuseUnacceptable(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (mediaTypeFor(request.headers.accept) !== null) return undefined;
  const message = 'Answers are application/json or application/graphql-response+json: `Accept` has neither.';
  return refuse(reply, { code: 'BAD_REQUEST', message, status: 406 });
}
