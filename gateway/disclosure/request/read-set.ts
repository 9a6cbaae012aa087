import type { FactRead } from '../../../subgraphs/registry/fact-read.ts';

/** That a field of some student was resolved. */
export type PersonRead = Omit<FactRead, 'subject'>;

/** Sets that are known at once, with what was worked out of them; operations have some hundreds. */
const mostSets = 5_000;

/**
 * What was read of one person, each thing once, in the order in which it was read first. Most people are read alike, so
 * there is one such object for all who have the same, and what follows from it is worked out once.
 */
export class ReadSet {
  static #nothing = new ReadSet([]);
  static #made = 0;
  readonly reads: readonly PersonRead[];
  readonly #next: { readonly read: PersonRead; readonly set: ReadSet }[] = [];

  private constructor(reads: readonly PersonRead[]) {
    this.reads = reads;
  }

  /** The set that all others are made from. When they are too many, it is given up with them. */
  static get nothing(): ReadSet {
    if (ReadSet.#made >= mostSets) [ReadSet.#nothing, ReadSet.#made] = [new ReadSet([]), 0];
    return ReadSet.#nothing;
  }

  /** The set with one more read; itself when it has that. */
  with(read: PersonRead): ReadSet {
    for (let index = 0; index < this.#next.length; index += 1) {
      const next = this.#next[index];
      if (next !== undefined && isSame(next.read, read)) return next.set;
    }
    const own = this.reads.find((one) => isSame(one, read));
    if (own !== undefined) return this.#goOn(own, this);
    const { fact, registry, state, reason, reachedSource, nonDisclosure } = read;
    const added = { fact, registry, state, reason, reachedSource, nonDisclosure };
    return this.#goOn(added, new ReadSet([...this.reads, added]));
  }

  #goOn(read: PersonRead, set: ReadSet): ReadSet {
    ReadSet.#made += 1;
    this.#next.push({ read, set });
    return set;
  }
}

function isSame(one: PersonRead, other: PersonRead): boolean {
  return (
    one.fact === other.fact &&
    one.state === other.state &&
    one.reason === other.reason &&
    one.registry === other.registry &&
    one.reachedSource === other.reachedSource &&
    one.nonDisclosure === other.nonDisclosure
  );
}

/** What one request read, by person. */
export class RequestReads {
  readonly #nothing = ReadSet.nothing;
  readonly #sets = new Map<string, ReadSet>();

  /** By learner number. */
  get sets(): ReadonlyMap<string, ReadSet> {
    return this.#sets;
  }

  /** Hears of one more. */
  add(read: FactRead): void {
    const { subject } = read;
    this.#sets.set(subject, (this.#sets.get(subject) ?? this.#nothing).with(read));
  }

  /** Each with its person, what was read again left out. */
  all(): readonly FactRead[] {
    return [...this.#sets].flatMap(([subject, { reads }]) => reads.map((read) => ({ subject, ...read })));
  }
}
