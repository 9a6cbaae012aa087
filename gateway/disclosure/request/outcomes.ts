import { chunksOf } from '../../../subgraphs/registry/chunks.ts';
import type { PersonOutcome, PersonTold } from '../outcome-form.ts';
import type { AnsweredPeople } from './answered-people.ts';
import type { AskedRoot } from './asked-people.ts';
import { noFields } from './person-fields.ts';
import { questionsLeft } from './questions.ts';
import { ReadSet, type RequestReads } from './read-set.ts';
import { toldOf } from './told-of.ts';

/** What a request came to. */
export interface RequestOutcome {
  readonly asked: readonly AskedRoot[];
  readonly reads: RequestReads;
  readonly people: AnsweredPeople;
  readonly commitmentsOf: (subject: string) => ReadonlyMap<string, string>;
}

/** Thousands of records at once would take as much memory as all that they tell of. */
const recordsAtOnce = 200;

/**
 * For each person what was read by registry, and what of it stands in the answer; some people at once. Throws
 * `RecordRefused`.
 */
export function* outcomesOf(outcome: RequestOutcome): Generator<readonly PersonOutcome[], void> {
  const { reads, people } = outcome;
  const found = new Set([...reads.sets.keys(), ...people.fields.keys()]);
  const questions = questionsLeft(outcome, found);
  const outcomeOf = (subject: string): PersonOutcome => {
    const { isProtected, forms } = toldOf(
      reads.sets.get(subject) ?? ReadSet.nothing,
      people.fields.get(subject) ?? noFields,
    );
    const commitments = outcome.commitmentsOf(subject);
    const told = forms.map((form): PersonTold => {
      return { form, commitments: form.facts.map((fact) => commitments.get(fact) ?? '') };
    });
    return { subject, isProtected, told: [...told, ...(questions.get(subject) ?? [])] };
  };
  for (const some of chunksOf([...new Set([...found, ...questions.keys()])], recordsAtOnce))
    yield some.map(outcomeOf);
}
