/** A key of an object as canonical JSON has it. */
export interface CanonicalKey {
  readonly key: string;
  /** A comma, the key in quotes, and the colon after it. */
  readonly bytes: Uint8Array;
  /** Where the values of this key stand. */
  readonly place: Place;
}

/** Objects with the same keys in the same order, at one place. */
interface Shape {
  /** In the objects' own order. */
  readonly keys: readonly string[];
  /** By code unit. */
  readonly sorted: readonly CanonicalKey[];
}

/** A place in values that are made alike, with the shapes of the objects that stood there the last times. */
export class Place {
  readonly shapes: Shape[] = [];
}

/** Objects at one place have one shape mostly, and two or three where they tell of different things. */
const mostAtPlace = 4;

/** Keys of values that were committed to come from queries, so that anybody can make up new ones. */
const mostShapes = 5_000;

/**
 * Knows the canonical order of objects' keys by where they stand: answers to one query are made alike, so nothing is
 * sorted, and no list of keys is made, for most objects.
 */
export class CanonicalKeys {
  #made = 0;
  #roots = new Map<string, Place>();

  /** Where values of a kind begin. */
  rootOf(kind: string): Place {
    if (this.#made >= mostShapes) {
      this.#made = 0;
      this.#roots = new Map();
    }
    const root = this.#roots.get(kind) ?? new Place();
    this.#roots.set(kind, root);
    return root;
  }

  /** The keys of an object at a place, by code unit. */
  sorted(value: object, { shapes }: Place): readonly CanonicalKey[] {
    for (const { keys, sorted } of shapes) if (hasKeys(value, keys)) return sorted;
    const keys = Object.keys(value);
    const shape = { keys, sorted: keys.toSorted().map(canonicalKey) };
    this.#made += 1;
    if (shapes.length >= mostAtPlace) shapes.pop();
    shapes.unshift(shape);
    return shape.sorted;
  }
}

/** Whether these are an object's keys in this order. Nothing in an answer inherits any. */
function hasKeys(value: object, keys: readonly string[]): boolean {
  let found = 0;
  for (const key in value) {
    if (key !== keys[found]) return false;
    found += 1;
  }
  return found === keys.length;
}

function canonicalKey(key: string): CanonicalKey {
  return { key, bytes: Buffer.from(`,${JSON.stringify(key)}:`), place: new Place() };
}
