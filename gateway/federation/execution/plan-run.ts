import { GraphQLError } from 'graphql';

/** An object of an answer. */
export type AnswerObject = Record<string, unknown>;

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

/** One execution of a plan. */
export interface PlanRun {
  /** As the client gave them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Asks a part of the graph. Rejects with an error that a client may see when there is no answer. */
  readonly ask: (subgraph: string, question: SubgraphQuestion) => Promise<SubgraphReply>;
  /** What the subgraphs have told so far, put together. */
  readonly data: AnswerObject;
  readonly errors: GraphQLError[];
}

/** Whether a value is an object that has fields. */
export function isAnswerObject(value: unknown): value is AnswerObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field's value; undefined when the object has no such field of its own. */
export function ownValue(object: AnswerObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets a field also where its name means something else on ordinary objects. */
export function setOwn(object: AnswerObject, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else object[key] = value;
}

/** An error of any kind as one of the answer. */
export function asAnswerError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error('unknown');
  return new GraphQLError(originalError.message, { originalError });
}
