import type { FetchNode } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import type { AnswerObject } from './answer-object.ts';
import type { SharedParts } from './shared-parts.ts';

/** What a subgraph is asked. */
export interface SubgraphQuestion {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** An error as a subgraph tells it. */
export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** What a subgraph answers. */
export interface SubgraphReply {
  readonly data?: AnswerObject | null | undefined;
  readonly errors?: readonly SubgraphError[] | undefined;
}

/** An error that was met. */
export interface RunError {
  readonly error: GraphQLError;
  /** Whose it is; null: nobody's alone. */
  readonly fetch: FetchNode | null;
}

/** One execution of a plan. */
export interface PlanRun {
  /** As the client gave them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Asks a part of the graph. Rejects with an error that a client may see when there is no answer. */
  readonly ask: (subgraph: string, question: SubgraphQuestion) => Promise<SubgraphReply>;
  /** Resolves when it is this run's turn to ask a part of the graph; absent, or null: it is. */
  readonly mayAsk?: (subgraph: string) => Promise<void> | null;
  /** What the subgraphs have told so far, put together. */
  readonly data: AnswerObject;
  /** What fetches were told of the objects. */
  readonly shared: SharedParts;
  /** Whether subgraphs told lists of different lengths of one place. */
  isDisputed?: boolean;
  /** In the order in which they came. */
  readonly errors: RunError[];
}

/** An error of any kind as one of the answer. */
export function asAnswerError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error('unknown');
  return new GraphQLError(originalError.message, { originalError });
}
