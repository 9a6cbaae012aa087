import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { PrintedData } from './printed-data.ts';
import type { GatewayContext } from './request.ts';

/** An operation that was parsed and validated. */
export interface ServedOperation {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | null;
  /** Names the document. */
  readonly queryHash: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: GatewayContext;
}

/** What an operation gives; without `data` nothing was executed, or nothing of it may leave. */
export interface ServedResult {
  readonly data?: Record<string, unknown> | PrintedData | null;
  readonly errors?: readonly GraphQLError[];
  readonly extensions?: Record<string, unknown>;
}

/** What executes operations. */
export type ServedExecutor = (asked: ServedOperation) => Promise<ServedResult>;
