import type { FastifyInstance } from 'fastify';
import { createTools } from '../subgraphs/registry/settings.ts';
import { createAdmission } from './admission.ts';
import { createApollo } from './apollo.ts';
import type { Config } from './config.ts';
import { createFederation } from './federation/gateway.ts';
import { createContext } from './federation/request.ts';
import { addRoutes, createHttpApp } from './http-app.ts';
import { createDocumentReader } from './limits/document-reader.ts';

/** Builds the whole gateway, ready to listen. Closing it closes everything that it opened. */
export async function createServer(config: Config): Promise<FastifyInstance> {
  const app = createHttpApp(config);
  const { tools, metrics, close } = createTools(config.shared, app.log);
  const federation = createFederation(config.placements, tools);
  const { clock } = tools;
  const bulkBudget = { clock, deadlineMs: config.bulkDeadlineMs };
  const { documentLimits: limits, schemaOpen } = config;
  const apollo = createApollo({
    gateway: federation.gateway,
    log: app.log,
    bulkBudget,
    maxTokens: limits.tokens,
    schemaOpen,
  });
  await apollo.start();
  app.addHook('onClose', async () => {
    await apollo.stop();
    await federation.close();
    await close();
  });
  const budget = { clock, deadlineMs: config.queryDeadlineMs };
  addRoutes(app, {
    apollo,
    metrics,
    admission: createAdmission(config.concurrentQueries),
    readDocument: createDocumentReader({ limits, schemaOpen }),
    corsOrigins: config.corsOrigins,
    contextOf: (clientGone) => createContext(clientGone, budget),
  });
  return app;
}
