import type { FastifyInstance } from 'fastify';
import { createTools } from '../subgraphs/registry/settings.ts';
import { createApollo } from './apollo.ts';
import type { Config } from './config.ts';
import { createFederation } from './federation/gateway.ts';
import { createRequestContext } from './federation/request.ts';
import { addRoutes, createHttpApp } from './http-app.ts';

/** Builds the whole gateway, ready to listen. Closing it closes everything that it opened. */
export async function createServer(config: Config): Promise<FastifyInstance> {
  const app = createHttpApp(config);
  const { tools, close } = createTools(config.shared);
  const federation = createFederation(config.placements, tools);
  const apollo = createApollo(federation.gateway, app.log);
  await apollo.start();
  app.addHook('onClose', async () => {
    await apollo.stop();
    await federation.close();
    await close();
  });
  const { requestTimeoutMs: timeoutMs } = config;
  addRoutes(app, {
    apollo,
    contextOf: (clientGone) => ({
      request: createRequestContext({ clock: tools.clock, timeoutMs, clientGone }),
    }),
  });
  return app;
}
