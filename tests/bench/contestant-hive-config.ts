import { readPeerSettings } from './peer-settings.ts';

const { supergraphPath, headers } = readPeerSettings(process.env);

/**
 * Read by the command line of Hive Gateway, which is set up as its documentation does it. It differs in one thing:
 * subgraphs are told what may be read. Not typed by `defineConfig`, whose types change those of GraphQL errors for us.
 */
export const gatewayConfig = {
  supergraph: supergraphPath,
  transportEntries: { '*.http': { headers: Object.entries(headers) } },
};
