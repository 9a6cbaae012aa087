import type { PortionContext } from './context.ts';

/**
 * Has portions of an answer wait for what a registry told of their people until earlier ones are done: it may be at hand
 * long before, and takes far less memory than the facts that are made of it.
 */
export class PortionTurns {
  readonly #most: number;
  readonly #begun = new Set<PortionContext>();

  /** How many portions may be in work at once. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves when a portion may go on; one that has gone on before does so at once. */
  async begin(portion: PortionContext): Promise<void> {
    while (this.#begun.size >= this.#most && !this.#begun.has(portion)) {
      await Promise.race([...this.#begun].map(({ done }) => done));
    }
    if (this.#begun.has(portion)) return;
    this.#begun.add(portion);
    void portion.done.then(() => this.#begun.delete(portion));
  }
}
