import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import type { GraphQLError } from 'graphql';
import { FetchReading, type Place, type PlacedFetch, placeBelow, placedFetches } from './placed-fetch.ts';
import type { RunError } from './plan-run.ts';

type Path = readonly (string | number)[];

/** What went wrong in a run. */
export interface Found {
  /** In the order in which they came. */
  readonly errors: readonly RunError[];
  /** What does not fit the graph. */
  readonly misfits: readonly GraphQLError[];
}

/** What a plan's fetches tell, and in what order: by that one knows what their errors explain. */
export class Explaining {
  readonly #fetches: readonly PlacedFetch[];
  readonly #places = new Map<FetchNode, ReadonlySet<Place>>();

  constructor(plan: QueryPlan) {
    this.#fetches = placedFetches(plan);
  }

  /** The errors of an answer: those of fetches in the order of the plan, whichever came first; then the misfits that they leave unexplained. */
  told(found: Found): readonly GraphQLError[] {
    const order = new Map(this.#fetches.map(({ node }, index) => [node, index]));
    const placeOf = ({ fetch }: RunError) => (fetch === null ? order.size : (order.get(fetch) ?? order.size));
    const errors = found.errors.toSorted((one, other) => placeOf(one) - placeOf(other));
    return [...errors.map(({ error }) => error), ...this.#unexplained(found)];
  }

  /**
   * The misfits that no error explains: none is about their place or something in it, nor about something around it by a
   * fetch that was to tell of the place, or that such a fetch waits for.
   */
  #unexplained({ misfits, errors }: Found): readonly GraphQLError[] {
    if (misfits.length === 0 || errors.length === 0) return misfits;
    const within = new Set<string>();
    const about = new Map<string, Set<FetchNode>>();
    for (const { error, fetch } of errors) {
      const { path = [] } = error;
      for (const name of namesAround(path)) within.add(name);
      const name = JSON.stringify(path);
      if (fetch !== null) about.set(name, (about.get(name) ?? new Set()).add(fetch));
    }
    // What is about nothing in particular is not about the whole.
    within.delete(JSON.stringify([]));
    return misfits.filter(({ path = [] }) => {
      if (within.has(JSON.stringify(path))) return false;
      const place = placeBelow('', path);
      return !namesAround(path).some((name) =>
        [...(about.get(name) ?? [])].some((fetch) => this.#placesOf(fetch).has(place)),
      );
    });
  }

  /** What is not told when a fetch fails: what it tells, and those that wait for it. */
  #placesOf(fetch: FetchNode): ReadonlySet<Place> {
    const known = this.#places.get(fetch);
    if (known !== undefined) return known;
    const index = this.#fetches.findIndex(({ node }) => node === fetch);
    const untold = this.#fetches.filter(({ node, after }) => node === fetch || after.has(index));
    const places = new Set(untold.flatMap((one) => new FetchReading(one).keys().map(({ place }) => place)));
    this.#places.set(fetch, places);
    return places;
  }
}

/** Names of a path and all paths that it begins with. */
function namesAround(path: Path): readonly string[] {
  return Array.from({ length: path.length + 1 }, (_, length) => JSON.stringify(path.slice(0, length)));
}
