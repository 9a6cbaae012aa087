import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { CanonicalOperation } from './canonical/canonical-operation.ts';
import type { Values } from './canonical/hoisted-values.ts';
import type { PrintedData } from './printed-data.ts';
import type { GatewayContext } from './request.ts';

/** An operation that was parsed, validated and checked. */
export interface ServedOperation {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** As the client sent it; its operation is named, and introspection is answered, by these. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Names the client's document. */
  readonly queryHash: string;
  readonly variables: Values;
  /** What is executed instead, and the values of its variables. */
  readonly canonical: CanonicalOperation;
  readonly values: Values;
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
