import type { Institution } from '../../registry/institutions.ts';
import type { RequiredFacts, StudyRight } from '../required-facts.ts';
import type { FeeRecords } from './fee-records.ts';
import type { FeeSubject } from './fee-subjects.ts';
import { type Finding, gapsOf, isAnswered, type Outcome, type Rule } from './finding.ts';
import { endBy, levelOf } from './study-rights.ts';
import type { VirtaFees } from './virta-fees.ts';

/** Whether the tuition-fee requirement is met. */
export const tuitionFeeRule: Rule = {
  id: 'tuition-fee-requirement',
  version: 1,
  text: {
    fi: 'Maksua ei voida vaatia tohtori-, vaihto- ja toisen asteen opinnoista, suomen- tai ruotsinkielisestä ohjelmasta eikä kun korkeakoulu on päättänyt, ettei maksua peritä. Muuten maksu on katettu, kun rekisteri tai VIRTA kertoo ensimmäisen vuoden maksun maksetuksi, apurahalla katetuksi tai maksusta vapautetuksi, ja muuten avoin. Ratkaisematon maksuvelvollisuus ei ole maksuttomuutta, eikä avoin maksu yksin ole hylkäysperuste. Jatkoluvassa ja jälkivalvonnassa katsotaan vain VIRTAn alkaneita maksukausia.',
    sv: 'Avgift kan inte krävas för doktorand-, utbytes- och andra stadiets studier, för finsk- eller svenskspråkiga program eller när högskolan har beslutat att avgift inte tas ut. Annars är avgiften täckt när registret eller VIRTA visar att första årets avgift är betald, täckt av stipendium eller efterskänkt, och annars öppen. Oavgjord avgiftsskyldighet är inte avgiftsfrihet, och en öppen avgift är inte ensam grund för avslag. Vid fortsatt tillstånd och efterkontroll beaktas endast påbörjade avgiftsperioder i VIRTA.',
    en: 'No fee can be required for doctoral, exchange and second-degree studies, for a programme in Finnish or Swedish, or when the institution has decided so. Otherwise the fee is covered when the register or VIRTA shows the fee of the first year as paid, covered by a scholarship or exempted, and open if not. An undecided obligation is not freedom from fees, and an open fee is no ground for refusal by itself. Extensions and post-checks look at begun fee periods of VIRTA only.',
  },
};

/** The graph's `PermitPhase`. */
export type PermitPhase = 'FIRST_PERMIT' | 'EXTENSION' | 'POST_CHECK';

/** The graph's `TuitionFeeOutcome`. */
export type TuitionFeeOutcome = 'NOT_APPLICABLE' | 'SATISFIED' | 'OPEN';

/** The graph's `TuitionFeeBasis`. */
export type TuitionFeeBasis =
  | 'DOCTORAL'
  | 'EXCHANGE'
  | 'SECOND_DEGREE'
  | 'PROGRAMME_LANGUAGE'
  | 'HEI_DECISION'
  | 'PAID'
  | 'SCHOLARSHIP'
  | 'MIXED'
  | 'WAIVED_OR_FULL_SCHOLARSHIP'
  | 'RECORDED_UNPAID'
  | 'NO_PAYMENT_RECORD';

/** An outcome and what it rests on. */
export interface FeeVerdict {
  readonly value: TuitionFeeOutcome;
  readonly basis: TuitionFeeBasis;
}

/** The rule's work on one place or right. */
export interface FeeAssessment {
  readonly subject: FeeSubject;
  readonly outcome: Outcome<FeeVerdict>;
  /** VIRTA's sums; null when VIRTA's records could not be joined. */
  readonly virta: VirtaFees | null;
  readonly conflict: boolean | null;
  /** False when the place was given up or the right ended with no fee due: it does not count in the whole. */
  readonly relevant: boolean;
}

/** A sum of money in euros. */
export interface Money {
  readonly cents: number;
  readonly currency: 'EUR';
}

/** The rule's outcome for one place or right; the graph's `TuitionFeeFinding`. */
export interface TuitionFeeFinding {
  readonly admissionId: string | null;
  readonly studyRightIds: readonly string[];
  readonly institution: Institution;
  readonly value: TuitionFeeOutcome | null;
  readonly basis: TuitionFeeBasis | null;
  readonly due: Money | null;
  readonly paid: Money | null;
  readonly scholarship: Money | null;
  readonly open: Money | null;
  readonly conflict: boolean | null;
}

/** The finding on the tuition fee. */
export interface TuitionFeeRequirement extends Finding {
  readonly phase: PermitPhase;
  readonly value: TuitionFeeOutcome | null;
  readonly basis: TuitionFeeBasis | null;
  readonly conflict: boolean | null;
  readonly places: readonly TuitionFeeFinding[];
}

/** The facts that the rule reads. */
export type FeeFacts = Pick<RequiredFacts, 'admissions' | 'feePayments' | 'studyRights' | 'termFees'>;

/** VIRTA's records of fees; null when VIRTA gave no answer that can be joined to rights. */
export function feeRecordsOf(facts: FeeFacts): FeeRecords | null {
  const { termFees, studyRights } = facts;
  if (!isAnswered(termFees) || !isAnswered(studyRights)) return null;
  const complete = gapsOf(facts, ['studyRights', 'termFees']).length === 0;
  return { due: termFees.due ?? [], paid: termFees.payments ?? [], complete };
}

/** Whether a right counts in the whole: it has not ended, or a fee is due under it, or could be in what was not read. */
export function isRelevant(
  { subject, virta }: Pick<FeeAssessment, 'subject' | 'virta'>,
  records: FeeRecords | null,
  today: string,
): boolean {
  if (subject.rights.some((right) => endBy(right, today) === null)) return true;
  if (exemptionOf(subject.rights) !== null) return false;
  return records === null || !records.complete || virta?.owes === true;
}

/** Why no fee can be required for studies under these rights, whatever anybody decided; null when nothing says so. */
export function exemptionOf(rights: readonly StudyRight[]): TuitionFeeBasis | null {
  const bases = rights.map(exemptionOfRight);
  return bases.includes(null) ? null : (bases[0] ?? null);
}

/** What a covered fee rests on, by VIRTA's sums; null when they do not tell. */
export function basisOfSums(virta: VirtaFees): 'PAID' | 'SCHOLARSHIP' | 'MIXED' | null {
  const paid = virta.paid ?? 0;
  const scholarship = virta.scholarship ?? 0;
  if (scholarship === 0) return paid === 0 ? null : 'PAID';
  if (paid > 0) return 'MIXED';
  // A full fee whose scholarship is only a part was paid for the rest, although the sum paid is not reported.
  const isPart = virta.paid === null && virta.due !== null && scholarship < virta.due;
  return isPart ? 'MIXED' : 'SCHOLARSHIP';
}

function exemptionOfRight(right: StudyRight): TuitionFeeBasis | null {
  const level = levelOf(right);
  if (level === 'DOCTORAL' || level === 'EXCHANGE' || level === 'SECOND_DEGREE') return level;
  // Languages of earlier periods count too: an exemption must hold for all of the studies.
  const national = right.languages.every((language) => language === 'fi' || language === 'sv');
  return right.languages.length > 0 && national ? 'PROGRAMME_LANGUAGE' : null;
}
