import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorMap } from '../../subgraphs/oppijanumero/contract.ts';

/** The servlet container's error body: 404, 415 and "no right" (401). */
export function sendServletError(request: FastifyRequest, reply: FastifyReply, status: number): FastifyReply {
  return reply.code(status).send(errorBody(request, status));
}

/** The error map of ONR's own handler: bad JSON and exceeded limits. */
export function sendErrorMap(
  request: FastifyRequest,
  reply: FastifyReply,
  cause: { readonly exception: string; readonly message: string },
): FastifyReply {
  return reply.code(400).send({ ...errorBody(request, 400), ...cause } satisfies ErrorMap);
}

function errorBody(request: FastifyRequest, status: number): ErrorMap {
  const path = request.url.split('?')[0] ?? '';
  return { timestamp: Date.now(), status, error: STATUS_CODES[status] ?? '', path };
}
