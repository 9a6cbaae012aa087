import { type ApolloServer, HeaderMap } from '@apollo/server';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Registry } from 'prom-client';
import type { Admission } from './admission.ts';
import type { Config } from './config.ts';
import { type ErrorCode, errorCodes } from './errors.ts';
import type { GatewayContext } from './federation/request.ts';

/** What the HTTP application serves. */
export interface HttpServices {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly admission: Admission;
  /** What is counted of the calls to the registries. */
  readonly metrics: Registry;
  readonly contextOf: (clientGone: AbortSignal) => GatewayContext;
}

/** An HTTP application without routes: its limits, its log and its manner of refusing. */
export function createHttpApp(config: Pick<Config, 'bodyLimitBytes' | 'logLevel'>): FastifyInstance {
  const app = Fastify({
    logger: { level: config.logLevel, redact: ['req.headers', 'req.url'] },
    bodyLimit: config.bodyLimitBytes,
    requestTimeout: 30_000,
    return503OnClosing: true,
    logController: new LogController({ disableRequestLogging: true }),
    exposeHeadRoutes: false,
  });
  // text/plain is what a foreign page may send without asking: only declared JSON is read.
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', refuseOddBodies);
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff');
  });
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
    return refuse(reply, code);
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, 'NOT_FOUND'));
  return app;
}

/** Adds the GraphQL endpoint and the health probes. */
export function addRoutes(app: FastifyInstance, services: HttpServices): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async () => ({ status: 'ready' }));
  app.get('/metrics', async (_request, reply) => {
    reply.type(services.metrics.contentType);
    return services.metrics.metrics();
  });
  app.post('/graphql', { onRequest: admit(services.admission) }, (request, reply) =>
    answer(services, request, reply),
  );
  app.route({
    method: ['GET', 'PUT', 'DELETE', 'PATCH'],
    url: '/graphql',
    handler: (_request, reply) => refuse(reply.header('allow', 'POST'), 'METHOD_NOT_ALLOWED'),
  });
}

/** Refuses before the body is read, so that a refusal costs next to nothing. */
function admit(admission: Admission) {
  return async (_request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const leave = admission.enter();
    if (leave === null) return refuse(reply.header('retry-after', '1'), 'OVERLOADED');
    reply.raw.once('close', leave);
    return undefined;
  };
}

async function answer(
  services: HttpServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { apollo, contextOf } = services;
  const clientGone = new AbortController();
  // The response's stream closes before it is finished when its client goes away.
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) clientGone.abort();
  });
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, [value].flat().join(', '));
  }
  const response = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body: request.body },
    context: async () => contextOf(clientGone.signal),
  });
  for (const [name, value] of response.headers) reply.header(name, value);
  reply.code(response.status ?? 200);
  return response.body.kind === 'complete' ? response.body.string : refuse(reply, 'BAD_REQUEST');
}

async function refuseOddBodies(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (request.method !== 'POST') return undefined;
  const type = request.headers['content-type'] ?? '';
  const json = /^application\/json(?:\s*;\s*charset="?utf-8"?)?$/i.test(type.trim());
  const encoded = request.headers['content-encoding'] !== undefined;
  return json && !encoded ? undefined : refuse(reply, 'UNSUPPORTED_MEDIA_TYPE');
}

function codeOfHttpError(error: FastifyError): ErrorCode {
  if (error.statusCode === 413) return 'PAYLOAD_TOO_LARGE';
  if (error.statusCode === 415) return 'UNSUPPORTED_MEDIA_TYPE';
  const isClients = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500;
  return isClients ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR';
}

function refuse(reply: FastifyReply, code: ErrorCode): FastifyReply {
  const [status, message] = errorCodes[code];
  return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
}
