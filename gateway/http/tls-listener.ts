import { once } from 'node:events';
import { createServer } from 'node:https';
import type { FastifyInstance } from 'fastify';
import type { TlsListener } from '../access/settings.ts';
import { answerClientError } from './client-error.ts';
import { senderTimes } from './slow-senders.ts';

/** Where it listens, and for how long a client may shake hands, and then send its request. */
export interface ListenerSettings {
  readonly host: string;
  readonly requestTimeoutMs: number;
}

/** Serves the application to clients with certificates too, on a port of its own, for as long as it listens. */
export function addTlsListener(
  app: FastifyInstance,
  { port, options }: TlsListener,
  { host, requestTimeoutMs }: ListenerSettings,
): void {
  const times = { ...senderTimes(requestTimeoutMs), handshakeTimeout: requestTimeoutMs };
  const server = createServer({ ...options, ...times, requireHostHeader: false }, (request, response) =>
    app.routing(request, response),
  );
  server.on('clientError', answerClientError);
  app.addHook('onListen', async () => {
    server.listen(port, host);
    await once(server, 'listening');
    app.log.info({ port }, 'listens for clients with certificates');
  });
  app.addHook('preClose', async () => {
    server.close();
    server.closeIdleConnections();
  });
}
