import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { RequestContext } from './context.ts';
import { type CompiledOperation, compileOperation } from './execution/operation.ts';

/** One operation for a subgraph. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

/** Runs operations on a subgraph's schema. */
export type SubgraphExecutor = (request: SubgraphRequest) => Promise<ExecutionResult>;

/** How many operations are kept, those used last; the gateway sends a few per client operation. */
const keptOperations = 500;

/** An executor that parses, validates and compiles each distinct operation once. */
export function createExecutor(schema: GraphQLSchema): SubgraphExecutor {
  const operations = new LRUCache<string, CompiledOperation>({ max: keptOperations });
  const operationOf = (query: string): CompiledOperation => {
    const known = operations.get(query);
    if (known !== undefined) return known;
    const operation = readOperation(schema, query);
    operations.set(query, operation);
    return operation;
  };
  return ({ query, variables, context }) => operationOf(query)(variables, context);
}

function readOperation(schema: GraphQLSchema, query: string): CompiledOperation {
  const document = readDocument(schema, query);
  if (document instanceof GraphQLError) return async () => ({ errors: [document] });
  const compiled = compileOperation(schema, document);
  if (compiled !== null) return compiled;
  return async (variableValues, contextValue) => execute({ schema, document, variableValues, contextValue });
}

function readDocument(schema: GraphQLSchema, query: string): DocumentNode | GraphQLError {
  try {
    const document = parse(query, { noLocation: true });
    const [error] = validate(schema, document, undefined, { maxErrors: 1 });
    return error ?? document;
  } catch (error) {
    return error instanceof GraphQLError ? error : new GraphQLError('Not GraphQL.');
  }
}
