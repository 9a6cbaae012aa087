import { type InputsOf, namesOf } from '../inputs.ts';
import { compareEnrolment, compareFee, type SourceComparison } from './comparisons.ts';
import { subjectsOf } from './fee-places.ts';
import { type RegisterRow, registerRow } from './fee-register.ts';
import type { FeeSubject } from './fee-subjects.ts';
import {
  conclude,
  type Finding,
  gapsInScope,
  gapsOf,
  inputsOf,
  isAnswered,
  lacking,
  type MissingInput,
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
    fi: 'Kyllä, kun kaikki verrattavissa olevat tiedot lukuvuosimaksusta ja ensimmäisen lukukauden ilmoittautumisesta ovat samat valintarekisterissä ja VIRTAssa. Verrataan vain paikkoja, jotka päivänä otetaan huomioon, ja ilmoittautumisia, joiden opinto-oikeus on silloin voimassa. Kumpaakaan ei aseteta toisen edelle. Tietoja, joita käyttötarkoitus ei kata, ei verrata. Kun verrattavaa ei ole, tulosta ei ole.',
    sv: 'Ja, när alla jämförbara uppgifter om läsårsavgiften och anmälan för första terminen är lika i antagningsregistret och VIRTA. Endast platser som beaktas på dagen och anmälningar vars studierätt då gäller jämförs. Ingetdera ges företräde. Uppgifter som ändamålet inte omfattar jämförs inte. Finns inget att jämföra ges inget resultat.',
    en: 'True when all that can be compared, of the fee and of the enrolment for the first term, is alike in the admission register and VIRTA. Only places that count on the day, and registrations whose right is in force then, are compared. Neither is preferred. What the purpose does not cover is not compared. With nothing to compare there is no result.',
  },
};

/** The finding on agreement. */
export interface SourcesAgree extends Finding {
  readonly value: boolean | null;
  readonly comparisons: readonly SourceComparison[];
}

/** The facts that the rule reads. */
export type AgreementFacts = InputsOf<'sourcesAgree'>;

const read = namesOf('sourcesAgree');

interface Compared {
  readonly subject: FeeSubject;
  readonly row: RegisterRow;
  readonly comparisons: readonly SourceComparison[];
}

/** Compares the registries place by place; what could be compared is shown also when the whole is undetermined. */
export function sourcesAgree(facts: AgreementFacts, today: string): SourcesAgree {
  const frame = { rule: sourcesAgreeRule, validOn: today, inputs: inputsOf(facts, read) };
  const compared = comparePlaces(facts, today);
  const comparisons = compared.flatMap((entry) => entry.comparisons);
  return { ...conclude(frame, judge(compared, facts)), comparisons };
}

function comparePlaces(facts: AgreementFacts, today: string): readonly Compared[] {
  const { admissions, studyRights, termRegistrations } = facts;
  if (!isAnswered(admissions) || !isAnswered(studyRights)) return [];
  const records = feeRecordsOf(facts);
  const registrations = isAnswered(termRegistrations) ? (termRegistrations.items ?? []) : [];
  return subjectsOf(facts, today).flatMap((subject) => {
    const { admission, state } = subject;
    if (admission === null || !isCompared(subject)) return [];
    const row = registerRow(admission, facts);
    const virta = records === null ? null : virtaFees(subject, records, { kind: 'FIRST_YEAR', today });
    const comparisons =
      state.kind === 'COUNTS'
        ? [compareFee(admission, row, virta), compareEnrolment(subject, registrations)]
        : [];
    return [{ subject, row, comparisons: comparisons.filter((comparison) => comparison !== null) }];
  });
}

/** Places given up say nothing of today; upper secondary ones have no records in VIRTA. */
function isCompared({ admission, state }: FeeSubject): boolean {
  return state.kind !== 'GIVEN_UP' && admission?.educationLevel !== 'UPPER_SECONDARY';
}

/** Why a place could not be compared. */
function doubtsOf({ subject: { state }, row }: Compared, facts: AgreementFacts): readonly MissingInput[] {
  if (state.kind === 'OLD') return [];
  if (state.kind === 'UNDETERMINED') return state.missing;
  if (state.kind === 'CONTRADICTED') return [lacking('admissions', facts.admissions, 'RECORDS_CONTRADICT')];
  if (row.kind === 'CONTRADICTED') return [lacking('feePayments', facts.feePayments, 'SOURCES_DISAGREE')];
  return row.kind === 'GAP' && isInScope(facts.feePayments) ? row.missing : [];
}

function judge(compared: readonly Compared[], facts: AgreementFacts): Outcome<boolean> {
  // Nobody asks the fee register about a person without places: there is nothing to compare, and that is the reason.
  const hasNoPlaces = facts.admissions?.state === 'KNOWN_NONE';
  // Conditions are read only where the start of a place is not known.
  const unasked = hasNoPlaces ? ['admissionConditions', 'feePayments'] : ['admissionConditions'];
  const needed = read.filter((name) => !unasked.includes(name));
  // Without places and rights there is nothing to join; what else the purpose does not give is not compared.
  const missing = [
    ...gapsOf(facts, ['admissions', 'studyRights']),
    ...gapsInScope(facts, needed),
    ...compared.flatMap((entry) => doubtsOf(entry, facts)),
  ];
  if (missing.length > 0) return { missing };
  const comparisons = compared.flatMap((entry) => entry.comparisons);
  if (comparisons.length > 0) return { value: comparisons.every(({ agree }) => agree) };
  return { missing: [nothingCompared(compared, facts)] };
}

/** Why there is nothing to compare. */
function nothingCompared(compared: readonly Compared[], facts: AgreementFacts): MissingInput {
  const { admissions, studyRights } = facts;
  if (compared.some(({ subject }) => subject.unmatched))
    return lacking('studyRights', studyRights, 'INSTITUTION_NOT_MATCHED');
  if (admissions?.state !== 'KNOWN') return lacking('admissions', admissions, 'NOT_REPORTED');
  const isOld = compared.length > 0 && compared.every(({ subject }) => subject.state.kind === 'OLD');
  return isOld
    ? lacking('admissions', admissions, 'OLD_PLACES')
    : lacking('studyRights', studyRights, 'NOT_REPORTED');
}
