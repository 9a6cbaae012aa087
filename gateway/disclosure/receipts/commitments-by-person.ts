interface Own {
  readonly facts: readonly string[];
  readonly commitments: readonly string[];
}

const nothing: Own = { facts: [], commitments: [] };

/** The commitments to the facts of an answer, person by person: few bytes for each of thousands. */
export class CommitmentsByPerson {
  readonly #known = new Map<string, Own>();
  /** Nearly all people have the same facts, and then they share the list of names. */
  #latest: readonly string[] = [];

  /** Whether there are any of a person. */
  has(subject: string): boolean {
    return this.#known.has(subject);
  }

  /** Adds the commitments to facts of one person. */
  add(subject: string, facts: readonly string[], commitments: readonly string[]): void {
    const { facts: before, commitments: given } = this.#known.get(subject) ?? nothing;
    const all = before.length === 0 ? facts : [...before, ...facts];
    if (!areSame(all, this.#latest)) this.#latest = all;
    this.#known.set(subject, { facts: this.#latest, commitments: [...given, ...commitments] });
  }

  /** By the names of the facts. */
  of(subject: string): ReadonlyMap<string, string> {
    const { facts, commitments } = this.#known.get(subject) ?? nothing;
    return new Map(facts.map((fact, place) => [fact, commitments[place] ?? '']));
  }
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, place) => text === others[place]);
}
