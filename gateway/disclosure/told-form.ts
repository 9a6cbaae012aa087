import { type CanonicalForm, FilledForm, Gap } from './canonical-form.ts';
import { canonicalForm } from './canonical-json.ts';
import { type Told, toldSchema } from './record.ts';
import { RecordRefused, refusedFor } from './record-refused.ts';
import { isCommitment } from './record-texts.ts';

const anyCommitment = '-'.repeat(43);

/** What a record says of what one registry told of a person, without commitments. */
export interface ToldAlike {
  readonly registry: string;
  readonly read: readonly Told['read'][number][];
  readonly disclosed: readonly string[];
  readonly reachedSource: Told['reachedSource'];
}

/**
 * What one registry told of a person, but for the commitments, which are another each time. Many people have the same: it
 * is checked and written once.
 */
export class ToldForm {
  readonly registry: string;
  readonly disclosed: readonly string[];
  /** Of which there are commitments. */
  readonly facts: readonly string[];
  readonly #form: CanonicalForm;

  /** Throws `RecordRefused` when it must not be stored. */
  constructor(told: ToldAlike, facts: readonly string[]) {
    const commitments = (of: (place: number) => unknown) =>
      Object.fromEntries(facts.map((fact, place) => [fact, of(place)]));
    const checked = toldSchema.safeParse({ ...told, commitments: commitments(() => anyCommitment) });
    if (!checked.success) throw refusedFor(checked.error, 'told');
    this.registry = told.registry;
    this.disclosed = told.disclosed;
    this.facts = facts;
    this.#form = canonicalForm({ ...checked.data, commitments: commitments((place) => new Gap(place)) });
  }

  /** With the commitments of one person, in the order of the facts. Throws `RecordRefused` when one is none. */
  filledWith(commitments: readonly string[]): FilledForm {
    if (commitments.length !== this.facts.length || !commitments.every(isCommitment))
      throw new RecordRefused('told', 'a commitment is not a SHA-256 hash in base64url');
    return new FilledForm(this.#form, commitments);
  }
}
