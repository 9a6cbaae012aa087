import '../apollo-telemetry.ts';
import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import type { GraphQLSchema } from 'graphql';
import type { SubgraphTools } from '../../subgraphs/registry/subgraph.ts';
import type { Placement } from '../config.ts';
import { type ClosableDataSource, httpDataSource, inProcessDataSource } from './data-source.ts';

/** The composed graph as it is checked in. */
export function readSupergraph(): string {
  return readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
}

/** The federation gateway over the configured subgraphs. */
export interface Federation {
  readonly gateway: ApolloGateway;
  readonly close: () => Promise<void>;
}

/** Builds the gateway: each subgraph in this process or at its URL, by configuration. */
export function createFederation(placements: readonly Placement[], tools: SubgraphTools): Federation {
  const sources = new Map(placements.map((placement) => [placement.name, sourceOf(placement, tools)]));
  const gateway = new ApolloGateway({
    supergraphSdl: readSupergraph(),
    buildService: ({ name }) => {
      const source = sources.get(name);
      if (source === undefined)
        throw new Error(`The supergraph names a subgraph that is not configured: ${name}`);
      return source;
    },
    __exposeQueryPlanExperimental: false,
  });
  return {
    gateway,
    close: async () => {
      await gateway.stop();
      await Promise.all([...sources.values()].map((source) => source.close()));
    },
  };
}

function sourceOf(placement: Placement, tools: SubgraphTools): ClosableDataSource {
  if (placement.at === 'url') return httpDataSource(placement.name, placement.url);
  const schema: GraphQLSchema = placement.configured.build(tools);
  return inProcessDataSource(schema);
}
