/**
 * Read by the command line of Hive Gateway, which is set up as its documentation does it. Not typed by `defineConfig`,
 * whose types change those of GraphQL errors for us.
 */
export const gatewayConfig = { supergraph: process.env.BENCH_SUPERGRAPH ?? '' };
