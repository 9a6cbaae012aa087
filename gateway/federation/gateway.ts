import { readFileSync } from 'node:fs';
import type { GraphQLSchema } from 'graphql';
import { silentLog } from '../../subgraphs/registry/alarms.ts';
import type { Subgraph, SubgraphTools } from '../../subgraphs/registry/subgraph.ts';
import type { Config, Placement } from '../config.ts';
import type { DisclosureLog } from '../disclosure/disclosure-log.ts';
import { ownSubgraph } from '../own-subgraph/subgraph.ts';
import { type PolicyTable, readPolicyTable } from '../policy/policy-table.ts';
import { type Canonicalize, createCanonicalizer } from './canonical/canonical-operation.ts';
import { inProcessDataSource, recorded, type SubgraphSource } from './data-source.ts';
import type { GraphSchemas } from './execution/compiled-operation.ts';
import { createPlanExecutor, type PlanningExecutor } from './plan-executor.ts';
import { createPlanReader } from './planned-registries.ts';
import { readSchemas } from './planner.ts';
import type { Planning } from './planning.ts';
import { startPlanning } from './planning-thread.ts';
import { type HttpSourceParts, httpDataSource } from './remote/http-data-source.ts';
import { openRemote, type RemoteParts } from './remote/remote-parts.ts';
import { createStudentReads } from './remote/student-reads.ts';

/** People of whom no subgraph tells much go together up to this. */
const manyNumbers = 200;

/** The composed graph as it is checked in. */
export function readSupergraph(): string {
  return readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
}

/** The federation gateway over the configured subgraphs. */
export interface Federation extends PlanningExecutor {
  /** Resolves when operations can be planned at once. */
  readonly ready: Promise<void>;
  /** The composed graph, with what only subgraphs see. */
  readonly supergraphSdl: string;
  readonly schemas: GraphSchemas;
  readonly canonicalize: Canonicalize;
  /** Under how many numbers registries are asked in one call for an answer about many people. */
  readonly numbersInCall: number;
  /** Which row of the minimisation table each field belongs to. */
  readonly policy: PolicyTable;
  readonly close: () => Promise<void>;
}

/** What a federation is built with. */
export interface FederationParts {
  /** Of these, operators are told in the log why subgraphs at URLs fail. */
  readonly tools: SubgraphTools;
  /** A monotonic clock, milliseconds. */
  readonly now: () => number;
  /** Where the person's own view of the disclosure log comes from. */
  readonly log: Pick<DisclosureLog, 'ofSubject'>;
  /** Makes each plan that is not known. */
  readonly planning: Planning;
}

/** Where subgraphs are, and how those at URLs are asked. */
type Placing = Pick<Config, 'placements' | 'remote'>;

/**
 * Builds the gateway: each subgraph in this process or at its URL, by configuration. Rejects when a field of the graph
 * names no row of the minimisation table, or when there is no key to sign grants with.
 */
export async function createFederation(
  { placements, remote }: Placing,
  { tools, now, log, planning }: FederationParts,
): Promise<Federation> {
  const supergraphSdl = readSupergraph();
  const policy = readPolicyTable(supergraphSdl);
  const registriesIn = createPlanReader(policy);
  const placed = [...placements, placeOwn(ownSubgraph({ policy, log }))];
  const schemas = readSchemas(supergraphSdl);
  const planner = startPlanning(supergraphSdl);
  const studentReads = createStudentReads(schemas.supergraph, policy);
  const opened = remote === null ? null : await openRemote(remote, tools.clock);
  const parts = { tools, now, studentReads, log: tools.log ?? silentLog, remote: opened };
  const sources = new Map(
    placed.map((placement) => [placement.name, recorded(placement.name, sourceOf(placement, parts))]),
  );
  const executor = createPlanExecutor({
    schemas,
    planOf: planner.planOf,
    sources,
    planning,
    onPlan: (plan, { audit, flow }) => {
      flow?.planned(plan);
      audit?.intend(registriesIn(plan));
    },
  });
  return {
    supergraphSdl,
    schemas,
    canonicalize: createCanonicalizer(schemas.api),
    ...executor,
    ready: planner.ready,
    numbersInCall: Math.min(...[...sources.values()].map(({ portions }) => portions?.numbers ?? manyNumbers)),
    policy,
    close: async () => {
      await Promise.all([planner, ...sources.values()].map((one) => one.close()));
    },
  };
}

/** The gateway's own part always runs in its process. */
function placeOwn(own: Subgraph): Placement {
  const configured = own.configure({});
  if (!configured.ok) throw new Error("The gateway's own part of the graph cannot be built");
  return { name: own.name, at: 'process', configured };
}

interface SourceParts extends Omit<HttpSourceParts, keyof RemoteParts> {
  readonly tools: SubgraphTools;
  readonly remote: RemoteParts | null;
}

function sourceOf(placement: Placement, { tools, remote, ...parts }: SourceParts): SubgraphSource {
  if (placement.at === 'url') {
    if (remote === null) throw new Error('Nothing is configured to ask subgraphs at URLs with');
    return httpDataSource(placement.name, placement.url, { ...parts, ...remote });
  }
  const { build, portions } = placement.configured;
  const schema: GraphQLSchema = build(tools);
  return inProcessDataSource(schema, portions);
}
