import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { type FieldNode, type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { fragmentsIn } from '../../../subgraphs/registry/document-parts.ts';

/**
 * A place in an answer: the keys that lead there from the root on, each after a slash, by which no key is lost. Items of
 * lists have the place of their list.
 */
export type Place = string;

/** The place of something further in. */
export function placeBelow(place: Place, steps: readonly (string | number)[]): Place {
  let at = place;
  for (const step of steps) if (typeof step === 'string' && step !== '@') at += `/${step}`;
  return at;
}

/** A fetch of a plan, and where it stands. */
export interface PlacedFetch {
  readonly node: FetchNode;
  /** What it works on. */
  readonly at: Place;
  /** The fetches that are done before it, by their places in the plan's order. */
  readonly after: ReadonlySet<number>;
}

/**
 * The fetches of a plan in its order. Throws for steps that are not known here: conditions are decided before an operation
 * is planned.
 */
export function placedFetches({ node }: QueryPlan): readonly PlacedFetch[] {
  const fetches: PlacedFetch[] = [];
  if (node?.kind === 'Subscription') throw unserved(node.kind);
  if (node !== undefined) place(node, { at: '', after: new Set() }, fetches);
  return fetches;
}

/** The fetches in a step of a plan. */
export function fetchNodesIn(node: PlanNode): readonly FetchNode[] {
  return placedFetches({ kind: 'QueryPlan', node }).map((placed) => placed.node);
}

function place(node: PlanNode, around: Omit<PlacedFetch, 'node'>, fetches: PlacedFetch[]): void {
  switch (node.kind) {
    case 'Fetch':
      fetches.push({ ...around, node });
      return;
    case 'Flatten':
      place(node.node, { ...around, at: placeBelow(around.at, node.path) }, fetches);
      return;
    case 'Parallel':
      for (const one of node.nodes) place(one, around, fetches);
      return;
    case 'Sequence': {
      const after = new Set(around.after);
      for (const one of node.nodes) {
        const first = fetches.length;
        place(one, { ...around, after: new Set(after) }, fetches);
        for (let index = first; index < fetches.length; index += 1) after.add(index);
      }
      return;
    }
    default:
      throw unserved(node.kind);
  }
}

function unserved(kind: string): Error {
  return new Error(`A plan with the step ${kind} is not served`);
}

/** A field that a fetch asks for. */
export interface FetchedKey {
  /** Where its value stands in the answer, after what the plan renames. */
  readonly place: Place;
  readonly node: FieldNode;
}

/** Reads what a fetch asks for. */
export class FetchReading {
  readonly #fetch: PlacedFetch;
  readonly #root: SelectionSetNode;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #renames: ReadonlyMap<Place, string>;

  constructor(fetch: PlacedFetch) {
    const document = parse(fetch.node.operation, { noLocation: true });
    const [operation] = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    if (operation === undefined) throw new Error('A plan has a fetch of nothing');
    this.#fetch = fetch;
    this.#root = operation.selectionSet;
    this.#fragments = fragmentsIn(document);
    this.#renames = renamesIn(fetch.node);
  }

  /** All keys in the order in which they are asked for. The gateway's own way to ask for entities is none. */
  keys(): readonly FetchedKey[] {
    const keys: FetchedKey[] = [];
    this.#walk(this.#root, { place: this.#fetch.at, told: '' }, keys);
    return keys;
  }

  #walk({ selections }: SelectionSetNode, at: At, keys: FetchedKey[]): void {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) this.#walkField(node, at, keys);
      else {
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.#fragments.get(node.name.value);
        if (fragment !== undefined) this.#walk(fragment.selectionSet, at, keys);
      }
    }
  }

  #walkField(node: FieldNode, at: At, keys: FetchedKey[]): void {
    const { requires } = this.#fetch.node;
    if (requires !== undefined && at.told === '' && node.name.value === '_entities') {
      if (node.selectionSet !== undefined) this.#walk(node.selectionSet, at, keys);
      return;
    }
    const key = (node.alias ?? node.name).value;
    const told = `${at.told}/${key}`;
    const place = `${at.place}/${this.#renames.get(told) ?? key}`;
    keys.push({ place, node });
    if (node.selectionSet !== undefined) this.#walk(node.selectionSet, { place, told }, keys);
  }
}

interface At {
  readonly place: Place;
  /** The same in what the subgraph tells. */
  readonly told: Place;
}

/** What a plan has renamed in what a fetch is told, of entities: in each, by its place there. */
export function renamesIn({ outputRewrites = [] }: FetchNode): ReadonlyMap<Place, string> {
  return new Map(
    outputRewrites.flatMap((rewrite) => {
      if (rewrite.kind !== 'KeyRenamer') return [];
      const steps = rewrite.path.filter((step) => !step.startsWith('... on '));
      return [[placeBelow('', steps), rewrite.renameKeyTo] as const];
    }),
  );
}
