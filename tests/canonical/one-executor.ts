import '../apollo-telemetry.ts';
import {
  type ExecutionResult,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql';
import type { SubgraphSource } from '../../gateway/federation/data-source.ts';
import { canonically } from '../execution/canonically.ts';
import type { GraphPart } from '../execution/federated-graphs.ts';
import { answeringPart } from '../execution/federated-world.ts';
import { executorOver, plannedHere } from '../execution/planned-here.ts';
import { composed, contextOf } from '../execution/two-executors.ts';
import type { Values } from './meaning.ts';
import { type GraphNames, graphNames } from './names.ts';

/** A graph over parts in memory, executed as the gateway executes. */
export interface OneExecutor {
  readonly api: GraphQLSchema;
  readonly names: GraphNames;
  /** What a valid document brings in a world, as it leaves; throws where it is refused or the executor does. */
  readonly run: (asked: AskedOnce) => Promise<ExecutionResult>;
}

/** A document, its variables, and the world that the parts are in. */
export interface AskedOnce {
  readonly source: string;
  readonly variables: Values;
  readonly world: string;
}

/** Whether a document is valid, and its variables are. */
export function isServed(schema: GraphQLSchema, { source, variables }: Omit<AskedOnce, 'world'>): boolean {
  return problemsOf(schema, { source, variables }).length === 0;
}

/** Composes the parts and puts the gateway's executor over them. */
export function oneExecutor(parts: readonly GraphPart[]): OneExecutor {
  const supergraphSdl = composed(parts);
  const here = plannedHere(supergraphSdl);
  const { api } = here.schemas;
  const execute = canonically(
    executorOver({
      ...here,
      sources: sourcesOf(parts),
      onPlan: () => undefined,
    }),
    api,
  );
  return {
    api,
    names: graphNames(supergraphSdl),
    run: async ({ source, variables, world }) => {
      const problems = problemsOf(api, { source, variables });
      if (problems.length > 0)
        throw new Error(`${source}\n${JSON.stringify(variables)}\n${problems.join('\n')}`);
      const document = parse(source);
      const operation = getOperationAST(document);
      if (!operation) throw new Error('There is no operation');
      const asked = { document, operation, operationName: null, queryHash: source, variables };
      const { data, errors } = await execute({ ...asked, context: contextOf(world) });
      return { data: JSON.parse(JSON.stringify(data)), errors };
    },
  };
}

function problemsOf(schema: GraphQLSchema, { source, variables }: Omit<AskedOnce, 'world'>) {
  const document = parse(source);
  const problems = validate(schema, document);
  const definitions = getOperationAST(document)?.variableDefinitions ?? [];
  if (problems.length > 0) return problems.map(({ message }) => message);
  const { errors = [] } = getVariableValues(schema, definitions, variables);
  return errors.map(({ message }) => message);
}

function sourcesOf(parts: readonly GraphPart[]): ReadonlyMap<string, SubgraphSource> {
  return new Map(
    parts.map((part) => {
      const answer = answeringPart(part, requiredAlone);
      const source: SubgraphSource = {
        isInProcess: true,
        ask: ({ query, variables }, { request }) => answer({ query, variables, world: request.requestId }),
        close: async () => undefined,
      };
      return [part.name, source];
    }),
  );
}

/** Only what is required, in its order: what else is asked beside it must not matter. */
function requiredAlone(told: Values, required: string): string {
  const [operation] = parse(`{ ${required} }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('Nothing is required');
  return JSON.stringify(picked(told, operation.selectionSet));
}

function picked(value: unknown, { selections }: SelectionSetNode): unknown {
  if (Array.isArray(value))
    return value.map((item) => picked(item, { kind: Kind.SELECTION_SET, selections }));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    selections.flatMap((one) => {
      if (one.kind !== Kind.FIELD) throw new Error('Only fields are required');
      const part: unknown = Reflect.get(value, one.name.value);
      return [[one.name.value, one.selectionSet === undefined ? part : picked(part, one.selectionSet)]];
    }),
  );
}
