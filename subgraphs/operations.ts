import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';

/** What operators may ask. */
export interface OperationsParts {
  readonly metrics: Registry;
  /** Whether any gateway can be answered. */
  readonly isReady: () => Promise<boolean>;
}

/** Adds what operators and their machines ask: the health probes and the metrics. Nothing of a person is in them. */
export function serveOperations(app: FastifyInstance, { metrics, isReady }: OperationsParts): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    if (await isReady()) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', reason: 'no key of a gateway is known' });
  });
  app.get('/metrics', async (_request, reply) => {
    reply.type(metrics.contentType);
    return metrics.metrics();
  });
}
