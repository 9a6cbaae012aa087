interface Own {
  readonly facts: readonly string[];
  /** In lines. */
  readonly commitments: string;
}

/** The commitments to the facts of an answer, person by person: one text for each of thousands. */
export class CommitmentsByPerson {
  readonly #known = new Map<string, Own>();

  /** Whether there are any of a person. */
  has(subject: string): boolean {
    return this.#known.has(subject);
  }

  /** Adds the commitments to facts of one person, a line for each. */
  add(subject: string, facts: readonly string[], commitments: string): void {
    if (facts.length === 0) return;
    const before = this.#known.get(subject);
    // People with the same facts share the list of their names already.
    const own =
      before === undefined
        ? { facts, commitments }
        : { facts: [...before.facts, ...facts], commitments: `${before.commitments}\n${commitments}` };
    this.#known.set(subject, own);
  }

  /** By the names of the facts. */
  of(subject: string): ReadonlyMap<string, string> {
    const { facts, commitments } = this.#known.get(subject) ?? { facts: [], commitments: '' };
    const lines = commitments.split('\n');
    return new Map(facts.map((fact, place) => [fact, lines[place] ?? '']));
  }
}
