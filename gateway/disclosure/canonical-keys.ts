/** A key of an object as canonical JSON has it. */
export interface CanonicalKey {
  readonly key: string;
  /** A comma, the key in quotes, and the colon after it. */
  readonly bytes: Uint8Array;
}

/** What is known of objects whose keys begin with the same ones in the same order. */
interface Known {
  readonly next: Map<string, Known>;
  sorted: readonly CanonicalKey[] | null;
}

/** Keys of values that were committed to come from queries, so that anybody can make up new ones. */
const mostKnown = 20_000;

/** Finds the canonical order of an object's keys; the same few orders come again and again. */
export class CanonicalKeys {
  #first: Known = { next: new Map(), sorted: null };
  #known = 0;

  /** The keys by code unit. */
  sorted(keys: readonly string[]): readonly CanonicalKey[] {
    let known = this.#first;
    for (const key of keys) known = known.next.get(key) ?? this.#add(known, key);
    known.sorted ??= keys.toSorted().map(canonicalKey);
    return known.sorted;
  }

  #add(before: Known, key: string): Known {
    const added: Known = { next: new Map(), sorted: null };
    // Whoever holds parts of what is given up here goes on with them.
    if (this.#known >= mostKnown) {
      this.#first = { next: new Map(), sorted: null };
      this.#known = 0;
    }
    this.#known += 1;
    before.next.set(key, added);
    return added;
  }
}

function canonicalKey(key: string): CanonicalKey {
  return { key, bytes: Buffer.from(`,${JSON.stringify(key)}:`) };
}
