import type { PersonTold } from '../outcome-form.ts';
import { type ToldAlike, ToldForm } from '../told-form.ts';
import type { AnsweredPeople } from './answered-people.ts';
import type { AskedRoot } from './asked-people.ts';

/** Who was asked about, and what the answer says of whom. */
export interface AskedAndAnswered {
  readonly asked: readonly AskedRoot[];
  readonly people: Pick<AnsweredPeople, 'matches'>;
}

/** Who was asked about and stands in the answer under another number, or not at all, was still asked about. */
export function questionsLeft(
  { asked, people: { matches } }: AskedAndAnswered,
  found: ReadonlySet<string>,
): ReadonlyMap<string, readonly PersonTold[]> {
  const left = new Map<string, readonly PersonTold[]>();
  for (const { key, fact, registry, subjects } of asked) {
    for (const [index, subject] of subjects.entries()) {
      if (subject === null || (registry === 'ONR' && found.has(subject))) continue;
      const others = (left.get(subject) ?? []).filter(({ form }) => form.registry !== registry);
      const state = matches.get(key)?.[index] ?? null;
      left.set(subject, [...others, { form: questionForm({ fact, registry, state }), commitments: [] }]);
    }
  }
  return left;
}

interface Question {
  readonly fact: string;
  readonly registry: string;
  /** What its answer is; null when there is none. */
  readonly state: string | null;
}

/** Of thousands of people who are asked about, nearly all get the same answer. */
const known = new Map<string, ToldForm>();
const mostKnown = 1_000;

function questionForm({ fact, registry, state }: Question): ToldForm {
  const key = JSON.stringify([fact, registry, state]);
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= mostKnown) known.clear();
  const told: ToldAlike = {
    registry,
    read: [{ fact, state: state ?? 'NO_ANSWER', reason: null }],
    disclosed: state === null ? [] : [fact],
    reachedSource: registry === 'GATEWAY' ? 'NO' : 'UNKNOWN',
  };
  const made = new ToldForm(told, []);
  known.set(key, made);
  return made;
}
