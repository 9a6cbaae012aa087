import { createDoor } from './grant-door.ts';
import { serveOperations } from './operations.ts';
import { createGatewayKeys } from './registry/gateway-keys.ts';
import { createGrantVerifier, type GrantVerifier, type GrantVerifierParts } from './registry/grant-token.ts';
import { createTools } from './registry/settings.ts';
import type { Configured } from './registry/subgraph.ts';
import type { ServerSettings } from './server-settings.ts';
import { createSubgraphApp } from './subgraph-app.ts';
import { serveGraph } from './subgraph-server.ts';

/** One subgraph as a server of its own. */
export interface SubgraphServer {
  /** Listens, and gives the origin: `http://127.0.0.1:4201`. */
  readonly listen: (port: number) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** A subgraph whose configuration is right. */
export interface ConfiguredSubgraph {
  readonly name: string;
  readonly configured: Configured & { readonly ok: true };
}

/** Builds a subgraph's server, ready to listen. Tests make another verifier, to set its clock and to see it missing. */
export function buildServer(
  { name, configured }: ConfiguredSubgraph,
  settings: ServerSettings,
  verifierOf: (parts: GrantVerifierParts) => GrantVerifier = createGrantVerifier,
): SubgraphServer {
  const { shared, opsPort, mostAtOnce, deadlineMs, bodyLimitBytes, tls } = settings;
  const logLevel = shared.LOG_LEVEL;
  const app = createSubgraphApp({ logLevel, bodyLimitBytes, tls });
  const { tools, metrics, close } = createTools(shared, app.log);
  const { clock } = tools;
  const now = () => performance.now();
  const keys = createGatewayKeys(settings.keySourceOf(tools), now);
  const verifier = verifierOf({ mode: shared.REGISTRIES, subgraph: name, keys, clock, now });
  const door = createDoor({ verifier, mostAtOnce, metrics, log: app.log, now });
  serveGraph(app, { schema: configured.build(tools), clock, deadlineMs, door });
  // Whoever looks after a machine has no certificate of the gateway's.
  const ops =
    opsPort === null ? null : createSubgraphApp({ logLevel: 'warn', bodyLimitBytes: 1_024, tls: null });
  serveOperations(ops ?? app, { metrics, isReady: keys.areKnown });
  app.addHook('onClose', async () => {
    await Promise.all([close(), keys.close(), ops?.close()]);
  });
  return {
    listen: async (port) => {
      if (ops !== null && opsPort !== null) await ops.listen({ host: shared.HOST, port: opsPort });
      return app.listen({ host: shared.HOST, port });
    },
    close: () => app.close(),
  };
}
