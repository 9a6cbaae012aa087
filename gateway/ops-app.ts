import { isIPv6 } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Config } from './config.ts';
import { createHttpApp } from './http/app.ts';

/** What operators are told. */
export interface OpsServices {
  /** What is counted in this process. */
  readonly metrics: Registry;
  /** Whether requests can be answered lawfully: the disclosure log can be written. */
  readonly isReady: () => boolean;
}

const opsOf = new WeakMap<FastifyInstance, FastifyInstance>();

/**
 * An application for operators, on a port of its own that no client comes to, as long as this gateway is open. When it
 * cannot listen, the gateway does not become ready.
 */
export function openOps(gateway: FastifyInstance, config: Config): FastifyInstance {
  const { host, port, hosts } = config.ops;
  const ops = createHttpApp({ ...config, publicHosts: hosts });
  opsOf.set(gateway, ops);
  gateway.addHook('onReady', async () => {
    await ops.listen({ host, port }).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
      throw new Error(`OPS_PORT: nothing can listen at port ${port} of ${host} (${code})`, { cause: error });
    });
  });
  // The last to go: operators see how the gateway closes.
  gateway.addHook('onClose', () => ops.close());
  return ops;
}

/** Adds the probes and the metrics. */
export function addOpsRoutes(ops: FastifyInstance, { metrics, isReady }: OpsServices): void {
  ops.get('/health/live', async () => ({ status: 'live' }));
  ops.get('/health/ready', async (_request, reply) => {
    if (isReady()) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', reason: 'the disclosure log cannot be written' });
  });
  ops.get('/metrics', async (_request, reply) => {
    reply.type(metrics.contentType);
    return metrics.metrics();
  });
}

/** Where the operators of a gateway that is ready ask. */
export function opsUrlOf(gateway: FastifyInstance): string {
  const address = opsOf.get(gateway)?.server.address() ?? null;
  if (address === null || typeof address === 'string') throw new Error('The gateway is not ready');
  const host = isIPv6(address.address) ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
