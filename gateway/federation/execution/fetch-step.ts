import type { FetchNode } from '@apollo/query-planner';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { type AnswerObject, isAnswerObject } from './answer-object.ts';
import { type Cursor, fullPaths, objectsAt } from './cursor.ts';
import { mergeInto } from './merge.ts';
import { interfacesOf } from './object-types.ts';
import { asAnswerError, type PlanRun, type SubgraphError, type SubgraphQuestion } from './plan-run.ts';
import type { Representing, Requirements } from './representations.ts';
import { type Rewriter, rewriterOf } from './rewrites.ts';

/** A step of a plan, ready to be executed again and again. What fails is an error of the answer; its neighbours stand. */
export type PlanStep = (run: PlanRun, cursor: Cursor) => Promise<void>;

interface Fetch {
  readonly node: FetchNode;
  readonly ingoing: Rewriter | null;
  readonly outcoming: Rewriter | null;
  readonly interfaces: ReadonlySet<string>;
}

interface EntityFetch extends Fetch {
  readonly represent: Representing;
}

/** What a fetch is compiled with. */
export interface FetchCompiling {
  /** With all types, also those that clients do not see. */
  readonly supergraph: GraphQLSchema;
  readonly requirements: Requirements;
}

/** Prepares a fetch: of the root, or of more about objects that are known. */
export function fetchStep(node: FetchNode, { supergraph: schema, requirements }: FetchCompiling): PlanStep {
  const fetch: Fetch = {
    node,
    ingoing: rewriterOf(node.inputRewrites, schema),
    outcoming: rewriterOf(node.outputRewrites, schema),
    interfaces: interfacesOf(schema),
  };
  const represent = node.requires === undefined ? null : requirements.representing(node.requires);
  return async (run, cursor) => {
    try {
      await (represent === null
        ? fetchFields(fetch, run, cursor)
        : fetchEntities({ ...fetch, represent }, run, cursor));
    } catch (error) {
      run.errors.push(asAnswerError(error));
    }
  };
}

async function fetchFields(fetch: Fetch, run: PlanRun, cursor: Cursor): Promise<void> {
  const objects = objectsAt(cursor);
  if (objects.length === 0) return;
  const data = await ask(fetch.node, run, { cursor, variables: variablesOf(fetch.node, run) });
  if (data === null) return;
  fetch.outcoming?.(data);
  run.shared.forget();
  for (const object of objects) mergeInto(object, data);
}

async function fetchEntities(fetch: EntityFetch, run: PlanRun, cursor: Cursor): Promise<void> {
  const { node, represent, ingoing } = fetch;
  const turn = run.mayAsk?.(node.serviceName) ?? null;
  if (turn !== null) await turn;
  const representations: AnswerObject[] = [];
  const represented: AnswerObject[] = [];
  const shared = ingoing === null ? run.shared : null;
  for (const object of objectsAt(cursor)) {
    const representation = represent(object, shared);
    if (representation === null || !representation.__typename) continue;
    ingoing?.(representation);
    representations.push(representation);
    represented.push(object);
  }
  if (representations.length === 0) return;
  const variables = { ...variablesOf(node, run), representations };
  const data = await ask(node, run, { cursor, variables, represented });
  if (data === null) return;
  const { _entities: entities } = data;
  if (!Array.isArray(entities) || entities.length !== representations.length)
    throw new Error('A subgraph gave another number of entities than it was asked for');
  // First: an entity that is refused leaves those before it merged.
  run.shared.forget();
  let index = 0;
  for (const object of represented) {
    mergeEntity(fetch, object, entities[index]);
    index += 1;
  }
}

function mergeEntity({ outcoming, interfaces }: Fetch, object: AnswerObject, entity: unknown): void {
  if (entity === null) return;
  if (!isAnswerObject(entity)) throw new Error('A subgraph gave an entity that is no object');
  outcoming?.(entity);
  const { __typename: name } = entity;
  // A subgraph that knows only an interface of the object does not know better what it is.
  if (typeof name === 'string' && interfaces.has(name) && object.__typename) entity.__typename = undefined;
  mergeInto(object, entity);
}

function variablesOf({ variableUsages = [] }: FetchNode, { variables }: PlanRun): Record<string, unknown> {
  const used: Record<string, unknown> = {};
  for (const name of variableUsages) {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value !== undefined) used[name] = value;
  }
  return used;
}

interface Asking extends Pick<SubgraphQuestion, 'variables'> {
  readonly cursor: Cursor;
  /** The objects of the cursor that the entities are; absent when none were asked about. */
  readonly represented?: readonly AnswerObject[];
}

async function ask(node: FetchNode, run: PlanRun, asking: Asking): Promise<AnswerObject | null> {
  const { variables } = asking;
  const { data, errors = [] } = await run.ask(node.serviceName, { query: node.operation, variables });
  if (errors.length > 0) run.errors.push(...placed(errors, asking, run));
  return data ?? null;
}

/** A subgraph's errors, with their paths in the whole answer. */
function placed(
  errors: readonly SubgraphError[],
  { cursor, represented }: Asking,
  run: PlanRun,
): readonly GraphQLError[] {
  const paths = represented === undefined ? [] : pathsOf(represented, cursor, run);
  const wholePath = (path: readonly (string | number)[]): readonly (string | number)[] => {
    const [, index, ...further] = path;
    if (represented === undefined || typeof index !== 'number') return [...cursor.path, ...path];
    return [...(paths[index] ?? []), ...further];
  };
  return errors.map((error) => {
    const { message, path, extensions } = error;
    return new GraphQLError(message, {
      ...(path === undefined ? {} : { path: wholePath(path) }),
      ...(extensions === undefined ? {} : { extensions }),
      originalError: error instanceof GraphQLError ? error.originalError : null,
    });
  });
}

/** The full paths of some of the objects of a cursor, which stand in its order. */
function pathsOf(
  some: readonly AnswerObject[],
  cursor: Cursor,
  run: PlanRun,
): readonly (readonly (string | number)[])[] {
  const paths = fullPaths(cursor, run);
  const objects = objectsAt(cursor);
  let position = -1;
  return some.map((object) => {
    position = objects.indexOf(object, position + 1);
    return paths[position] ?? [];
  });
}
