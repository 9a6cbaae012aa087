import process from 'node:process';
import { ApolloGateway } from '@apollo/gateway';
import Fastify from 'fastify';
import { createApollo } from '../../gateway/apollo.ts';
import { readSupergraph } from '../../gateway/federation/gateway.ts';
import { createContext } from '../../gateway/federation/request.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { sandboxDeveloper } from '../grants.ts';
import { bombs } from './bombs.ts';

/** Runs the bombs with no limit before the planner, over registries that say nothing, and sends how long each took. */
const budget = { clock: createClock(null), deadlineMs: 60_000 };
const gateway = new ApolloGateway({
  supergraphSdl: readSupergraph(),
  buildService: () => ({ process: async () => ({ data: {} }) }),
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
const took: number[] = [];
for (const [, query] of bombs) {
  const begun = performance.now();
  const contextValue = createContext(sandboxDeveloper, new AbortController().signal, budget);
  await apollo.executeOperation({ query }, { contextValue });
  took.push(performance.now() - begun);
}
process.send?.(took);
await apollo.stop();
process.disconnect?.();
