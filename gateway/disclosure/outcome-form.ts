import { randomUUIDv7 } from 'node:crypto';
import { type CanonicalForm, FilledForm, Gap } from './canonical-form.ts';
import { canonicalFilled, canonicalForm } from './canonical-json.ts';
import { newRecord, type Outcome } from './record.ts';
import { RecordRefused, refusedFor } from './record-refused.ts';
import { isSubjectId } from './record-texts.ts';
import type { Draft } from './store/store.ts';
import type { ToldForm } from './told-form.ts';

/** What of an outcome is the same for all people of a request. */
export type OutcomeTerms = Omit<Outcome, 'subject' | 'told' | 'protected'>;

/** What one person's data came to. */
export interface PersonOutcome {
  /** Learner number, or the keyed hash of a code. */
  readonly subject: string;
  /** Whether the person is under a non-disclosure order, or counts as such. */
  readonly isProtected: boolean;
  readonly told: readonly PersonTold[];
}

/** What one registry told of one person. */
export interface PersonTold {
  readonly form: ToldForm;
  /** In the order of the form's facts. */
  readonly commitments: readonly string[];
}

const anybody = '1.2.246.562.24.00000000000';
// In the order of `draftOf`.
const [eventId, subject, isProtected, told] = [0, 1, 2, 3].map((place) => new Gap(place));

/** The outcomes of one request: what is the same in all of them is checked and written once. */
export class OutcomeForm {
  readonly #form: CanonicalForm;

  /** Throws `RecordRefused` when they must not be stored. */
  constructor(terms: OutcomeTerms, bootId: string) {
    const checked = newRecord.safeParse({ ...terms, subject: anybody, told: [], protected: true });
    if (!checked.success) throw refusedFor(checked.error, terms.kind);
    this.#form = canonicalForm({
      ...checked.data,
      bootId,
      eventId,
      subject,
      protected: isProtected,
      told,
    });
  }

  /** The record of one person. Throws `RecordRefused` when it must not be stored. */
  draftOf(person: PersonOutcome): Draft {
    if (!isSubjectId(person.subject))
      throw new RecordRefused('subject', 'is neither a learner number nor a keyed hash');
    const all = person.told.map(({ form, commitments }) => form.filledWith(commitments));
    const values = [randomUUIDv7(), person.subject, person.isProtected, all];
    return { body: canonicalFilled(new FilledForm(this.#form, values)), subjects: [person.subject] };
  }
}
