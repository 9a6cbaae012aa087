import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Access } from './access/access.ts';
import type { Admission } from './admission.ts';
import type { Config } from './config.ts';
import type { ErrorCode } from './errors.ts';
import type { Arrived, GatewayContext } from './federation/request.ts';
import { limitBody } from './http/body-limit.ts';
import { answerClientError, mostHeaders } from './http/client-error.ts';
import { allowOrigins, answerPreflight } from './http/cors.ts';
import type { Entry } from './http/entry.ts';
import { textOfBody } from './http/json-body.ts';
import { mediaTypeFor } from './http/media-type.ts';
import { refuseForeignHosts } from './http/own-hosts.ts';
import { type RefusalBody, refuse } from './http/refusal.ts';
import { addSecurityHeaders } from './http/security-headers.ts';
import type { KnownDocuments } from './limits/known-documents.ts';
import type { DocumentResolver } from './limits/trusted-documents.ts';

/** What the HTTP application serves. */
export interface HttpServices {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly admission: Admission;
  readonly contextOf: (arrived: Arrived, headers: FastifyRequest['headers']) => GatewayContext;
  /** What is wrong with what headers choose for the request; null when nothing is. */
  readonly problemOf: (headers: FastifyRequest['headers']) => RefusalBody | null;
  readonly entry: Entry;
  readonly resolveDocument: DocumentResolver;
  readonly documents: KnownDocuments;
  /** Origins whose pages may call. */
  readonly corsOrigins: readonly string[];
}

/** What an HTTP application is built by. */
export interface HttpSettings extends Pick<Config, 'bodyLimitBytes' | 'logLevel' | 'requestTimeoutMs'> {
  /** Hosts that requests may be for; null: any. */
  readonly publicHosts: readonly string[] | null;
}

/** An HTTP application without routes: its limits, its log and its manner of refusing. */
export function createHttpApp(config: HttpSettings): FastifyInstance {
  const app = Fastify({
    logger: { level: config.logLevel, redact: ['req.headers', 'req.url'] },
    bodyLimit: config.bodyLimitBytes,
    requestTimeout: config.requestTimeoutMs,
    http: {
      // Node takes the longer of the two times for bodies, and this one is a minute unless told.
      headersTimeout: config.requestTimeoutMs,
      // Node looks for slow requests only every half minute unless told.
      connectionsCheckingInterval: Math.min(1_000, config.requestTimeoutMs),
      // Refused below, in the form of all refusals.
      requireHostHeader: false,
    },
    return503OnClosing: true,
    logController: new LogController({ disableRequestLogging: true }),
    exposeHeadRoutes: false,
    clientErrorHandler: answerClientError,
  });
  // text/plain is what a foreign page may send without asking: only declared JSON is read.
  app.removeContentTypeParser(['text/plain', 'application/json']);
  addJsonParser(app);
  app.addHook('onRequest', refuseManyHeaders);
  app.addHook('onRequest', refuseForeignHosts(config.publicHosts));
  app.addHook('onRequest', refuseOddBodies);
  app.addHook('onSend', addSecurityHeaders);
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    request.log.info(
      { method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const code = codeOfHttpError(error);
    if (code === 'INTERNAL_SERVER_ERROR') request.log.error({ fault: error.name }, 'HTTP fault');
    return refuse(reply, { code });
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, { code: 'NOT_FOUND' }));
  return app;
}

/** Adds the GraphQL endpoint. */
export function addRoutes(app: FastifyInstance, services: HttpServices): void {
  const cors = allowOrigins(services.corsOrigins);
  app.post(
    '/graphql',
    {
      onRequest: [cors, refuseUnacceptable, admit(services.admission), services.entry.letIn],
      preParsing: limitBody((request) => services.entry.accessOf(request).client.limits.bodyKib * 1024),
    },
    (request, reply) => answer(services, request, reply),
  );
  app.route({
    method: 'OPTIONS',
    url: '/graphql',
    onRequest: cors,
    handler: answerPreflight(services.corsOrigins),
  });
  app.route({
    method: ['GET', 'PUT', 'DELETE', 'PATCH'],
    url: '/graphql',
    handler: (_request, reply) => refuse(reply.header('allow', 'POST'), { code: 'METHOD_NOT_ALLOWED' }),
  });
}

