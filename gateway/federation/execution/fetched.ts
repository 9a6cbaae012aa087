import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsIn } from '../../../subgraphs/registry/document-parts.ts';
import type { PlanPath } from './cursor.ts';

/** What a plan fetches of an object. */
export interface Fetched {
  /** By key, in the order in which they come; null: a leaf. */
  readonly fields: Map<string, Fetched | null>;
  /** Whether all of it comes in this order, from one subgraph that was checked when it answered. */
  isSure: boolean;
}

/** A graph and which of its subgraphs run in this process: what they answer was checked by the executor there. */
export interface FetchedFrom {
  readonly supergraph: GraphQLSchema;
  readonly isInProcess: (subgraph: string) => boolean;
}

/** Reads what a plan fetches, for those who would like to pass parts of it on as they are. */
export function fetchedBy(plan: QueryPlan, from: FetchedFrom): Fetched {
  // The root is the gateway's own object: it is there also when no subgraph answered.
  const root: Fetched = { fields: new Map(), isSure: false };
  if (plan.node !== undefined && plan.node.kind !== 'Subscription') {
    visit(plan.node, { place: root, isSure: true }, from);
  }
  return root;
}

/** What is fetched of the objects at a path; null when nothing is. */
export function placeIn(root: Fetched, path: PlanPath): Fetched | null {
  let place: Fetched | null = root;
  for (const step of path) {
    if (step !== '@') place = place?.fields.get(String(step)) ?? null;
  }
  return place;
}

interface At {
  readonly place: Fetched;
  readonly isSure: boolean;
}

function visit(node: PlanNode, at: At, from: FetchedFrom): void {
  if (node.kind === 'Fetch') addFetch(node, at, from);
  else if (node.kind === 'Flatten') visit(node.node, { ...at, place: placeAt(at.place, node.path) }, from);
  else if (node.kind === 'Sequence' || node.kind === 'Parallel') {
    for (const one of node.nodes) visit(one, at, from);
  }
}

function placeAt(from: Fetched, path: readonly (string | number)[]): Fetched {
  let place = from;
  for (const step of path) {
    if (step === '@') continue;
    const next = place.fields.get(String(step)) ?? { fields: new Map(), isSure: false };
    place.fields.set(String(step), next);
    place = next;
  }
  return place;
}

function addFetch(node: FetchNode, { place, isSure }: At, from: FetchedFrom): void {
  const document = parse(node.operation, { noLocation: true });
  const hasRewrites = (node.outputRewrites?.length ?? 0) > 0;
  const reading: Reading = {
    ...from,
    fragments: fragmentsIn(document),
    isSure: isSure && !hasRewrites && from.isInProcess(node.serviceName),
  };
  // What another fetch adds to comes in an order that nobody knows.
  if (place.fields.size > 0) place.isSure = false;
  for (const { set, type } of selectionsOf(node, document, from.supergraph))
    addSet(set, { place, type }, reading);
}

interface Selections {
  readonly set: SelectionSetNode;
  readonly type: GraphQLNamedType | undefined;
}

function selectionsOf(node: FetchNode, document: DocumentNode, schema: GraphQLSchema): readonly Selections[] {
  const [operation] = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) return [];
  const { selections } = operation.selectionSet;
  if (node.requires === undefined) {
    return [{ set: operation.selectionSet, type: schema.getQueryType() ?? undefined }];
  }
  const entities = selections.flatMap((one) =>
    one.kind === Kind.FIELD ? (one.selectionSet?.selections ?? []) : [],
  );
  return entities.flatMap((one) =>
    one.kind === Kind.INLINE_FRAGMENT
      ? [{ set: one.selectionSet, type: schema.getType(one.typeCondition?.name.value ?? '') }]
      : [],
  );
}

interface Reading extends FetchedFrom {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly isSure: boolean;
}

interface Into {
  readonly place: Fetched;
  readonly type: GraphQLNamedType | undefined;
}

function addSet({ selections }: SelectionSetNode, into: Into, reading: Reading): void {
  const { place, type } = into;
  if (!reading.isSure || !isObjectType(type)) place.isSure = false;
  for (const node of selections) {
    if (node.kind === Kind.FIELD) {
      addField(node, into, reading);
      continue;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : reading.fragments.get(node.name.value);
    if (fragment === undefined) place.isSure = false;
    else if (applies(fragment.typeCondition?.name.value, type, reading))
      addSet(fragment.selectionSet, into, reading);
  }
}

function addField(node: FieldNode, { place, type }: Into, reading: Reading): void {
  const key = (node.alias ?? node.name).value;
  const known = place.fields.get(key);
  if (node.selectionSet === undefined) {
    if (known === undefined) place.fields.set(key, null);
    return;
  }
  // Selected twice: what of it comes first is not worth finding out.
  if (known) known.isSure = false;
  const inner: Fetched = known ?? { fields: new Map(), isSure: true };
  place.fields.set(key, inner);
  const field = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
  const innerType = field === undefined ? undefined : getNamedType(field.type);
  addSet(node.selectionSet, { place: inner, type: innerType }, reading);
}

function applies(
  condition: string | undefined,
  type: GraphQLNamedType | undefined,
  { supergraph }: Reading,
): boolean {
  if (condition === undefined || condition === type?.name) return true;
  const named = supergraph.getType(condition);
  // Of an abstract type nothing is sure anyway.
  return !isObjectType(type) || (isAbstractType(named) && supergraph.isSubType(named, type));
}
