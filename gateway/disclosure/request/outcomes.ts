import { chunksOf } from '../../../subgraphs/registry/chunks.ts';
import type { FactRead } from '../../../subgraphs/registry/fact-read.ts';
import { internedReads, internedTexts } from '../interned.ts';
import type { NewRecord } from '../record.ts';
import type { AnsweredPeople, PersonFields } from './answered-people.ts';
import type { AskedRoot } from './asked-people.ts';

/** The record of what one person's data came to. */
export type Outcome = Extract<NewRecord, { kind: 'OUTCOME' }>;
type Told = Outcome['told'][number];

/** What of an outcome is the same for all people of a request. */
export type OutcomeTerms = Omit<Outcome, 'subject' | 'told' | 'protected'>;

/** What a request came to. */
export interface RequestOutcome {
  readonly terms: OutcomeTerms;
  readonly asked: readonly AskedRoot[];
  readonly reads: readonly FactRead[];
  readonly people: AnsweredPeople;
  readonly commitmentsOf: (subject: string) => ReadonlyMap<string, string>;
}

/** Who made a fact that no registry was read for: the learner-number registry the number itself, the gateway the rest. */
export const makerOf = (fact: string): string => (fact === 'oppijanumero' ? 'ONR' : 'GATEWAY');

/** Thousands of records at once would take as much memory as all that they tell of. */
const recordsAtOnce = 200;

/**
 * One record for each person, and in it for each registry what was read, and what of it stands in the answer; some
 * records at once.
 */
export function* outcomesOf(outcome: RequestOutcome): Generator<readonly Outcome[], void> {
  const { terms, people, commitmentsOf } = outcome;
  const readsOf = Map.groupBy(outcome.reads, ({ subject }) => subject);
  const found = new Set([...readsOf.keys(), ...people.fields.keys()]);
  const questions = questionsLeft(outcome, found);
  const recordOf = (subject: string): Outcome => {
    const reads = readsOf.get(subject) ?? [];
    const fields = people.fields.get(subject) ?? noFields;
    const told = toldOf({ reads, fields, commitments: commitmentsOf(subject) });
    const left = questions.get(subject) ?? [];
    return { ...terms, subject, told: [...told, ...left], protected: isProtectedBy(reads) };
  };
  for (const some of chunksOf([...new Set([...found, ...questions.keys()])], recordsAtOnce))
    yield some.map(recordOf);
}

const noFields: PersonFields = new Map();

interface KnownPerson {
  readonly reads: readonly FactRead[];
  readonly fields: PersonFields;
  readonly commitments: ReadonlyMap<string, string>;
}

function toldOf({ reads, fields, commitments }: KnownPerson): readonly Told[] {
  const readsBy = Map.groupBy(reads, ({ registry }) => registry);
  const registryOf = new Map(reads.map(({ fact, registry }) => [fact, registry]));
  const facts = Map.groupBy(fields.values(), ({ fact }) => registryOf.get(fact) ?? makerOf(fact));
  return [...new Set([...readsBy.keys(), ...facts.keys()])].map((registry) => {
    const read = distinct(readsBy.get(registry) ?? []);
    const given = facts.get(registry) ?? [];
    return {
      registry,
      read: internedReads(read),
      disclosed: internedTexts(given.map(({ text }) => text)),
      commitments: Object.fromEntries(given.map(({ fact }) => [fact, commitments.get(fact) ?? ''])),
      reachedSource: reachedBy(read),
    };
  });
}

/** The same fact is read once for the client and once for each fact that rests on it. */
function distinct(reads: readonly FactRead[]): readonly FactRead[] {
  return [...new Map(reads.map((read) => [`${read.fact} ${read.state} ${read.reason}`, read])).values()];
}

/** Whoever is not known to be unprotected counts as protected. */
function isProtectedBy(reads: readonly FactRead[]): boolean {
  const told = reads.map(({ nonDisclosure }) => nonDisclosure).filter((flag) => flag !== null);
  return told.length === 0 || told.includes(true);
}

function reachedBy(reads: readonly FactRead[]): Told['reachedSource'] {
  const reached = new Set(reads.map(({ reachedSource }) => reachedSource));
  if (reached.has('YES')) return 'YES';
  return reached.has('UNKNOWN') || reads.length === 0 ? 'UNKNOWN' : 'NO';
}

/** Who was asked about and stands in the answer under another number, or not at all, was still asked about. */
function questionsLeft(
  { asked, people: { matches } }: RequestOutcome,
  found: ReadonlySet<string>,
): ReadonlyMap<string, readonly Told[]> {
  const left = new Map<string, readonly Told[]>();
  for (const { key, fact, registry, subjects } of asked) {
    for (const [index, subject] of subjects.entries()) {
      if (subject === null || (registry === 'ONR' && found.has(subject))) continue;
      const others = (left.get(subject) ?? []).filter((told) => told.registry !== registry);
      const state = matches.get(key)?.[index] ?? null;
      left.set(subject, [...others, questionTold({ fact, registry, state })]);
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

function questionTold({ fact, registry, state }: Question): Told {
  return {
    registry,
    read: internedReads([{ fact, state: state ?? 'NO_ANSWER', reason: null }]),
    disclosed: internedTexts(state === null ? [] : [fact]),
    commitments: {},
    reachedSource: registry === 'GATEWAY' ? 'NO' : 'UNKNOWN',
  };
}
