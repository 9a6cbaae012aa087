import '../apollo-telemetry.ts';
import { composeServices } from '@apollo/composition';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { type ExecutionResult, GraphQLError, type GraphQLSchema, parse } from 'graphql';
import type { SubgraphSource } from '../../gateway/federation/data-source.ts';
import type { OperationExecutor } from '../../gateway/federation/plan-executor.ts';
import { readSchemas } from '../../gateway/federation/planner.ts';
import { createContext, type GatewayContext } from '../../gateway/request-context.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { sandboxDeveloper } from '../grants.ts';
import { canonically } from './canonically.ts';
import { aloneOf, CollectedPortions, type ListAlone } from './collected-portions.ts';
import type { GraphPart } from './federated-graphs.ts';
import { type AnsweringPart, answeringPart } from './federated-world.ts';
import { executorOver, plannedHere } from './planned-here.ts';
import { gatewayContextOf, type ServedGateway, servedGateway } from './served-gateway.ts';
import { faulty } from './subgraph-faults.ts';

/** What one executor did. */
export interface Executed {
  readonly result: ExecutionResult;
  /** What it asked, of whom. */
  readonly asked: readonly string[];
  /** It gave no answer, but threw. */
  readonly threw: boolean;
}

/** What both executors did with the same operation. */
export interface ExecutedTwice {
  readonly ours: Executed;
  /** Ours, with the parts in its own process: they are trusted, and never at fault as a whole. */
  readonly within: Executed;
  /** A list of several items in it, asked for alone, made as one and in portions; null where there is none. */
  readonly inPortions: { readonly asOne: Executed; readonly portioned: Executed } | null;
  readonly stock: Executed;
}

/** One graph with both executors over the same parts. */
export interface TwoExecutors {
  readonly api: GraphQLSchema;
  /** Runs an operation in both; null for one that is refused before it is executed. */
  readonly run: (asked: AskedTwice) => Promise<ExecutedTwice | null>;
  readonly close: () => Promise<void>;
}

/** An operation, and the world that the parts are in. */
export interface AskedTwice {
  readonly query: string;
  readonly operationName?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly world: string;
}

type Asked = string[];

/** Composes the parts, and puts both executors behind a server, which parses and validates for both. */
export async function twoExecutors(parts: readonly GraphPart[]): Promise<TwoExecutors> {
  const supergraphSdl = composed(parts);
  const here = plannedHere(supergraphSdl);
  const faultless = new Map(parts.map((part) => [part.name, answeringPart(part)]));
  const answering = new Map([...faultless].map(([name, part]) => [name, faulty(name, part)]));
  const asked = new WeakMap<GatewayContext, Asked>();
  const tell = async (name: string, question: Question, context: GatewayContext) => {
    const { query, variables } = question;
    asked.get(context)?.push(`${name} ${query} ${JSON.stringify(variables)}`);
    const { requestId: world } = context.request;
    return partOf(answering, name)({ query, variables, world });
  };
  const tellWithin = async (name: string, { query, variables }: Question, { request }: GatewayContext) =>
    partOf(faultless, name)({ query, variables, world: request.requestId });
  const onPlan = () => undefined;
  const apart = sourcesOf(parts, { tell, isInProcess: false });
  const inside = sourcesOf(parts, { tell: tellWithin, isInProcess: true });
  const { api } = here.schemas;
  const ours = canonically(executorOver({ ...here, sources: apart, onPlan }), api);
  const within = canonically(executorOver({ ...here, sources: inside, onPlan }), api);
  const stock = await stockExecutor(supergraphSdl, tell);
  const results = new WeakMap<GatewayContext['request'], ExecutedTwice>();
  // The server gives the fields of its schema resolvers of its own: it gets one for itself.
  const served = { apiSchema: readSchemas(supergraphSdl).api, coreSupergraphSdl: supergraphSdl };
  const gateway = servedGateway(served, async (request) => {
    const context = gatewayContextOf(request.context);
    const { document, operation, operationName, queryHash } = request;
    const variables = request.request.variables ?? {};
    const watched = async (execute: (own: GatewayContext) => Promise<ExecutionResult>): Promise<Executed> => {
      const own = { ...context };
      const questions: Asked = [];
      asked.set(own, questions);
      const { result, threw } = await settled(() => execute(own));
      return { result, threw, asked: questions };
    };
    const executed = { document, operation, operationName, queryHash, variables };
    const inProcess = await watched((own) => within({ ...executed, context: own }));
    const list = aloneOf(executed, inProcess.result.data);
    const twice = {
      inPortions: list === null ? null : await inPortions(list, { within, watched }),
      ours: await watched((own) => ours({ ...executed, context: own })),
      within: inProcess,
      stock: await watched(async (own) => stock({ ...request, context: own })),
    };
    results.set(context.request, twice);
    return { data: null };
  });
  const server = new ApolloServer<GatewayContext>({ gateway, stopOnTerminationSignals: false });
  await server.start();
  return {
    api,
    close: () => server.stop(),
    run: async ({ world, ...request }) => {
      const contextValue = contextOf(world);
      await server.executeOperation({ ...request, variables: { ...request.variables } }, { contextValue });
      return results.get(contextValue.request) ?? null;
    },
  };
}

