import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { type GraphQLSchema, isInterfaceType, Kind } from 'graphql';
import { FetchReading, type Place, type PlacedFetch, placeBelow } from './placed-fetch.ts';
import type { PlanRun } from './plan-run.ts';

/** What a fetch waits for besides its step of the plan. */
interface Waits {
  /** Before it looks at what is known: these have told. */
  readonly read: readonly FetchNode[];
  /** Before it tells: these have looked. */
  readonly tellAfterRead: readonly FetchNode[];
  /** Before it tells: these have told. */
  readonly tellAfterTold: readonly FetchNode[];
}

/** How far a fetch of a run is. */
interface Progress {
  readonly read: PromiseWithResolvers<void>;
  readonly told: PromiseWithResolvers<void>;
}

/**
 * Keeps fetches that are under way at the same time in the plan's order, where they tell of the same place or one tells
 * what the other looks at: so the answer is that of the plan's fetches one after another, whatever comes first. All are
 * asked at once all the same, as far as what they are told does not depend on another. A fetch waits only for earlier
 * ones, so none waits for ever.
 */
export class FetchOrder {
  readonly #waits: ReadonlyMap<FetchNode, Waits>;
  readonly #runs = new WeakMap<PlanRun, Map<FetchNode, Progress>>();

  constructor(fetches: readonly PlacedFetch[], schema: GraphQLSchema) {
    this.#waits = waitsOf(fetches, schema);
  }

  /** Whether any fetch waits for another besides its step of the plan. */
  get isNeeded(): boolean {
    return this.#waits.size > 0;
  }

  /** Resolves when a fetch may look at what is known; null: it may. */
  mayRead(node: FetchNode, run: PlanRun): Promise<unknown> | null {
    const waits = this.#waits.get(node);
    if (waits === undefined || waits.read.length === 0) return null;
    return Promise.all(waits.read.map((one) => this.#progress(one, run).told.promise));
  }

  /** A fetch has looked at what is known. */
  hasRead(node: FetchNode, run: PlanRun): void {
    if (this.#waits.has(node)) this.#progress(node, run).read.resolve();
  }

  /** Resolves when what a fetch was told may be put in its place; null: it may. */
  mayTell(node: FetchNode, run: PlanRun): Promise<unknown> | null {
    const waits = this.#waits.get(node);
    if (waits === undefined) return null;
    const { tellAfterRead, tellAfterTold } = waits;
    if (tellAfterRead.length === 0 && tellAfterTold.length === 0) return null;
    return Promise.all([
      ...tellAfterRead.map((one) => this.#progress(one, run).read.promise),
      ...tellAfterTold.map((one) => this.#progress(one, run).told.promise),
    ]);
  }

  /** Fetches are over, or will never be. */
  end(nodes: readonly FetchNode[], run: PlanRun): void {
    for (const node of nodes) {
      if (!this.#waits.has(node)) continue;
      const { read, told } = this.#progress(node, run);
      read.resolve();
      told.resolve();
    }
  }

  #progress(node: FetchNode, run: PlanRun): Progress {
    const ofRun = this.#runs.get(run) ?? new Map<FetchNode, Progress>();
    this.#runs.set(run, ofRun);
    const known = ofRun.get(node);
    if (known !== undefined) return known;
    const made = { read: Promise.withResolvers<void>(), told: Promise.withResolvers<void>() };
    ofRun.set(node, made);
    return made;
  }
}

interface Touched {
  readonly node: FetchNode;
  readonly told: ReadonlySet<Place>;
  readonly read: ReadonlySet<Place>;
}

/** For the fetches that wait for another, or are waited for. */
function waitsOf(fetches: readonly PlacedFetch[], schema: GraphQLSchema): ReadonlyMap<FetchNode, Waits> {
  const touched = fetches.map((fetch) => touchedBy(fetch, schema));
  const waits = new Map<FetchNode, Waits>();
  const none: Waits = { read: [], tellAfterRead: [], tellAfterTold: [] };
  for (const [index, own] of touched.entries()) {
    const earlier = touched.slice(0, index).filter((_, place) => fetches[index]?.after.has(place) === false);
    const mine: Waits = {
      read: earlier.filter(({ told }) => meets(told, own.read)).map(({ node }) => node),
      tellAfterRead: earlier.filter(({ read }) => meets(read, own.told)).map(({ node }) => node),
      tellAfterTold: earlier.filter(({ told }) => meets(told, own.told)).map(({ node }) => node),
    };
    const others = Object.values(mine).flat();
    if (others.length === 0) continue;
    for (const node of others) if (!waits.has(node)) waits.set(node, none);
    waits.set(own.node, mine);
  }
  return waits;
}

function meets(some: ReadonlySet<Place>, others: ReadonlySet<Place>): boolean {
  for (const place of some) if (others.has(place)) return true;
  return false;
}

/** The places that a fetch tells of, and those that it looks at. */
function touchedBy(fetch: PlacedFetch, schema: GraphQLSchema): Touched {
  const { node, at } = fetch;
  const told = new Set<Place>();
  // Whoever asks about an object knows its type. Only a part that has what others know as an interface tells a new one.
  const tellsType = (node.requires ?? []).some(
    (one) => one.kind === 'InlineFragment' && isInterfaceType(schema.getType(one.typeCondition ?? '')),
  );
  for (const { place, node: field } of new FetchReading(fetch).keys()) {
    const isOwnType =
      field.name.value === '__typename' && field.kind === Kind.FIELD && place === `${at}/__typename`;
    if (!isOwnType || node.requires === undefined || tellsType) told.add(place);
  }
  const read = new Set<Place>();
  if (node.requires !== undefined) {
    const steps = at.split('/').slice(1);
    for (const end of steps.keys()) read.add(placeBelow('', steps.slice(0, end + 1)));
    addRequired(node.requires, at, read);
  }
  return { node, told, read };
}

function addRequired(selections: readonly QueryPlanSelectionNode[], at: Place, read: Set<Place>): void {
  for (const one of selections) {
    if (one.kind === 'InlineFragment') {
      addRequired(one.selections, at, read);
      continue;
    }
    const place = `${at}/${one.alias ?? one.name}`;
    read.add(place);
    addRequired(one.selections ?? [], place, read);
  }
}
