import type { FetchNode } from '@apollo/query-planner';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { codedError } from '../../errors.ts';
import { type AnswerObject, isAnswerObject } from './answer-object.ts';
import { type Cursor, fullPaths, objectsAt } from './cursor.ts';
import type { FetchOrder } from './fetch-order.ts';
import { mergeInto } from './merge.ts';
import { interfacesOf } from './object-types.ts';
import { placeBelow, renamesIn } from './placed-fetch.ts';
import {
  asAnswerError,
  type PlanRun,
  type RunError,
  type SubgraphError,
  type SubgraphQuestion,
} from './plan-run.ts';
import type { Representing, Requirements } from './representations.ts';
import { type Rewriter, rewriterOf } from './rewrites.ts';

/** A step of a plan, ready to be executed again and again. What fails is an error of the answer; its neighbours stand. */
export type PlanStep = (run: PlanRun, cursor: Cursor) => Promise<void>;

interface Fetch {
  readonly node: FetchNode;
  readonly ingoing: Rewriter | null;
  readonly outcoming: Rewriter | null;
  /** What is renamed in what it is told: errors still have the old keys. */
  readonly renames: ReturnType<typeof renamesIn>;
  readonly interfaces: ReadonlySet<string>;
  readonly order: FetchOrder | null;
}

interface EntityFetch extends Fetch {
  readonly represent: Representing;
}

/** What a fetch is compiled with. */
export interface FetchCompiling {
  /** With all types, also those that clients do not see. */
  readonly supergraph: GraphQLSchema;
  readonly requirements: Requirements;
  /** Null where the plan's steps are order enough. */
  readonly order: FetchOrder | null;
}

/** Prepares a fetch: of the root, or of more about objects that are known. */
export function fetchStep(
  node: FetchNode,
  { supergraph: schema, requirements, order }: FetchCompiling,
): PlanStep {
  const fetch: Fetch = {
    node,
    ingoing: rewriterOf(node.inputRewrites, schema),
    outcoming: rewriterOf(node.outputRewrites, schema),
    renames: renamesIn(node),
    order,
    interfaces: interfacesOf(schema),
  };
  const represent = node.requires === undefined ? null : requirements.representing(node.requires);
  return async (run, cursor) => {
    try {
      await (represent === null
        ? fetchFields(fetch, run, cursor)
        : fetchEntities({ ...fetch, represent }, run, cursor));
    } catch (error) {
      run.errors.push({ error: asAnswerError(error), fetch: node });
    }
  };
}

async function fetchFields(fetch: Fetch, run: PlanRun, cursor: Cursor): Promise<void> {
  const objects = objectsAt(cursor);
  if (objects.length === 0) return;
  const data = await ask(fetch, run, { cursor, variables: variablesOf(fetch.node, run) });
  if (data === null) return;
  fetch.outcoming?.(data);
  run.shared.forget();
  for (const object of objects) merge(object, data, run);
}

async function fetchEntities(fetch: EntityFetch, run: PlanRun, cursor: Cursor): Promise<void> {
  const { node } = fetch;
  const turn = run.mayAsk?.(node.serviceName) ?? null;
  if (turn !== null) await turn;
  const { representations, represented } = representationsAt(cursor, fetch, run);
  if (representations.length === 0) return;
  const variables = { ...variablesOf(node, run), representations };
  const asking = { cursor, variables, represented };
  const data = await ask(fetch, run, asking);
  if (data === null) return;
  const { _entities: entities } = data;
  if (!Array.isArray(entities) || entities.length !== representations.length) {
    // What is null because of an error is explained.
    if (entities !== null || !run.errors.some((one) => one.fetch === node)) throw noAnswer(node, 'usable');
    return;
  }
  run.shared.forget();
  let index = 0;
  for (const object of represented) {
    if (!mergeEntity(fetch, { object, entity: entities[index] }, run))
      run.errors.push(...placed([{ ...noEntity, path: ['_entities', index] }], fetch, { ...asking, run }));
    index += 1;
  }
}

