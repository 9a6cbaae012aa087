import type { FetchNode } from '@apollo/query-planner';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { codedError } from '../../errors.ts';
import { type AnswerObject, isAnswerObject } from './answer-object.ts';
import { type Cursor, objectsAt } from './cursor.ts';
import type { FetchOrder } from './fetch-order.ts';
import { mergeInto } from './merge.ts';
import { interfacesOf } from './object-types.ts';
import { renamesIn } from './placed-fetch.ts';
import { asAnswerError, type PlanRun, type SubgraphQuestion } from './plan-run.ts';
import type { Representing, Requirements } from './representations.ts';
import { type Rewriter, rewriterOf } from './rewrites.ts';
import { type ErrorPlacing, placedErrors } from './subgraph-errors.ts';

/** A step of a plan, ready to be executed again and again. What fails is an error of the answer; its neighbours stand. */
export type PlanStep = (run: PlanRun, cursor: Cursor) => Promise<void>;

interface Fetch {
  readonly node: FetchNode;
  readonly ingoing: Rewriter | null;
  readonly outcoming: Rewriter | null;
  /** What is renamed in what it is told: errors still have the old keys. */
  readonly renames: ErrorPlacing['renames'];
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
      run.errors.push(
        ...placedErrors([{ ...noEntity, path: ['_entities', index] }], { ...fetch, ...asking, run }),
      );
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

type Asking = Pick<SubgraphQuestion, 'variables'> & Pick<ErrorPlacing, 'cursor' | 'represented'>;

/** What a subgraph tells, when it may be put in its place; null where there is nothing, and an error says why. */
async function ask(fetch: Fetch, run: PlanRun, asking: Asking): Promise<AnswerObject | null> {
  const { node, order } = fetch;
  const reply = run.ask(node.serviceName, { query: node.operation, variables: asking.variables });
  order?.hasRead(node, run);
  const { data, errors = [] } = await reply;
  const turn = order?.mayTell(node, run) ?? null;
  if (turn !== null) await turn;
  if (errors.length > 0) run.errors.push(...placedErrors(errors, { ...fetch, ...asking, run }));
  else if (data === null || data === undefined) throw noAnswer(node);
  return data ?? null;
}

function noAnswer({ serviceName: subgraph }: FetchNode, kind = ''): GraphQLError {
  const answer = kind === '' ? 'answer' : `${kind} answer`;
  return codedError('SUBGRAPH_UNAVAILABLE', `The part “${subgraph}” of the gateway gave no ${answer}.`, {
    subgraph,
  });
}
