/** Which fields of one fact stand in an answer. There is one such object for each set of fields. */
export interface FieldSet {
  /** No other set, of whatever fact, has the same number. */
  readonly number: number;
  readonly fact: string;
  /**
   * As a selection is written, names in order: `studyRights{items{id type} state}`. A field of which some objects are
   * empty and others are not stands twice: `institution institution{code}`.
   */
  readonly text: string;
  /** Names of fields from the student on, joined by dots: leaves, and what is empty. */
  readonly paths: readonly string[];
  /** A character for each field of the fact by its number: whether it stands in the answer. */
  readonly marks: string;
  /** The set of what this one or another one of the same fact has. */
  readonly with: (other: FieldSet) => FieldSet;
}

/** Sets that are remembered of one fact; answers to one operation have few. */
const mostSets = 1_000;

let setsMade = 0;

/** The fields of one fact that an operation selects, numbered, and the sets of them that answers were found to hold. */
export class FactFields {
  readonly #fact: string;
  readonly #paths: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #sets = new Map<string, FieldSet>();
  /** Of a set, those that have no more than it has. */
  readonly #within = new WeakMap<FieldSet, Set<FieldSet>>();
  #marks = Buffer.alloc(0);
  /** Most people's facts have the same fields. */
  #latest: FieldSet | null = null;

  constructor(fact: string) {
    this.#fact = fact;
  }

  /** The number of a field, by its path from the student on. */
  numberOf(path: string): number {
    const known = this.#numbers.get(path);
    if (known !== undefined) return known;
    const number = this.#paths.push(path) - 1;
    this.#numbers.set(path, number);
    return number;
  }

  /** Marks for all fields, by their numbers: zeros, to be changed into ones before `marked` is called. */
  unmarked(): Uint8Array {
    if (this.#marks.length === this.#paths.length) this.#marks.fill(0);
    else this.#marks = Buffer.alloc(this.#paths.length);
    return this.#marks;
  }

  /** The set of those fields that were marked. */
  marked(): FieldSet {
    const latest = this.#latest;
    if (latest !== null && areMarked(latest, this.#marks)) return latest;
    this.#latest = this.#known(this.#marks.toString('latin1'));
    return this.#latest;
  }

  #union(one: FieldSet, other: FieldSet): FieldSet {
    if (one === other || this.#within.get(one)?.has(other) === true) return one;
    const marks = this.unmarked();
    for (const number of marks.keys()) {
      marks[number] = one.marks.charCodeAt(number) | other.marks.charCodeAt(number);
    }
    const both = this.marked();
    if (both === one) this.#keepWithin(one, other);
    return both;
  }

  #keepWithin(one: FieldSet, other: FieldSet): void {
    const within = this.#within.get(one) ?? new Set();
    if (within.size < mostSets) this.#within.set(one, within.add(other));
  }

  #known(marks: string): FieldSet {
    const known = this.#sets.get(marks);
    if (known !== undefined) return known;
    if (this.#sets.size >= mostSets) this.#sets.clear();
    const paths = this.#paths.filter((_, number) => marks.charCodeAt(number) === 1);
    setsMade += 1;
    const made: FieldSet = {
      number: setsMade,
      fact: this.#fact,
      text: asSelection(paths),
      paths,
      marks,
      with: (other) => this.#union(made, other),
    };
    this.#sets.set(marks, made);
    return made;
  }
}

function areMarked({ marks }: FieldSet, found: Uint8Array): boolean {
  if (marks.length !== found.length) return false;
  for (let number = 0; number < found.length; number += 1) {
    if (marks.charCodeAt(number) !== found[number]) return false;
  }
  return true;
}

/** The fact whose fields a text names. */
export function factNamedIn(text: string): string {
  return /^\w+/.exec(text)?.[0] ?? '';
}

/** Paths as a selection is written, names in order, each name said once: the log holds many of them. */
export function asSelection(paths: readonly string[]): string {
  const below = Map.groupBy(paths, (path) => path.split('.', 1)[0] ?? '');
  const parts = [...below.keys()].sort().flatMap((name) => {
    const own = below.get(name) ?? [];
    const inner = own.filter((path) => path !== name).map((path) => path.slice(name.length + 1));
    return [
      ...(own.includes(name) ? [name] : []),
      ...(inner.length > 0 ? [`${name}{${asSelection(inner)}}`] : []),
    ];
  });
  return parts.join(' ');
}