/** Refuses before the body is read, so that a refusal costs next to nothing. */
function admit(admission: Admission) {
  return async (_request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const leave = admission.enter();
    if (leave === null) return refuse(reply.header('retry-after', '1'), { code: 'OVERLOADED' });
    reply.raw.once('close', leave);
    return undefined;
  };
}

async function answer(
  services: HttpServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { apollo, contextOf, entry } = services;
  const access = entry.accessOf(request);
  const oddHeader = services.problemOf(request.headers);
  const read = oddHeader === null ? readBody(request.body, access, services) : refused(oddHeader);
  if (!read.ok) {
    await entry.refused(access, read.problem.code);
    return refuse(reply, read.problem);
  }
  const clientGone = new AbortController();
  // The response's stream closes before it is finished when its client goes away.
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) clientGone.abort();
  });
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const { isRegistered } = read;
  const context = contextOf({ access, clientGone: clientGone.signal, isRegistered }, request.headers);
  const response = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body: read.body },
    context: async () => context,
  });
  for (const [name, value] of response.headers) reply.header(name, value);
  reply.code(response.status ?? 200);
  const { bytes } = context.print;
  if (bytes !== null) return sendPrinted(reply, bytes);
  return response.body.kind === 'complete' ? response.body.string : refuse(reply, { code: 'BAD_REQUEST' });
}

/** Byte by byte as it was printed: joined, it would be in memory twice. */
function sendPrinted(reply: FastifyReply, printed: readonly Buffer[]): FastifyReply {
  const length = printed.reduce((sum, { length: own }) => sum + own, 0);
  return reply.header('content-length', length).send(Readable.from(printed, { objectMode: false }));
}

type ReadBody = { readonly ok: true; readonly body: unknown; readonly isRegistered: boolean } | RefusedBody;

interface RefusedBody {
  readonly ok: false;
  readonly problem: RefusalBody;
}

function refused(problem: RefusalBody): RefusedBody {
  return { ok: false, problem };
}

/** What can be told of a body before Apollo sees it. Whether its other parts have the right shape is Apollo's to say. */
function readBody(body: unknown, { client }: Access, services: HttpServices): ReadBody {
  if (Array.isArray(body)) return refused({ code: body.length === 0 ? 'BAD_REQUEST' : 'BATCHING_DISABLED' });
  const found = services.resolveDocument(body, client.id);
  if (!found.ok) return found;
  const { document, isRegistered } = found;
  if (document === null) return { ok: true, body, isRegistered };
  const problem = services.documents.problemOf(document);
  if (problem !== null) return refused(problem);
  // What named a registered operation was for us; Apollo would take it for a query of its own kind.
  const { extensions: _extensions, documentId: _documentId, ...rest } = Object(body);
  return { ok: true, body: { ...rest, query: document }, isRegistered };
}

/** Refuses before anything is read or asked: the answer could not be given. */
async function refuseUnacceptable(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (mediaTypeFor(request.headers.accept) !== null) return undefined;
  const message = 'Answers are application/json or application/graphql-response+json: `Accept` has neither.';
  return refuse(reply, { code: 'BAD_REQUEST', message, status: 406 });
}

/** Fastify's own parser replaces invalid UTF-8 and takes any nesting; ours refuses both, then leaves the rest to it. */
function addJsonParser(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const read = textOfBody(typeof body === 'string' ? Buffer.from(body) : body);
    if ('text' in read) parse(request, read.text, done);
    else done(Object.assign(new Error(read.problem), { statusCode: 400 }));
  });
}

async function refuseManyHeaders({ raw }: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (raw.rawHeaders.length / 2 <= mostHeaders) return undefined;
  const message = `A request may have at most ${mostHeaders} headers.`;
  return refuse(reply, { code: 'BAD_REQUEST', message, status: 431 });
}

async function refuseOddBodies(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (request.method !== 'POST') return undefined;
  const type = request.headers['content-type'] ?? '';
  const json = /^application\/json(?:\s*;\s*charset="?utf-8"?)?$/i.test(type.trim());
  const encoded = request.headers['content-encoding'] !== undefined;
  return json && !encoded ? undefined : refuse(reply, { code: 'UNSUPPORTED_MEDIA_TYPE' });
}

function codeOfHttpError(error: FastifyError): ErrorCode {
  if (error.statusCode === 413) return 'PAYLOAD_TOO_LARGE';
  if (error.statusCode === 415) return 'UNSUPPORTED_MEDIA_TYPE';
  const isClients = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500;
  return isClients ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR';
}
