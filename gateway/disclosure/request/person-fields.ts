import type { FieldSet } from './fact-fields.ts';

/** What of one person is in an answer: the fields of each fact. There is one such object for each combination. */
export type PersonFields = ReadonlyMap<string, FieldSet>;

/** Combinations that are remembered; those of one operation are few. */
const mostCombinations = 5_000;
const combinations = new Map<string, PersonFields>();

/** The one object with all these sets of fields; several of one fact are put together. */
export function personFields(sets: readonly FieldSet[]): PersonFields {
  let key = '';
  for (const { number } of sets) key += `${number} `;
  const known = combinations.get(key);
  if (known !== undefined) return known;
  const byFact = new Map<string, FieldSet>();
  for (const set of sets) byFact.set(set.fact, byFact.get(set.fact)?.with(set) ?? set);
  const made = byFact.size === sets.length ? byFact : personFields([...byFact.values()]);
  if (combinations.size >= mostCombinations) combinations.clear();
  combinations.set(key, made);
  return made;
}

/** What either has. */
export function fieldsOfBoth(one: PersonFields, other: PersonFields): PersonFields {
  return one === other ? one : personFields([...one.values(), ...other.values()]);
}

/** Nothing of a person. */
export const noFields = personFields([]);
