import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { fieldOf } from '../../policy/selections.ts';
import { FetchReading, type Place, type PlacedFetch, placedFetches } from '../execution/placed-fetch.ts';

/**
 * Holds a plan to its canonical operation: each key that is selected is fetched by its field with its arguments, and
 * nothing else comes under that key. What is selected of some types alone need not be fetched, since it may
 * be that no subgraph gives one of them there. Throws where the plan differs, with the field's coordinate, and where it
 * has steps, rewrites or contexts that are not executed here: each would be a wrong answer otherwise.
 */
export function checkPlan(plan: QueryPlan, operation: OperationDefinitionNode, schema: GraphQLSchema): void {
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`The graph has no ${operation.operation}`);
  const fetches = placedFetches(plan);
  for (const { node } of fetches) checkRewrites(node);
  const checking = { fetched: usesIn(fetches), schema };
  checkSet(operation.selectionSet, { type: root, place: '', isRequired: true }, checking);
}

function checkRewrites({ serviceName, contextRewrites = [], ...node }: FetchNode): void {
  const { inputRewrites = [], outputRewrites = [] } = node;
  if (contextRewrites.length > 0) throw refused(`tells ${serviceName} of a context`);
  for (const { kind } of [...inputRewrites, ...outputRewrites]) {
    if (kind !== 'ValueSetter' && kind !== 'KeyRenamer') throw refused(`has a rewrite ${String(kind)}`);
  }
}

function refused(does: string): Error {
  return new Error(`A plan is not executed that ${does}`);
}

type Uses = ReadonlyMap<Place, ReadonlySet<string>>;

/** By which fields, with which arguments, what stands at each place is fetched. */
function usesIn(fetches: readonly PlacedFetch[]): Uses {
  const uses = new Map<Place, Set<string>>();
  for (const fetch of fetches) {
    for (const { place, node } of new FetchReading(fetch).keys()) {
      const known = uses.get(place);
      if (known === undefined) uses.set(place, new Set([spelled(node)]));
      else known.add(spelled(node));
    }
  }
  return uses;
}

function spelled({ name, arguments: given = [] }: FieldNode): string {
  if (given.length === 0) return name.value;
  const texts = given.map((one) => `${one.name.value}: ${textOf(one.value)}`).sort();
  return `${name.value}(${texts.join(', ')})`;
}

/** A value in one of the spellings that the planner may give it. */
function textOf(value: ValueNode): string {
  switch (value.kind) {
    case Kind.VARIABLE:
      return `$${value.name.value}`;
    case Kind.NULL:
      return 'null';
    case Kind.INT:
    case Kind.FLOAT:
      return String(Number(value.value));
    case Kind.LIST:
      return `[${value.values.map(textOf).join(', ')}]`;
    case Kind.OBJECT:
      return `{${value.fields.map(({ name, value: inner }) => `${name.value}: ${textOf(inner)}`).sort()}}`;
    default:
      return JSON.stringify(value.value);
  }
}

interface At {
  readonly type: GraphQLNamedType;
  readonly place: Place;
  /** Whether what is selected here is certainly fetched. */
  readonly isRequired: boolean;
}

interface Checking {
  readonly fetched: Uses;
  readonly schema: GraphQLSchema;
}

function checkSet({ selections }: SelectionSetNode, at: At, checking: Checking): void {
  for (const node of selections) {
    if (node.kind === Kind.FIELD) checkField(node, at, checking);
    else if (node.kind === Kind.FRAGMENT_SPREAD)
      throw new Error('A planned operation has fragments of its own');
    else {
      const condition = node.typeCondition?.name.value;
      const type = condition === undefined ? at.type : (checking.schema.getType(condition) ?? at.type);
      const isRequired = at.isRequired && (type === at.type || !isAbstractType(at.type));
      checkSet(node.selectionSet, { ...at, type, isRequired }, checking);
    }
  }
}

function checkField(node: FieldNode, { type, place: around, isRequired }: At, checking: Checking): void {
  const name = node.name.value;
  if (name.startsWith('__')) return;
  const place = `${around}/${(node.alias ?? node.name).value}`;
  const uses = checking.fetched.get(place);
  const wanted = spelled(node);
  if (isRequired && uses?.has(wanted) !== true) throw refused(`does not fetch ${type.name}.${name}`);
  if (uses === undefined) return;
  for (const use of uses) {
    if (use === wanted) continue;
    const other = use.split('(', 1)[0] ?? '';
    const what = other === name ? 'the same with other arguments' : `the field ${other}`;
    throw refused(`fetches ${type.name}.${name} under a key where it fetches ${what}, too`);
  }
  const field = fieldOf(type, name);
  if (node.selectionSet === undefined || field === undefined) return;
  checkSet(node.selectionSet, { type: getNamedType(field.type), place, isRequired }, checking);
}
