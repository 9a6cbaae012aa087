import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import type { RequestContext } from './context.ts';

/** One operation for a subgraph. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

/** Runs operations on a subgraph's schema. */
export type SubgraphExecutor = (request: SubgraphRequest) => Promise<ExecutionResult>;

/** How many parsed operations are kept; the gateway sends a few per client operation. */
const keptDocuments = 500;

/** An executor that parses and validates each distinct operation once. */
export function createExecutor(schema: GraphQLSchema): SubgraphExecutor {
  const documents = new Map<string, DocumentNode | GraphQLError>();
  const documentOf = (query: string): DocumentNode | GraphQLError => {
    const known = documents.get(query);
    if (known !== undefined) return known;
    const document = readDocument(schema, query);
    const oldest = documents.keys().next();
    if (documents.size >= keptDocuments && !oldest.done) documents.delete(oldest.value);
    documents.set(query, document);
    return document;
  };
  return async ({ query, variables, context }) => {
    const document = documentOf(query);
    if (document instanceof GraphQLError) return { errors: [document] };
    return execute({ schema, document, variableValues: variables, contextValue: context });
  };
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
