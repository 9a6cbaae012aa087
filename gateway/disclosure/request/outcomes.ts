import type { FactRead } from '../../../subgraphs/registry/fact-read.ts';
import { internedReads, internedTexts } from '../interned.ts';
import type { NewRecord } from '../record.ts';
import type { AnsweredPeople, PersonLeaves } from './answered-people.ts';
import type { AskedRoot } from './asked-people.ts';

type Outcome = Extract<NewRecord, { kind: 'OUTCOME' }>;

/** What of an outcome is the same for all people of a request. */
export type OutcomeTerms = Omit<
  Outcome,
  'subject' | 'registry' | 'read' | 'disclosed' | 'commitments' | 'protected' | 'reachedSource'
>;

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

/** One record for each person and registry: what was read, and what of it stands in the answer. */
export function outcomesOf(outcome: RequestOutcome): readonly Outcome[] {
  const readsOf = Map.groupBy(outcome.reads, ({ subject }) => subject);
  const subjects = new Set([...readsOf.keys(), ...outcome.people.leaves.keys()]);
  const ofPeople = [...subjects].flatMap((subject) =>
    ofPerson(subject, { ...outcome, own: readsOf.get(subject) ?? [] }),
  );
  return [...ofPeople, ...ofUnmatched(outcome, subjects)];
}

type PersonOutcome = RequestOutcome & { readonly own: readonly FactRead[] };

function ofPerson(subject: string, { terms, own, people, commitmentsOf }: PersonOutcome): readonly Outcome[] {
  const leaves: PersonLeaves = people.leaves.get(subject) ?? new Map();
  const commitments = commitmentsOf(subject);
  const reads = Map.groupBy(own, ({ registry }) => registry);
  const registryOf = new Map(own.map(({ fact, registry }) => [fact, registry]));
  const facts = Map.groupBy(leaves.keys(), (fact) => registryOf.get(fact) ?? makerOf(fact));
  const isProtected = isProtectedBy(own);
  return [...new Set([...reads.keys(), ...facts.keys()])].map((registry) => {
    const read = distinct(reads.get(registry) ?? []);
    const given = facts.get(registry) ?? [];
    return {
      ...terms,
      subject,
      registry,
      read: internedReads(read),
      disclosed: internedTexts(given.flatMap((fact) => [...(leaves.get(fact) ?? [])])),
      commitments: Object.fromEntries(given.map((fact) => [fact, commitments.get(fact) ?? ''])),
      protected: isProtected,
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

function reachedBy(reads: readonly FactRead[]): Outcome['reachedSource'] {
  const reached = new Set(reads.map(({ reachedSource }) => reachedSource));
  if (reached.has('YES')) return 'YES';
  return reached.has('UNKNOWN') || reads.length === 0 ? 'UNKNOWN' : 'NO';
}

/** Who was asked about and stands in the answer under another number, or not at all, was still asked about. */
function ofUnmatched(
  { terms, asked, people: { matches } }: RequestOutcome,
  known: ReadonlySet<string>,
): readonly Outcome[] {
  const questions = asked.flatMap(({ key, fact, registry, subjects }) =>
    subjects.map((subject, index) => ({ subject, fact, registry, state: matches.get(key)?.[index] ?? null })),
  );
  const records = questions.flatMap(({ subject, fact, registry, state }): readonly Outcome[] => {
    if (subject === null || (registry === 'ONR' && known.has(subject))) return [];
    const read = [{ fact, state: state ?? 'NO_ANSWER', reason: null }];
    const disclosed = state === null ? [] : [fact];
    const reachedSource = registry === 'GATEWAY' ? 'NO' : 'UNKNOWN';
    return [
      { ...terms, subject, registry, read, disclosed, commitments: {}, protected: true, reachedSource },
    ];
  });
  return [...new Map(records.map((record) => [`${record.registry} ${record.subject}`, record])).values()];
}
