import { type FactEnvelope, markKept, unavailableFact } from '../../../subgraphs/registry/facts.ts';
import type { InstitutionList } from '../../../subgraphs/registry/institutions.ts';
import { gateOf, markUnresolved, type RegistryLookup } from '../../../subgraphs/registry/lookup.ts';
import { attainmentsOf } from '../../../subgraphs/virta/facts/attainments.ts';
import {
  type ListFact,
  listFactOf,
  type Reading,
  readEach,
  registry,
} from '../../../subgraphs/virta/facts/list-fact.ts';
import { type StudyProgressFact, studyProgressOf } from '../../../subgraphs/virta/facts/study-progress.ts';
import { type StudyRight, studyRightOf } from '../../../subgraphs/virta/facts/study-rights.ts';
import { type TermFeesFact, termFeesOf } from '../../../subgraphs/virta/facts/term-fees.ts';
import {
  type TermRegistration,
  termRegistrationOf,
} from '../../../subgraphs/virta/facts/term-registrations.ts';
import { byStart } from '../../../subgraphs/virta/facts/values.ts';
import type { PersonRecords } from '../../../subgraphs/virta/person-records.ts';
import { ruleId } from '../../../subgraphs/virta/rules/credits-by-academic-year.ts';
import type { Request } from './request.ts';

/** What VIRTA has of a student. */
interface StudyFacts {
  readonly studyRights: ListFact<StudyRight>;
  readonly termRegistrations: ListFact<TermRegistration>;
  readonly termFees: TermFeesFact;
  readonly studyProgress: StudyProgressFact;
}

/** Asks VIRTA for the three kinds of record at once; they come in one answer, or were kept from one. */
export async function studiesOf(lookup: RegistryLookup, request: Request): Promise<StudyFacts> {
  const gate = gateOf(registry, lookup);
  if (!gate.open) return nothingOf(gate.fact);
  const oids = lookup.personOids;
  const [answer] = await Promise.all([
    request.studies.load({ oids, kind: 'rights' }),
    request.studies.load({ oids, kind: 'registrations' }),
    request.studies.load({ oids, kind: 'attainments' }),
  ]);
  if (!answer.answered) return nothingOf(unavailableFact(registry, answer.failure));
  const facts = factsOf(answer.value, answer.observedAt, request);
  const marked = <F extends FactEnvelope>(fact: F): F => markUnresolved(markKept(fact, answer), lookup);
  return {
    studyRights: marked(facts.studyRights),
    termRegistrations: marked(facts.termRegistrations),
    termFees: marked(facts.termFees),
    studyProgress: marked(facts.studyProgress),
  };
}

/** Asks VIRTA for study rights alone. */
export async function studyRightsOf(lookup: RegistryLookup, request: Request): Promise<ListFact<StudyRight>> {
  const gate = gateOf(registry, lookup);
  if (!gate.open) return nothingOf(gate.fact).studyRights;
  const answer = await request.studies.load({ oids: lookup.personOids, kind: 'rights' });
  if (!answer.answered) return nothingOf(unavailableFact(registry, answer.failure)).studyRights;
  const rights = readEach(answer.value.rights, (right) => studyRightOf(right, request));
  const sortedRights = sorted(rights, answer.value.unattributed);
  return markUnresolved(
    markKept(listFactOf(sortedRights, answer.observedAt, 'NO_STUDY_RIGHT'), answer),
    lookup,
  );
}

/** What facts need besides. */
export interface Surroundings {
  readonly institutions: InstitutionList;
  readonly today: string;
}

/** The facts of one person, from what VIRTA has. */
export function factsOf(records: PersonRecords, observedAt: string, surroundings: Surroundings): StudyFacts {
  const { institutions } = surroundings;
  const { unattributed } = records;
  const rights = readEach(records.rights, (right) => studyRightOf(right, surroundings));
  const registrations = readEach(records.registrations, (record) => termRegistrationOf(record, institutions));
  return {
    studyRights: listFactOf(sorted(rights, unattributed), observedAt, 'NO_STUDY_RIGHT'),
    termRegistrations: listFactOf(sorted(registrations, unattributed), observedAt, 'NOT_REPORTED'),
    termFees: termFeesOf(records, observedAt, institutions),
    studyProgress: studyProgressOf(attainmentsOf(records, institutions), observedAt),
  };
}

function sorted<T extends { readonly startsOn: string | null }>(
  { items, unreadable, field }: Reading<T>,
  unattributed: number,
): Reading<T> {
  return { items: items.toSorted(byStart), unreadable: unreadable + unattributed, field };
}

function nothingOf(fact: FactEnvelope): StudyFacts {
  const list = { ...fact, items: null, complete: null };
  return {
    studyRights: list,
    termRegistrations: list,
    termFees: { ...fact, due: null, paid: null, payments: null, complete: null },
    studyProgress: { ...fact, rule: ruleId, academicYears: null, byStudyRight: null, complete: null },
  };
}
