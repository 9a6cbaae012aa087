import type { FieldSet } from './fact-fields.ts';

/** What of one person is in an answer: the fields of each fact. There is one such object for each combination. */
export type PersonFields = ReadonlyMap<string, FieldSet>;

/** Combinations that are remembered; those of one operation are few. */
const mostCombinations = 1_000;
const combinations = new Map<string, PersonFields>();
/** Most people of an answer have the same. */
let latest: { readonly sets: readonly FieldSet[]; readonly fields: PersonFields } | null = null;

/** The one object with all these sets of fields; several of one fact are put together. */
export function personFields(sets: readonly FieldSet[]): PersonFields {
  if (latest === null || !areSame(latest.sets, sets)) latest = { sets, fields: combinationOf(sets) };
  return latest.fields;
}

function combinationOf(sets: readonly FieldSet[]): PersonFields {
  const key = sets.map(({ number }) => number).join(' ');
  const known = combinations.get(key);
  if (known !== undefined) return known;
  const byFact = new Map<string, FieldSet>();
  for (const set of sets) byFact.set(set.fact, byFact.get(set.fact)?.with(set) ?? set);
  const made = byFact.size === sets.length ? byFact : combinationOf([...byFact.values()]);
  if (combinations.size >= mostCombinations) combinations.clear();
  combinations.set(key, made);
  return made;
}

function areSame(some: readonly FieldSet[], others: readonly FieldSet[]): boolean {
  return some.length === others.length && some.every((set, index) => set === others[index]);
}

/** What either has. */
export function fieldsOfBoth(one: PersonFields, other: PersonFields): PersonFields {
  return one === other ? one : personFields([...one.values(), ...other.values()]);
}

/** Nothing of a person. */
export const noFields = personFields([]);
