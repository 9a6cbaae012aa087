import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Config } from '../config.ts';
import type { ErrorCode } from '../errors.ts';
import { answerClientError, mostHeaders } from './client-error.ts';
import { textOfBody } from './json-body.ts';
import { refuseForeignHosts } from './own-hosts.ts';
import { refuse } from './refusal.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { senderTimes } from './slow-senders.ts';
import { closeUnread, mostUnreadMs } from './unread-answers.ts';

/** What an HTTP application is built by. */
export interface HttpSettings extends Pick<Config, 'bodyLimitBytes' | 'logLevel' | 'requestTimeoutMs'> {
  /** Hosts that requests may be for; null: any. */
  readonly publicHosts: readonly string[] | null;
}

/** An HTTP application without routes: its limits, its log and its manner of refusing. */
export function createHttpApp(config: HttpSettings): FastifyInstance {
  const { requestTimeout, ...looking } = senderTimes(config.requestTimeoutMs);
  const app = Fastify({
    logger: { level: config.logLevel, redact: ['req.headers', 'req.url'] },
    bodyLimit: config.bodyLimitBytes,
    requestTimeout,
    // A missing `Host` is refused below, in the form of all refusals.
    http: { ...looking, requireHostHeader: false },
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
  app.addHook('onSend', closeUnread(mostUnreadMs));
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
