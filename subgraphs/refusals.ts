import type { FastifyReply } from 'fastify';

/** Why a subgraph refuses a request, with its status and what its sender reads. */
const refusals = {
  BAD_REQUEST: [400, 'Not a GraphQL request.'],
  UNAUTHENTICATED: [401, 'No valid grant of a gateway came with the request.'],
  NOT_FOUND: [404, 'There is nothing at this path.'],
  PAYLOAD_TOO_LARGE: [413, 'The body is larger than accepted.'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'The body must be application/json.'],
  INTERNAL_SERVER_ERROR: [500, 'A fault of the subgraph; its log knows more.'],
  OVERLOADED: [503, 'Too many requests are under way.'],
} as const;

/** The code of a refusal; it has the gateway's meaning. */
export type RefusalCode = keyof typeof refusals;

/** Answers with one error and no data. */
export function refuse(reply: FastifyReply, code: RefusalCode): FastifyReply {
  const [status, message] = refusals[code];
  return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
}

/** The code of what Fastify itself refuses. */
export function codeOfStatus(status: number | undefined): RefusalCode {
  if (status === 413) return 'PAYLOAD_TOO_LARGE';
  if (status === 415) return 'UNSUPPORTED_MEDIA_TYPE';
  return status !== undefined && status >= 400 && status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR';
}
