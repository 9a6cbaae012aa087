import type { Answer } from '../registry/answer.ts';
import type { RecordKind } from './contract.ts';
import type { PersonRecords } from './person-records.ts';

/** One kind of record of one person: all linked learner numbers. */
export interface PersonKind {
  readonly oids: readonly string[];
  readonly kind: RecordKind;
}

/** Names a person. */
export function personKey(oids: readonly string[]): string {
  return oids.join(' ');
}

type Told = Answer<PersonRecords>;

/** Some that are asked for together. */
class Batch {
  readonly wanted: PersonKind[] = [];
  readonly done: Promise<void>;

  constructor(ask: (wanted: readonly PersonKind[]) => Promise<void>) {
    // What is asked for in this very moment goes with it.
    this.done = Promise.resolve().then(() => ask(this.wanted));
  }
}

/** What look-ups were asked for: each once, and what came of it. */
export class KnownRecords {
  readonly #known = new Map<RecordKind, Map<string, Told | Promise<Told> | Batch>>();
  #gathering: Batch | null = null;

  /** What came of what was asked for ahead. */
  atHand({ oids, kind }: PersonKind): Told | null {
    const known = this.#of(kind).get(personKey(oids));
    return known === undefined || known instanceof Promise || known instanceof Batch ? null : known;
  }

  /** Notes what came. */
  tell({ oids, kind }: PersonKind, told: Told): void {
    this.#of(kind).set(personKey(oids), told);
  }

  /** Resolves with what comes of it; it is asked for unless it was. */
  load(wanted: PersonKind, ask: () => Promise<Told>): Promise<Told> {
    const ofKind = this.#of(wanted.kind);
    const person = personKey(wanted.oids);
    const known = ofKind.get(person);
    if (known instanceof Batch) return known.done.then(() => this.atHand(wanted) ?? ask());
    if (known !== undefined) return Promise.resolve(known);
    const asked = ask();
    ofKind.set(person, asked);
    return asked;
  }

  /** Resolves when it is at hand, or nobody can ask for it ahead any more. Null when it is at hand already. */
  loadAhead(
    wanted: PersonKind,
    ask: (wanted: readonly PersonKind[]) => Promise<void>,
  ): Promise<unknown> | null {
    const ofKind = this.#of(wanted.kind);
    const person = personKey(wanted.oids);
    const known = ofKind.get(person);
    if (known instanceof Batch) return known.done;
    if (known !== undefined) return known instanceof Promise ? known : null;
    const batch = this.#gathering ?? new Batch((all) => this.#ended(all, ask));
    this.#gathering = batch;
    batch.wanted.push(wanted);
    ofKind.set(person, batch);
    return batch.done;
  }

  #ended(all: readonly PersonKind[], ask: (wanted: readonly PersonKind[]) => Promise<void>): Promise<void> {
    this.#gathering = null;
    return ask(all);
  }

  #of(kind: RecordKind): Map<string, Told | Promise<Told> | Batch> {
    const known = this.#known.get(kind) ?? new Map<string, Told | Promise<Told> | Batch>();
    this.#known.set(kind, known);
    return known;
  }
}
