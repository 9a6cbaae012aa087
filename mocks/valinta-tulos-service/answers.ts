import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Virhe } from '../../subgraphs/opintopolku/contract.ts';

/** A refusal of VTS: thrown by a check, answered by the application's error handler. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The refusal of a request body that is not declared to be JSON (§1.2). */
export function notJson(): Refusal {
  return new Refusal(415, 'Only application/json accepted');
}

/** The refusal of a session without the right; the word null is VTS's own (§1.2). */
export function forbidden(): Refusal {
  return new Refusal(403, 'Forbidden: null');
}

/** Answers with a JSON body as VTS writes it (§1.2). */
export function answerJson(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return answerText(reply, status, JSON.stringify(body));
}

/** Answers with bare text; VTS has by then already said that it is JSON (its servlets' before-filter). */
export function answerText(reply: FastifyReply, status: number, body: string): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json;charset=utf-8')
    .send(body);
}

/** Answers any failure as VTS's servlets do outside their own catch-alls. */
export function answerFailure(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof Refusal) return answerJson(reply, error.status, virhe(error.message));
  return answerJson(reply, 500, virhe('500 Internal Server Error'));
}

/** An error body. */
export function virhe(error: string): Virhe {
  return { error };
}

/** The first check of every POST: an empty body passes, whatever its type. */
export function requireJsonContentType(request: FastifyRequest): void {
  const declared = request.headers['content-type'] ?? '';
  if (bodyText(request) !== '' && !declared.includes('application/json')) throw notJson();
}

/** Every audited call needs a User-Agent, and the message is the application's own. */
export function requireUserAgent(request: FastifyRequest): void {
  if (!request.headers['user-agent']) throw new Refusal(400, 'Otsake User-Agent on pakollinen.');
}

/** The body parsed; undefined when it is not JSON, which VTS takes as nothing. */
export function parsedBody(request: FastifyRequest): unknown {
  try {
    return JSON.parse(bodyText(request));
  } catch {
    return undefined;
  }
}

/** The body as a set of strings: nothing is an empty set; null when it is JSON of another shape. */
export function bodyAsSet(request: FastifyRequest): ReadonlySet<string> | null {
  const body: unknown = parsedBody(request);
  if (body === undefined || body === null) return new Set();
  if (!Array.isArray(body)) return null;
  const strings = body.filter((element: unknown) => typeof element === 'string');
  return strings.length === body.length ? new Set(strings) : null;
}

function bodyText(request: FastifyRequest): string {
  return typeof request.body === 'string' ? request.body : '';
}
