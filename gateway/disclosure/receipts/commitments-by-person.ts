interface Own {
  readonly facts: readonly string[];
  /** In lines. */
  readonly commitments: string;
}

/** The commitments to the facts of an answer, person by person: one text for each of thousands. */
export class CommitmentsByPerson {
  readonly #known = new Map<string, Own>();
  /** Nearly all people have the same facts, and then they share the list of names. */
  #latest: readonly string[] = [];

  /** Whether there are any of a person. */
  has(subject: string): boolean {
    return this.#known.has(subject);
  }

  /** Adds the commitments to facts of one person, a line for each. */
  add(subject: string, facts: readonly string[], commitments: string): void {
    if (facts.length === 0) return;
    const before = this.#known.get(subject);
    const all = before === undefined ? facts : [...before.facts, ...facts];
    if (!areSame(all, this.#latest)) this.#latest = all;
    const lines = before === undefined ? commitments : `${before.commitments}\n${commitments}`;
    this.#known.set(subject, { facts: this.#latest, commitments: lines });
  }

  /** By the names of the facts. */
  of(subject: string): ReadonlyMap<string, string> {
    const { facts, commitments } = this.#known.get(subject) ?? { facts: [], commitments: '' };
    const lines = commitments.split('\n');
    return new Map(facts.map((fact, place) => [fact, lines[place] ?? '']));
  }
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, place) => text === others[place]);
}
