import type { FastifyRequest } from 'fastify';

/** The JSON of a body; undefined when it is none. */
export function bodyOf(request: FastifyRequest): unknown {
  try {
    return typeof request.body === 'string' ? JSON.parse(request.body) : undefined;
  } catch {
    return undefined;
  }
}
