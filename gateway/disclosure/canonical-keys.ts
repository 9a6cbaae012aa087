/** A key of an object as canonical JSON has it. */
export interface CanonicalKey {
  readonly key: string;
  /** A comma, the key in quotes, and the colon after it. */
  readonly bytes: Uint8Array;
}

/** Keys of an object in two orders, and those of the objects that came next the last times: an item, or what follows a list. */
interface Order {
  readonly keys: readonly string[];
  readonly sorted: readonly CanonicalKey[];
  next: Order | null;
  nextBefore: Order | null;
}

/** What is known of objects whose keys begin with the same ones in the same order. */
interface Known {
  readonly further: Map<string, Known>;
  order: Order | null;
}

/** Keys of values that were committed to come from queries, so that anybody can make up new ones. */
const mostKnown = 20_000;

/**
 * Finds the canonical order of an object's keys. The same few orders come again and again, mostly one after the other in
 * the same way: what came next the last time is compared first.
 */
export class CanonicalKeys {
  #first: Known = { further: new Map(), order: null };
  #known = 0;
  #latest: Order = { keys: [], sorted: [], next: null, nextBefore: null };

  /** The keys by code unit. */
  sorted(keys: readonly string[]): readonly CanonicalKey[] {
    const latest = this.#latest;
    const { next } = latest;
    if (next === null || !areSame(next.keys, keys)) {
      const { nextBefore } = latest;
      latest.next = nextBefore !== null && areSame(nextBefore.keys, keys) ? nextBefore : this.#find(keys);
      latest.nextBefore = next;
    }
    this.#latest = latest.next ?? latest;
    return this.#latest.sorted;
  }

  #find(keys: readonly string[]): Order {
    let known = this.#first;
    for (const key of keys) known = known.further.get(key) ?? this.#add(known, key);
    known.order ??= { keys, sorted: keys.toSorted().map(canonicalKey), next: null, nextBefore: null };
    return known.order;
  }

  #add(before: Known, key: string): Known {
    const added: Known = { further: new Map(), order: null };
    // Whoever holds parts of what is given up here goes on with them.
    if (this.#known >= mostKnown) {
      this.#first = { further: new Map(), order: null };
      this.#known = 0;
    }
    this.#known += 1;
    before.further.set(key, added);
    return added;
  }
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index += 1) if (some[index] !== others[index]) return false;
  return true;
}

function canonicalKey(key: string): CanonicalKey {
  return { key, bytes: Buffer.from(`,${JSON.stringify(key)}:`) };
}
