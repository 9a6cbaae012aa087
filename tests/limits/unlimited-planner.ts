import '../apollo-telemetry.ts';
import process from 'node:process';
import { ApolloGateway } from '@apollo/gateway';
import Fastify from 'fastify';
import { createApollo } from '../../gateway/apollo.ts';
import { readSupergraph } from '../../gateway/federation/gateway.ts';
import { createContext } from '../../gateway/federation/request.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { sandboxDeveloper } from '../grants.ts';
import { conditionalBomb } from './bombs.ts';

/** Plans ever larger bombs with no limit before the planner, over registries that say nothing, and sends how large the plans are. */
const budget = { clock: createClock(null), deadlineMs: 60_000 };
let planned = 0;
const gateway = new ApolloGateway({
  supergraphSdl: readSupergraph(),
  buildService: () => ({ process: async () => ({ data: {} }) }),
  experimental_didResolveQueryPlan: ({ queryPlan }) => {
    planned = JSON.stringify(queryPlan).length;
  },
});
const apollo = createApollo({
  gateway,
  log: Fastify().log,
  bulkBudget: budget,
  maxTokens: 100_000,
  schemaOpen: true,
  problemOf: () => null,
  onRefused: async () => undefined,
});
await apollo.start();
const sizes: number[] = [];
for (const doublings of [3, 5, 7]) {
  const contextValue = createContext(sandboxDeveloper, new AbortController().signal, budget);
  await apollo.executeOperation({ query: conditionalBomb(doublings) }, { contextValue });
  sizes.push(planned);
}
process.send?.(sizes);
await apollo.stop();
process.disconnect?.();
