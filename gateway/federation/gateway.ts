import '../apollo-telemetry.ts';
import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import type { GraphQLSchema } from 'graphql';
import type { SubgraphTools } from '../../subgraphs/registry/subgraph.ts';
import type { Placement } from '../config.ts';
import { type PolicyTable, readPolicyTable } from '../policy/policy-table.ts';
import { type ClosableDataSource, httpDataSource, inProcessDataSource } from './data-source.ts';

/** The composed graph as it is checked in. */
export function readSupergraph(): string {
  return readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
}

/** The federation gateway over the configured subgraphs. */
export interface Federation {
  readonly gateway: ApolloGateway;
  /** Which row of the minimisation table each field belongs to. */
  readonly policy: PolicyTable;
  readonly close: () => Promise<void>;
}

/**
 * Builds the gateway: each subgraph in this process or at its URL, by configuration. Throws when a field of the graph
 * names no row of the minimisation table.
 */
export function createFederation(placements: readonly Placement[], tools: SubgraphTools): Federation {
  const supergraphSdl = readSupergraph();
  const policy = readPolicyTable(supergraphSdl);
  const sources = new Map(placements.map((placement) => [placement.name, sourceOf(placement, tools)]));
  const gateway = new ApolloGateway({
    supergraphSdl,
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
    policy,
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
