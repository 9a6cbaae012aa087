import type { Told } from '../record.ts';
import { ToldForm } from '../told-form.ts';
import type { FieldSet } from './fact-fields.ts';
import type { PersonFields } from './person-fields.ts';
import type { PersonRead, ReadSet } from './read-set.ts';

/** Who made a fact that no registry was read for: the learner-number registry the number itself, the gateway the rest. */
export const makerOf = (fact: string): string => (fact === 'oppijanumero' ? 'ONR' : 'GATEWAY');

/** What an outcome says of a person but for the number and the commitments: many people have the same. */
export interface ToldOfPerson {
  readonly isProtected: boolean;
  readonly forms: readonly ToldForm[];
}

const known = new WeakMap<ReadSet, WeakMap<PersonFields, ToldOfPerson>>();

/** By registry what was read of a person, and what of it stands in the answer. Throws `RecordRefused`. */
export function toldOf(reads: ReadSet, fields: PersonFields): ToldOfPerson {
  const byFields = known.get(reads) ?? new WeakMap<PersonFields, ToldOfPerson>();
  known.set(reads, byFields);
  const found = byFields.get(fields);
  if (found !== undefined) return found;
  const made = { isProtected: isProtectedBy(reads.reads), forms: formsOf(reads.reads, fields) };
  byFields.set(fields, made);
  return made;
}

function formsOf(reads: readonly PersonRead[], fields: PersonFields): readonly ToldForm[] {
  const readsBy = Map.groupBy(reads, ({ registry }) => registry);
  const registryOf = new Map(reads.map(({ fact, registry }) => [fact, registry]));
  const givenBy = Map.groupBy(fields.values(), ({ fact }) => registryOf.get(fact) ?? makerOf(fact));
  return [...new Set([...readsBy.keys(), ...givenBy.keys()])].map((registry) =>
    formOf(registry, readsBy.get(registry) ?? [], givenBy.get(registry) ?? []),
  );
}

function formOf(registry: string, reads: readonly PersonRead[], given: readonly FieldSet[]): ToldForm {
  const told = {
    registry,
    read: distinct(reads).map(({ fact, state, reason }) => ({ fact, state, reason })),
    disclosed: given.map(({ text }) => text),
    reachedSource: reachedBy(reads),
  };
  return new ToldForm(
    told,
    given.map(({ fact }) => fact),
  );
}

/** The same fact is read once for the client and once for each fact that rests on it. */
function distinct(reads: readonly PersonRead[]): readonly PersonRead[] {
  return [...new Map(reads.map((read) => [`${read.fact} ${read.state} ${read.reason}`, read])).values()];
}

/** Whoever is not known to be unprotected counts as protected. */
function isProtectedBy(reads: readonly PersonRead[]): boolean {
  const told = reads.map(({ nonDisclosure }) => nonDisclosure).filter((flag) => flag !== null);
  return told.length === 0 || told.includes(true);
}

function reachedBy(reads: readonly PersonRead[]): Told['reachedSource'] {
  const reached = new Set(reads.map(({ reachedSource }) => reachedSource));
  if (reached.has('YES')) return 'YES';
  return reached.has('UNKNOWN') || reads.length === 0 ? 'UNKNOWN' : 'NO';
}
