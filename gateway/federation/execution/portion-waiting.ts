/**
 * Has groups of portions of an answer wait for each other: a subgraph that tells much of each person is asked no further ahead than
 * what it told can be put together, so that it need not all be in memory.
 */
export class PortionWaiting {
  readonly #mostOf: (subgraph: string) => number | null;
  readonly #begun = new Map<string, Set<Promise<void>>>();

  /** By subgraph, for how many groups it may be asked before one of them is done; null: for all. */
  constructor(mostOf: (subgraph: string) => number | null) {
    this.#mostOf = mostOf;
  }

  /** Resolves when a subgraph may be asked for a portion of the group that is done when `done` resolves; null: at once. */
  begin(subgraph: string, done: Promise<void>): Promise<void> | null {
    const most = this.#mostOf(subgraph);
    if (most === null) return null;
    const begun = this.#begun.get(subgraph) ?? new Set();
    this.#begun.set(subgraph, begun);
    return this.#enter({ begun, most }, done);
  }

  async #enter({ begun, most }: Entered, done: Promise<void>): Promise<void> {
    while (begun.size >= most && !begun.has(done)) await Promise.race(begun);
    begun.add(done);
    void done.then(() => begun.delete(done));
  }
}

interface Entered {
  readonly begun: Set<Promise<void>>;
  readonly most: number;
}