const noEntity = { message: 'A subgraph gave an entity that is no object.' };

function representationsAt(cursor: Cursor, { represent, ingoing }: EntityFetch, run: PlanRun) {
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
  return { representations, represented };
}

interface ToldEntity {
  readonly object: AnswerObject;
  readonly entity: unknown;
}

/** False where the entity is none. */
function mergeEntity(
  { outcoming, interfaces }: Fetch,
  { object, entity }: ToldEntity,
  run: PlanRun,
): boolean {
  if (entity === null) return true;
  if (!isAnswerObject(entity)) return false;
  outcoming?.(entity);
  const { __typename: name } = entity;
  const { __typename: known } = object;
  // What is known to be an object's own type stays; a subgraph that knows only an interface of it does not know better.
  if (isName(known) && isName(name) && (interfaces.has(name) || !interfaces.has(known)))
    entity.__typename = undefined;
  merge(object, entity, run);
  return true;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function merge(object: AnswerObject, told: AnswerObject, run: PlanRun): void {
  if (!mergeInto(object, told)) run.isDisputed = true;
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

/** What a subgraph tells, when it may be put in its place; null where there is nothing, and an error says why. */
async function ask(fetch: Fetch, run: PlanRun, asking: Asking): Promise<AnswerObject | null> {
  const { node, order } = fetch;
  const reply = run.ask(node.serviceName, { query: node.operation, variables: asking.variables });
  order?.hasRead(node, run);
  const { data, errors = [] } = await reply;
  const turn = order?.mayTell(node, run) ?? null;
  if (turn !== null) await turn;
  if (errors.length > 0) run.errors.push(...placed(errors, fetch, { ...asking, run }));
  else if (data === null || data === undefined) throw noAnswer(node);
  return data ?? null;
}

function noAnswer({ serviceName: subgraph }: FetchNode, kind = ''): GraphQLError {
  const answer = kind === '' ? 'answer' : `${kind} answer`;
  return codedError('SUBGRAPH_UNAVAILABLE', `The part “${subgraph}” of the gateway gave no ${answer}.`, {
    subgraph,
  });
}

/** A subgraph's errors, with their paths in the whole answer. */
function placed(
  errors: readonly SubgraphError[],
  { node, renames }: Fetch,
  { cursor, represented, run }: Asking & { readonly run: PlanRun },
): readonly RunError[] {
  const paths = represented === undefined ? [] : pathsOf(represented, cursor, run);
  const wholePath = (path: Path): Path => {
    const [, index, ...further] = path;
    if (represented === undefined || typeof index !== 'number')
      return [...cursor.path, ...renamed(path, renames)];
    return [...(paths[index] ?? []), ...renamed(further, renames)];
  };
  return errors.map((error) => {
    const { message, path, extensions } = error;
    const own = new GraphQLError(message, {
      ...(path === undefined ? {} : { path: wholePath(path) }),
      ...(extensions === undefined ? {} : { extensions }),
      originalError: error instanceof GraphQLError ? error.originalError : null,
    });
    return { error: own, fetch: node };
  });
}

type Path = readonly (string | number)[];

/** A path of what a subgraph told, as the plan renames what is on it. */
function renamed(path: Path, renames: Fetch['renames']): Path {
  if (renames.size === 0) return path;
  let told = '';
  return path.map((step) => {
    told = placeBelow(told, [step]);
    return typeof step === 'string' ? (renames.get(told) ?? step) : step;
  });
}

/** The full paths of some of the objects of a cursor, which stand in its order. */
function pathsOf(some: readonly AnswerObject[], cursor: Cursor, run: PlanRun): readonly Path[] {
  const paths = fullPaths(cursor, run);
  const objects = objectsAt(cursor);
  let position = -1;
  return some.map((object) => {
    position = objects.indexOf(object, position + 1);
    return paths[position] ?? [];
  });
}
