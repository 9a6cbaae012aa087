/**
 * Has parts of an answer about many wait for each other: so many are begun before one of them is done and out of memory.
 * A part is known by the promise of its end.
 */
export class Turns {
  readonly #most: number;
  readonly #begun = new Set<Promise<void>>();

  /** How many parts may be begun at once. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves when the part that is done when `done` resolves may go on; one that was begun does so at once. */
  async begin(done: Promise<void>): Promise<void> {
    while (this.#begun.size >= this.#most && !this.#begun.has(done)) await Promise.race(this.#begun);
    if (this.#begun.has(done)) return;
    this.#begun.add(done);
    void done.then(() => this.#begun.delete(done));
  }
}
