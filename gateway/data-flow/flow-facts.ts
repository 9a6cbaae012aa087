import type { FactRead } from '../../subgraphs/registry/fact-read.ts';
import type { AnsweredPeople } from '../disclosure/request/answered-people.ts';
import { makerOf } from '../disclosure/request/told-of.ts';
import type { PolicyTable } from '../policy/policy-table.ts';
import type { FlowFact, FlowWithheld } from './data-flow.ts';
import type { Feeds } from './feeds.ts';

/** What facts are told from. */
export interface FactSources {
  readonly reads: readonly FactRead[];
  readonly people: AnsweredPeople;
  /** Fields of students that were fetched. */
  readonly fetched: ReadonlySet<string>;
  readonly feeds: Feeds;
}

/** What was read of students, fact by fact; the number itself, which nobody needs to read, is one of ONR's. */
export function factsOf({ reads, people, fetched, feeds }: FactSources): readonly FlowFact[] {
  const given = givenTo(people);
  const byFact = Map.groupBy(reads, ({ registry, fact }) => `${registry} ${fact}`);
  const read = [...byFact.values()].map((own) => factOf(own, { given, fetched, feeds }));
  const known = new Set(read.map(({ fact }) => fact));
  const unread = [...given].filter(([fact]) => !known.has(fact));
  const made = unread.map(([fact, { fields, subjects }]) => ({
    fact,
    registry: makerOf(fact),
    people: { GIVEN: subjects },
    reasons: {},
    reachedSource: {},
    fields,
    feeds: [],
    fedBy: null,
  }));
  return [...made, ...read].sort((one, other) => order(one.registry, other.registry));
}

/** Registries in the order of their names, and what the gateway derives after them. */
function order(one: string, other: string): number {
  if (one === other) return 0;
  if (one === 'GATEWAY' || other === 'GATEWAY') return one === 'GATEWAY' ? 1 : -1;
  return one < other ? -1 : 1;
}

interface Given {
  readonly fields: readonly string[];
  /** How many people have any of them. */
  readonly subjects: number;
}

function givenTo({ fields, allFields }: AnsweredPeople): ReadonlyMap<string, Given> {
  const people = [...fields.values()];
  return new Map(
    [...allFields].map(([fact, { paths }]) => [
      fact,
      { fields: paths.toSorted(), subjects: people.filter((person) => person.has(fact)).length },
    ]),
  );
}

interface Surroundings extends Pick<FactSources, 'fetched' | 'feeds'> {
  readonly given: ReadonlyMap<string, Given>;
}

function factOf(reads: readonly FactRead[], { given, fetched, feeds }: Surroundings): FlowFact {
  const [{ fact, registry } = { fact: '', registry: '' }] = reads;
  const needs = feeds.get(fact) ?? null;
  return {
    fact,
    registry,
    people: peopleBy(reads, ({ state }) => state),
    reasons: peopleBy(reads, ({ reason }) => reason),
    reachedSource: registry === 'GATEWAY' ? {} : peopleBy(reads, ({ reachedSource }) => reachedSource),
    fields: given.get(fact)?.fields ?? [],
    feeds: [...feeds].flatMap(([derived, by]) =>
      by.includes(fact) && fetched.has(derived) ? [derived] : [],
    ),
    fedBy: needs === null ? null : needs.filter((need) => fetched.has(need)),
  };
}

/** How many people there are of each kind: a fact is read once for the client and once for each that rests on it. */
function peopleBy(
  reads: readonly FactRead[],
  kindOf: (read: FactRead) => string | null,
): Readonly<Record<string, number>> {
  const kinds = [...Map.groupBy(reads, kindOf)].flatMap(([kind, own]) =>
    kind === null ? [] : [[kind, new Set(own.map(({ subject }) => subject)).size] as const],
  );
  return Object.fromEntries(kinds.sort(([one], [other]) => (one < other ? -1 : 1)));
}

const heldBack = new Set(['WITHHELD', 'NOT_PERMITTED', 'CONSENT_REQUIRED', 'CONSENT_UNVERIFIABLE']);

/** What was kept back, and by what. */
export function withheldIn(reads: readonly FactRead[], policy: PolicyTable): readonly FlowWithheld[] {
  const held = reads.filter(({ state }) => heldBack.has(state));
  const groups = Map.groupBy(held, ({ fact, state, reason }) => `${fact} ${state} ${reason}`);
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { fact, state, reason } = first;
    const row = policy.get(`Student.${fact}`)?.row ?? 'LEARNER_NUMBER';
    const people = new Set(own.map(({ subject }) => subject)).size;
    return [{ fact, state, reason, people, policy: state === 'WITHHELD' ? 'NON_DISCLOSURE' : row }];
  });
}
