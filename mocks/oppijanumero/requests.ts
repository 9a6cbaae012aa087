import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { maxPersonsInCall } from '../../subgraphs/oppijanumero/contract.ts';
import type { Access } from './access.ts';
import type { Right } from './accounts.ts';
import { sendErrorMap, sendServletError } from './errors.ts';
import { basePath, withTrailingSlash } from './paths.ts';
import type { Register } from './register.ts';

/** What ONR's routes are made of. */
export interface Registry {
  readonly app: FastifyInstance;
  readonly access: Access;
  readonly register: Register;
}

/** A POST route: a body of a known form from a caller with any of the rights. */
interface Question<Body> {
  readonly path: string;
  readonly rights: readonly Right[];
  readonly body: z.ZodType<Body>;
  /** How many persons the body asks for; null when the call is about none in particular. */
  readonly persons: (body: Body) => number | null;
  /** How many of them count towards the limit of 5000. */
  readonly counted: (body: Body) => number;
  readonly answer: (body: Body) => unknown;
}

/** Adds a POST route. The order of checks is Spring's: login, content type, JSON, right, limit. */
export function answerPost<Body>({ app, access }: Registry, question: Question<Body>): void {
  const handler = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    request.asked.operation = lastSegmentOf(question.path);
    if (!isJson(request)) return sendServletError(request, reply, 415);
    const body = question.body.safeParse(readJson(request));
    if (!body.success) return refuseBody(request, reply);
    request.asked.persons = question.persons(body.data);
    if (!access.allows(request, reply, question.rights)) return reply;
    const count = question.counted(body.data);
    if (count > maxPersonsInCall) return refuseCount(request, reply, count);
    return reply.send(question.answer(body.data));
  };
  for (const url of withTrailingSlash(`${basePath}${question.path}`)) {
    app.post(url, { onRequest: access.requireLogin }, handler);
  }
}

function lastSegmentOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function isJson(request: FastifyRequest): boolean {
  return /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(request.headers['content-type'] ?? '');
}

function readJson(request: FastifyRequest): unknown {
  try {
    return JSON.parse(typeof request.body === 'string' ? request.body : '');
  } catch {
    return undefined;
  }
}

function refuseBody(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendErrorMap(request, reply, {
    exception: 'org.springframework.http.converter.HttpMessageNotReadableException',
    message: 'JSON parse error',
  });
}

function refuseCount(request: FastifyRequest, reply: FastifyReply, count: number): FastifyReply {
  return sendErrorMap(request, reply, {
    exception: 'java.lang.IllegalArgumentException',
    message: `Maximum amount of henkilös to be fetched is ${maxPersonsInCall}. Tried to fetch:${count}`,
  });
}
