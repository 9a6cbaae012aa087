import type { Socket } from 'node:net';
import Fastify, { type FastifyError, type FastifyInstance, LogController } from 'fastify';
import { codeOfStatus, refuse } from './refusals.ts';
import type { SharedSettings } from './registry/settings.ts';
import { hasName, type ServerTls } from './server-tls.ts';

/** For how long a gateway may send a request, headers and body, in milliseconds. */
const requestTimeoutMs = 10_000;

/** What a subgraph's HTTP application is built by. */
export interface SubgraphAppSettings {
  readonly logLevel: SharedSettings['LOG_LEVEL'];
  readonly bodyLimitBytes: number;
  /** Null: without. */
  readonly tls: ServerTls | null;
}

/** An HTTP application without routes: its limits, its log and its manner of refusing. */
export function createSubgraphApp({ logLevel, bodyLimitBytes, tls }: SubgraphAppSettings): FastifyInstance {
  const times = { headersTimeout: requestTimeoutMs, connectionsCheckingInterval: 1_000 };
  const common = {
    logger: { level: logLevel, redact: ['req.headers', 'req.url'] },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    exposeHeadRoutes: false,
  };
  const app: FastifyInstance =
    tls === null
      ? Fastify({ ...common, http: times })
      : Fastify({ ...common, https: { ...tls.options, ...times } });
  if (tls !== null) keepToName(app, tls.clientName);
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const ms = Math.round(reply.elapsedTime);
    request.log.info({ method: request.method, route, status: reply.statusCode, ms }, 'answered');
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const code = codeOfStatus(error.statusCode);
    if (code === 'INTERNAL_SERVER_ERROR') request.log.error({ fault: error.name }, 'HTTP fault');
    return refuse(reply, code);
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, 'NOT_FOUND'));
  return app;
}

/** Refuses all who have a certificate, but not the gateway's, on whichever address they came to. */
function keepToName(app: FastifyInstance, name: string): void {
  const known = new WeakSet<Socket>();
  app.addHook('onRequest', async ({ raw: { socket } }, reply) => {
    if (known.has(socket)) return undefined;
    if (!hasName(socket, name)) {
      app.log.warn('Somebody whose certificate is not the gateway’s was refused.');
      return refuse(reply, 'UNAUTHENTICATED');
    }
    known.add(socket);
    return undefined;
  });
}
