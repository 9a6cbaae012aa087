import '../apollo-telemetry.ts';
import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import type { GraphQLSchema } from 'graphql';
import type { Subgraph, SubgraphTools } from '../../subgraphs/registry/subgraph.ts';
import type { Placement } from '../config.ts';
import type { DisclosureLog } from '../disclosure/disclosure-log.ts';
import { ownSubgraph } from '../own-subgraph/subgraph.ts';
import { type PolicyTable, readPolicyTable } from '../policy/policy-table.ts';
import { type ClosableDataSource, httpDataSource, inProcessDataSource, recorded } from './data-source.ts';
import { createPlanReader } from './planned-registries.ts';
import { gatewayContextOf } from './request.ts';

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

/** What a federation is built with. */
export interface FederationParts {
  readonly tools: SubgraphTools;
  /** Where the person's own view of the disclosure log comes from. */
  readonly log: Pick<DisclosureLog, 'ofSubject'>;
}

/**
 * Builds the gateway: each subgraph in this process or at its URL, by configuration. Throws when a field of the graph
 * names no row of the minimisation table.
 */
export function createFederation(
  placements: readonly Placement[],
  { tools, log }: FederationParts,
): Federation {
  const supergraphSdl = readSupergraph();
  const policy = readPolicyTable(supergraphSdl);
  const registriesIn = createPlanReader(policy);
  const placed = [...placements, placeOwn(ownSubgraph({ policy, log }))];
  const sources = new Map(
    placed.map((placement) => [placement.name, recorded(placement.name, sourceOf(placement, tools))]),
  );
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => {
      const source = sources.get(name);
      if (source === undefined)
        throw new Error(`The supergraph names a subgraph that is not configured: ${name}`);
      return source;
    },
    __exposeQueryPlanExperimental: false,
    experimental_didResolveQueryPlan: ({ queryPlan, requestContext }) => {
      const { audit, flow } = gatewayContextOf(requestContext.context);
      flow?.planned(queryPlan);
      audit?.intend(registriesIn(queryPlan));
    },
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

/** The gateway's own part always runs in its process. */
function placeOwn(own: Subgraph): Placement {
  const configured = own.configure({});
  if (!configured.ok) throw new Error("The gateway's own part of the graph cannot be built");
  return { name: own.name, at: 'process', configured };
}

function sourceOf(placement: Placement, tools: SubgraphTools): ClosableDataSource {
  if (placement.at === 'url') return httpDataSource(placement.name, placement.url);
  const schema: GraphQLSchema = placement.configured.build(tools);
  return inProcessDataSource(schema);
}