interface Portioned {
  readonly within: OperationExecutor;
  readonly watched: (execute: (own: GatewayContext) => Promise<ExecutionResult>) => Promise<Executed>;
}

async function inPortions(list: ListAlone, { within, watched }: Portioned) {
  const { key, ...asked } = list;
  const portioning = new CollectedPortions(key);
  return {
    asOne: await watched((own) => within({ ...asked, context: own })),
    portioned: await watched(async (own) => {
      const { isInPortions, errors } = await within({ ...asked, context: own, portioning });
      if (!isInPortions) throw new Error('A list of several items was not made in portions');
      const { data } = portioning;
      return { data: data === null ? null : Object(data), errors };
    }),
  };
}

type Question = Parameters<SubgraphSource['ask']>[0];
type Tell = (name: string, question: Question, context: GatewayContext) => ReturnType<AnsweringPart>;

/** Composes the parts of a graph. Throws where they do not fit together. */
export function composed(parts: readonly GraphPart[]): string {
  const services = parts.map(({ name, sdl }) => ({
    name,
    url: `http://${name}.invalid`,
    typeDefs: parse(sdl),
  }));
  const { errors, supergraphSdl } = composeServices(services);
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

interface Telling {
  readonly tell: Tell;
  readonly isInProcess: boolean;
}

function sourcesOf(
  parts: readonly GraphPart[],
  { tell, isInProcess }: Telling,
): ReadonlyMap<string, SubgraphSource> {
  return new Map(
    parts.map(({ name }) => [
      name,
      {
        isInProcess,
        ask: (question, context) => tell(name, question, context),
        close: async () => undefined,
      },
    ]),
  );
}

async function stockExecutor(supergraphSdl: string, tell: Tell) {
  const stock: ServedGateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => ({
      process: async ({ request: { query = '', variables = {} }, context }) =>
        tell(name, { query, variables }, gatewayContextOf(context)),
    }),
  });
  const { executor } = await stock.load({ apollo: {} });
  if (executor === null) throw new Error('The stock gateway has no executor');
  return executor;
}

async function settled(run: () => Promise<ExecutionResult>) {
  try {
    return { result: await run(), threw: false };
  } catch (error) {
    const told = error instanceof GraphQLError ? error : new GraphQLError(String(error));
    return { result: { errors: [told] }, threw: true };
  }
}

function partOf(parts: ReadonlyMap<string, AnsweringPart>, name: string): AnsweringPart {
  const part = parts.get(name);
  if (part === undefined) throw new Error(`No part ${name}`);
  return part;
}

/** The context of a request; the parts are in the world that its id names. */
export function contextOf(world: string): GatewayContext {
  const budget = { clock: createClock(null), deadlineMs: 60_000, isAlone: () => false };
  const context = createContext(
    {
      access: sandboxDeveloper,
      clientGone: new AbortController().signal,
      isRegistered: false,
      spentOnReading: () => undefined,
    },
    budget,
  );
  context.request = { ...context.request, requestId: world };
  return context;
}
