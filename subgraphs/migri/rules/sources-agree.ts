import type { FactName, RequiredFacts } from '../required-facts.ts';
import { compareEnrolment, compareFee, type SourceComparison } from './comparisons.ts';
import { type RegisterRow, registerRow } from './fee-register.ts';
import { type FeeSubject, feeSubjects, isGivenUp } from './fee-subjects.ts';
import {
  conclude,
  type Finding,
  gapsInScope,
  gapsOf,
  inputsOf,
  isAnswered,
  lacking,
  type Outcome,
  type Rule,
} from './finding.ts';
import { isInScope } from './scope.ts';
import { feeRecordsOf } from './tuition-fee-rule.ts';
import { virtaFees } from './virta-fees.ts';

/** Whether the admission register and VIRTA agree on fees and enrolment. */
export const sourcesAgreeRule: Rule = {
  id: 'sources-agree',
  version: 2,
  text: {
    fi: 'Kyllä, kun kaikki verrattavissa olevat tiedot lukuvuosimaksusta ja ensimmäisen lukukauden ilmoittautumisesta ovat samat valintarekisterissä ja VIRTAssa. Kumpaakaan ei aseteta toisen edelle. Tietoja, joita käyttötarkoitus ei kata, ei verrata. Kun verrattavaa ei ole, tulosta ei ole.',
    sv: 'Ja, när alla jämförbara uppgifter om läsårsavgiften och anmälan för första terminen är lika i antagningsregistret och VIRTA. Ingetdera ges företräde. Uppgifter som ändamålet inte omfattar jämförs inte. Finns inget att jämföra ges inget resultat.',
    en: 'True when all that can be compared, of the fee and of the enrolment for the first term, is alike in the admission register and VIRTA. Neither is preferred. What the purpose does not cover is not compared. With nothing to compare there is no result.',
  },
};

/** The finding on agreement. */
export interface SourcesAgree extends Finding {
  readonly value: boolean | null;
  readonly comparisons: readonly SourceComparison[];
}

/** The facts that the rule reads. */
export type AgreementFacts = Pick<
  RequiredFacts,
  'admissions' | 'feePayments' | 'studyRights' | 'termRegistrations' | 'termFees'
>;

interface Compared {
  readonly subject: FeeSubject;
  readonly row: RegisterRow;
  readonly comparisons: readonly SourceComparison[];
}

/** Compares the registries place by place; what could be compared is shown also when the whole is undetermined. */
export function sourcesAgree(facts: AgreementFacts, today: string): SourcesAgree {
  const names = ['admissions', 'feePayments', 'studyRights', 'termRegistrations', 'termFees'] as const;
  const frame = { rule: sourcesAgreeRule, validOn: today, inputs: inputsOf(facts, names) };
  const compared = comparePlaces(facts, today);
  const comparisons = compared.flatMap((entry) => entry.comparisons);
  return { ...conclude(frame, judge(compared, names, facts)), comparisons };
}

function comparePlaces(facts: AgreementFacts, today: string): readonly Compared[] {
  const { admissions, studyRights, termRegistrations } = facts;
  if (!isAnswered(admissions) || !isAnswered(studyRights)) return [];
  const records = feeRecordsOf(facts);
  const registrations = isAnswered(termRegistrations) ? (termRegistrations.items ?? []) : [];
  const lists = { admissions: admissions.items ?? [], rights: studyRights.items ?? [] };
  return feeSubjects(lists, today).flatMap((subject) => {
    const { admission } = subject;
    if (admission === null || isGivenUp(admission)) return [];
    const row = registerRow(admission, facts);
    const virta = records === null ? null : virtaFees(subject, records, { kind: 'FIRST_YEAR' });
    const comparisons = [compareFee(admission, row, virta), compareEnrolment(subject, registrations)];
    return [{ subject, row, comparisons: comparisons.filter((comparison) => comparison !== null) }];
  });
}

function judge(
  compared: readonly Compared[],
  names: readonly FactName[],
  facts: AgreementFacts,
): Outcome<boolean> {
  // Nobody asks the fee register about a person without places: there is nothing to compare, and that is the reason.
  const hasNoPlaces = facts.admissions?.state === 'KNOWN_NONE';
  const needed = hasNoPlaces ? names.filter((name) => name !== 'feePayments') : names;
  const unasked = !isInScope(facts.feePayments);
  const byRow = compared.flatMap(({ row }) => (row.kind === 'GAP' && !unasked ? row.missing : []));
  // Without places and rights there is nothing to join; what else the purpose does not give is not compared.
  const missing = [...gapsOf(facts, ['admissions', 'studyRights']), ...gapsInScope(facts, needed), ...byRow];
  if (missing.length > 0) return { missing };
  const comparisons = compared.flatMap((entry) => entry.comparisons);
  if (comparisons.length > 0) return { value: comparisons.every(({ agree }) => agree) };
  const unmatched = compared.some(({ subject }) => subject.unmatched);
  const name = unmatched || facts.admissions?.state === 'KNOWN' ? 'studyRights' : 'admissions';
  const code = unmatched ? 'INSTITUTION_NOT_MATCHED' : 'NOT_REPORTED';
  return { missing: [lacking(name, facts[name], code)] };
}
