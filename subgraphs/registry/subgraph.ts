import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLFieldResolver, type GraphQLSchema, parse } from 'graphql';
import type { z } from 'zod';
import type { OperatorLog } from './alarms.ts';
import type { Clock } from './clock.ts';
import type { ConnectionLeases } from './connection-leases.ts';
import type { RequestContext } from './context.ts';
import { enforceRows } from './enforcement.ts';
import type { InstitutionList } from './institutions.ts';
import { attachLabels, type LabelTable } from './labels.ts';
import type { LogInRests } from './log-in-rests.ts';
import type { UpstreamMetrics } from './metrics.ts';
import { scalars } from './scalars.ts';
import { type RequiredSelections, sdlOf } from './sdl.ts';
import { sharedLabels } from './shared-labels.ts';

/** What a subgraph is given when it is built. */
export interface SubgraphTools {
  readonly clock: Clock;
  /** `<organisation OID>.<system>`, sent to registries as Caller-Id. */
  readonly callerId: string;
  readonly institutions: InstitutionList;
  /** Whether answers are taken from the sandbox's mocks only. */
  readonly onlyMocks: boolean;
  /** Registers something to close when the system stops. */
  readonly onClose: (close: () => Promise<void>) => void;
  /** How long a registry that fails is left alone, in milliseconds; as long as ordinarily without it. */
  readonly breakerOpenMs?: number;
  /** Counts calls to registries; nobody counts without it. */
  readonly metrics?: UpstreamMetrics;
  /** Tells operators what they must mend; nobody is told without it. */
  readonly log?: OperatorLog;
  /** Bounds connections over all replicas; without it, this process is the only one. */
  readonly connectionLeases?: ConnectionLeases;
  /** Rests after refused log-ins, over all replicas; without it, this process is the only one. */
  readonly logInRests?: LogInRests;
}

/** A resolver of the graph. Sources are what the gateway sends: each subgraph narrows its own. */
export type Resolver = GraphQLFieldResolver<never, RequestContext, never>;

/** Resolvers by type and field. `__resolveReference` turns a representation into an entity. */
export type Resolvers = Readonly<
  Record<string, Readonly<Record<string, Resolver | ((reference: never) => unknown)>>>
>;

/** A part of the graph, of one registry or of none: what its folder exports and the list in `subgraphs/index.ts` names. */
export interface Subgraph {
  readonly name: string;
  /** The environment variables it reads. */
  readonly variables: readonly string[];
  /** What its fields require of other subgraphs beyond what its SDL says. */
  readonly required: RequiredSelections;
  /** Checks its environment; problems name variable and accepted form, never a value. */
  readonly configure: (environment: Environment) => Configured;
}

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How a subgraph is asked about many people, whose registry tells much of each and takes short lists. */
export interface PortionLimits {
  /** Under how many numbers it is asked in one call. */
  readonly numbers: number;
  /** For how many calls' people it may be asked before those of one are put together and out of memory. */
  readonly atOnce: number;
}

/** A subgraph whose configuration was looked at. */
export type Configured =
  | {
      readonly ok: true;
      readonly build: (tools: SubgraphTools) => GraphQLSchema;
      /** Null: about all people at once, which costs no more calls and little memory. */
      readonly portions: PortionLimits | null;
      /** The most connections to each of its servers, by the variable that says so. */
      readonly connections: Readonly<Record<string, number>>;
    }
  | { readonly ok: false; readonly problems: readonly string[] };

interface Definition<E extends z.ZodObject> {
  readonly name: string;
  readonly environment: E;
  readonly labels: LabelTable;
  readonly resolvers: (environment: z.infer<E>, tools: SubgraphTools) => Resolvers;
  readonly portions?: (environment: z.infer<E>) => PortionLimits;
  /** Of a subgraph that computes from facts of others: what its fields read of them. */
  readonly required?: RequiredSelections;
}

/** Declares a subgraph, whose SDL is found by its name (`sdlOf`). */
export function defineSubgraph<E extends z.ZodObject>(definition: Definition<E>): Subgraph {
  return {
    name: definition.name,
    variables: Object.keys(definition.environment.shape),
    required: definition.required ?? {},
    configure: (environment) => {
      const parsed = definition.environment.safeParse(environment);
      if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
      const portions = definition.portions?.(parsed.data) ?? null;
      const connections = connectionsIn(parsed.data);
      const build = (tools: SubgraphTools) => buildSchema(definition, parsed.data, tools);
      return { ok: true, build, portions, connections };
    },
  };
}

function connectionsIn(settings: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> {
  const all = Object.entries(settings).flatMap(([variable, value]): readonly [string, number][] =>
    variable.endsWith('_CONNECTIONS') && typeof value === 'number' ? [[variable, value]] : [],
  );
  return Object.fromEntries(all);
}

/** Each problem of a configuration as `VARIABLE: what it accepts`, without the value. */
export function problemsOf(error: z.ZodError): readonly string[] {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

function buildSchema<E extends z.ZodObject>(
  definition: Definition<E>,
  environment: z.infer<E>,
  tools: SubgraphTools,
): GraphQLSchema {
  const sdl = sdlOf(definition.name, definition.required);
  const typeDefs = parse(sdl, { noLocation: true });
  const resolvers = { ...scalarsIn(sdl), ...definition.resolvers(environment, tools) };
  const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
  attachLabels(schema, { ...sharedLabels, ...definition.labels });
  enforceRows(schema);
  return schema;
}

function scalarsIn(sdl: string): Partial<typeof scalars> {
  return Object.fromEntries(Object.entries(scalars).filter(([scalar]) => sdl.includes(`scalar ${scalar} `)));
}
