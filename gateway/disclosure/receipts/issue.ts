import type { Position } from '../chain.ts';
import type { DisclosureKeys } from '../keys.ts';
import { commit, commitRest, rootOf, saltHashOf } from './commitment.ts';
import { CommitmentsByPerson } from './commitments-by-person.ts';
import { answeredPeople, withoutFacts } from './facts-of.ts';
import { manifestOf, type PlacedPerson } from './manifest.ts';
import { type Receipt, signReceipt } from './receipt.ts';
import { newSalt } from './salt.ts';

/** What a receipt says of the request. */
export type ReceiptTerms = Pick<
  Receipt,
  | 'requestId'
  | 'clientId'
  | 'owner'
  | 'purpose'
  | 'caseReference'
  | 'operationHash'
  | 'registries'
  | 'fields'
  | 'at'
>;

/** A receipt as it goes into `extensions.receipt`; the salt belongs to the client alone and is kept nowhere. */
export interface IssuedReceipt {
  readonly jws: string;
  readonly salt: string;
}

/** An answer, or a part of one that is a list. */
export interface AnswerPart {
  readonly data: unknown;
  /** Where people stand in it. Nobody may stand in two parts. */
  readonly people: readonly PlacedPerson[];
  /** The places of the part's items in the list; null: it is the whole answer. */
  readonly places: readonly number[] | null;
}

/** What a receipt is signed with, and where the outcomes stand that it rests on. */
export interface Signing {
  readonly logId: string;
  readonly keys: DisclosureKeys;
  readonly positions: readonly Position[];
}

interface Committed {
  readonly places: readonly number[] | null;
  /** In the whole answer. */
  readonly people: readonly PlacedPerson[];
  /** A text for each person, commitments in lines: thousands of people have tens of thousands of facts. */
  readonly commitments: readonly string[];
  readonly facts: number;
  readonly rest: unknown;
}

/** A receipt that is not signed yet: it commits to the facts of an answer, which need not be kept after that. */
export class ReceiptDraft {
  readonly #salt = newSalt();
  readonly #parts: Committed[] = [];
  readonly #byPerson = new CommitmentsByPerson();

  /** Commits to the facts of an answer, or of one more part of it. */
  add({ data, people, places }: AnswerPart): void {
    const manifest = manifestOf(people);
    if (people.some(({ subject }) => this.#byPerson.has(subject)))
      throw new Error('Somebody stands in two parts of an answer');
    const commitments: string[] = [];
    let count = 0;
    for (const { subject, facts, valuesOf } of answeredPeople(data, manifest)) {
      const own = facts.map((fact, place) => commit({ subject, fact, values: valuesOf(place) }, this.#salt));
      const lines = own.join('\n');
      this.#byPerson.add(subject, facts, lines);
      if (own.length > 0) commitments.push(lines);
      count += own.length;
    }
    const rest = withoutFacts(data, manifest);
    this.#parts.push({ places, people: inWhole(people, places), commitments, facts: count, rest });
  }

  /** Of one person, the commitments to facts by their names, for the records of outcomes. */
  commitmentsOf(subject: string): ReadonlyMap<string, string> {
    return this.#byPerson.of(subject);
  }

  /** Signs the receipt, once the outcomes are in the log. */
  issue(terms: ReceiptTerms, { logId, keys, positions }: Signing): IssuedReceipt {
    const [first, last] = [positions[0], positions.at(-1)];
    if (first === undefined || last === undefined) throw new Error('a receipt needs records in the log');
    const salt = this.#salt;
    const parts = this.#parts.toSorted((one, other) => (one.places?.[0] ?? 0) - (other.places?.[0] ?? 0));
    const sealed = {
      root: rootOf(parts.flatMap(({ commitments }) => commitments)),
      facts: parts.reduce((sum, { facts }) => sum + facts, 0),
      rest: commitRest(wholeRest(parts), salt),
      saltHash: saltHashOf(salt),
      manifest: manifestOf(parts.flatMap(({ people }) => people)),
    };
    const place = { firstSeq: first.seq, lastSeq: last.seq, lastHash: last.hash };
    return { jws: signReceipt({ receiptVersion: 1, logId, ...terms, ...sealed, ...place }, keys), salt };
  }
}

function inWhole(people: readonly PlacedPerson[], places: readonly number[] | null): readonly PlacedPerson[] {
  if (places === null) return people;
  return people.map((person) => {
    const [key = '', index, ...further] = person.path;
    return { ...person, path: [key, places[Number(index)] ?? -1, ...further] };
  });
}

/** What stands around the facts of all parts. */
function wholeRest(parts: readonly Committed[]): unknown {
  const [only, ...others] = parts;
  if (only === undefined || others.length === 0) return only?.rest ?? null;
  // Without a prototype, so that an alias such as __proto__ is a key like any other.
  const whole: Record<string, unknown[]> = Object.create(null);
  for (const { places, rest } of parts) {
    for (const [key, items] of Object.entries(Object(rest))) {
      const list = whole[key] ?? [];
      whole[key] = list;
      for (const [index, place] of (places ?? []).entries()) list[place] = Reflect.get(Object(items), index);
    }
  }
  return whole;
}
