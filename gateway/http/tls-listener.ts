import { once } from 'node:events';
import { createServer } from 'node:https';
import type { FastifyInstance } from 'fastify';
import type { TlsListener } from '../access/settings.ts';

/** Serves the application to clients with certificates too, on a port of its own, for as long as it listens. */
export function addTlsListener(app: FastifyInstance, { port, options }: TlsListener, host: string): void {
  const server = createServer({ ...options, requireHostHeader: false }, (request, response) =>
    app.routing(request, response),
  );
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
