import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { adminPath } from './admin.ts';
import type { OutgoingAnswer } from './answer-text.ts';
import { type Credentials, spoilCredentials } from './credentials.ts';
import type { Dial, StruckCall } from './dials.ts';
import type { Effect } from './effects/effect.ts';
import { effects } from './effects/effects.ts';
import type { FaultName } from './fault-table.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The fault that struck the call; null when none did. */
    faulted: FaultName | null;
  }
}

interface Line {
  readonly registry: string;
  readonly dial: Dial;
  readonly credentials: Credentials;
  /** Told of each call when its answer is decided, before anything of it is sent. */
  readonly onCall: (request: FastifyRequest) => void;
}

const logInPath = /\/cas\/(?:v1\/tickets|login)|\/auth\/login$|j_spring_cas_security_check$|\/oauth2\//;

/** What a call is for, by its path. */
export function callOf(request: FastifyRequest): StruckCall {
  const path = request.url.split('?')[0] ?? '';
  return { path, kind: logInPath.test(path) ? 'log-in' : 'data' };
}

/** Whether a request turns the dial: such a one is never recorded, and never struck by a fault. */
export function isAdmin(request: FastifyRequest): boolean {
  return callOf(request).path === adminPath;
}

/** Puts a dial's faults around the routes of a mock. */
export function addFaults(app: FastifyInstance, line: Line): void {
  app.decorateRequest('faulted', null);
  app.addHook('onRequest', async (request) => {
    if (isAdmin(request)) return;
    changeRequest(request, 'request', line);
    if (!line.credentials.isForgotten(request)) return;
    strike(request, line, ({ at }) => at === 'session');
    spoilCredentials(request);
  });
  app.addHook('preHandler', async (request) => {
    if (!isAdmin(request)) changeRequest(request, 'form', line);
  });
  app.addHook('onSend', (request, reply, payload) =>
    isAdmin(request) ? Promise.resolve(payload) : send({ request, reply, payload }, line),
  );
}

function changeRequest(request: FastifyRequest, at: 'request' | 'form', line: Line): void {
  const effect = strike(request, line, (candidate) => candidate.at === at)?.effect;
  if (effect?.at === 'request' || effect?.at === 'form') effect.change(request);
}

interface Sending {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly payload: unknown;
}

async function send({ request, reply, payload }: Sending, line: Line): Promise<unknown> {
  const answer = answerOf(reply, payload);
  const body = callOf(request).kind === 'log-in' && typeof payload === 'string' ? payload : '';
  line.credentials.learn({ cookies: cookiesOf(reply), body });
  const good = answer.status === 200 && answer.body.length > 0;
  const struck = strike(
    request,
    line,
    ({ at }) => at === 'wire' || at === 'answer' || (at === 'good answer' && good),
  );
  line.onCall(request);
  if (struck === null) return payload;
  const { effect } = struck;
  const work = { answer, strike: struck.strike, registry: line.registry };
  if (effect.at === 'answer' || effect.at === 'good answer') return replaced(reply, effect.change(work));
  if (effect.at !== 'wire') return payload;
  const response = reply.raw;
  // The other side may be gone while the fault still writes.
  response.on('error', () => undefined);
  const sent = await effect.send({ ...work, response, headers: headersOf(reply) });
  // What the fault has sent must not be sent again: for Fastify, the answer never comes.
  return sent === 'pass' ? payload : new Promise<never>(() => undefined);
}

function strike(request: FastifyRequest, { dial }: Line, may: (effect: Effect) => boolean) {
  const found = dial.strike(callOf(request), (fault) => may(effects[fault]));
  if (found === null) return null;
  request.faulted = found.fault;
  return { strike: found, effect: effects[found.fault] };
}

function replaced(reply: FastifyReply, { status, headers, body }: OutgoingAnswer): string | Uint8Array {
  reply.code(status).headers({ ...headers });
  return body;
}

function answerOf(reply: FastifyReply, payload: unknown): OutgoingAnswer {
  const body = typeof payload === 'string' || payload instanceof Uint8Array ? payload : '';
  return { status: reply.statusCode, headers: {}, body };
}

function headersOf(reply: FastifyReply) {
  const { 'content-length': _length, ...headers } = reply.getHeaders();
  return headers;
}

function cookiesOf(reply: FastifyReply): readonly string[] {
  const header = reply.getHeader('set-cookie');
  return header === undefined ? [] : [header].flat().map(String);
}
