import type { Institution } from '../../registry/institutions.ts';
import type { InputsOf } from '../inputs.ts';
import type { FeeRecords } from './fee-records.ts';
import type { FeeSubject } from './fee-subjects.ts';
import { type Finding, gapsOf, isAnswered, type Outcome, type Rule } from './finding.ts';
import type { VirtaFees } from './virta-fees.ts';

/** Whether the tuition-fee requirement is met. */
export const tuitionFeeRule: Rule = {
  id: 'tuition-fee-requirement',
  version: 2,
  text: {
    fi: 'Maksua ei voida vaatia tohtori- ja vaihto-opinnoista, ohjelmasta, jonka kieli on voimassa olevassa jaksossa suomi tai ruotsi, eikä kun korkeakoulu on päättänyt, ettei maksua peritä. Muuten maksu on katettu, kun rekisteri kertoo ensimmäisen vuoden maksun maksetuksi tai siitä vapautetuksi tai kun VIRTA merkitsee jokaisen alkaneen maksukauden kokonaan maksetuksi summista riippumatta, ja muuten avoin. Puuttuva merkintä ei ole maksamattomuutta: maksamattomaksi kirjattu on vain se, minkä rekisteri tai VIRTA niin kirjaa. Jos merkinnät ovat ristiriidassa keskenään tai maksuttomuuden kanssa, tulosta ei ole, ja ristiriita näytetään; korkeakoulun päätös maksuttomuudesta jää silti voimaan. Ratkaisematon maksuvelvollisuus ei ole maksuttomuutta, eikä avoin maksu yksin ole hylkäysperuste. Jatkoluvassa ja jälkivalvonnassa katsotaan vain VIRTAn alkaneita maksukausia ja voimassa olevaa opinto-oikeutta. Vanhat paikat ja päättyneet oikeudet eivät ratkaise mitään. Toisen asteen opinnoista ei voida vaatia maksua, jos ne ovat alkaneet ennen 1.8.2026 tai henkilöllä on vapaa liikkuvuus; muuten rahoitus kysytään koulutuksen järjestäjältä.',
    sv: 'Avgift kan inte krävas för doktorand- och utbytesstudier, för program vars språk i den gällande perioden är finska eller svenska eller när högskolan har beslutat att avgift inte tas ut. Annars är avgiften täckt när registret visar att första årets avgift är betald eller efterskänkt eller när VIRTA anger varje påbörjad avgiftsperiod som helt betald, oavsett summorna, och annars öppen. En anteckning som saknas betyder inte obetalt: antecknat som obetalt är bara det som registret eller VIRTA anger så. Motsäger anteckningarna varandra eller avgiftsfriheten ges inget resultat, och motsägelsen visas; högskolans beslut om avgiftsfrihet gäller ändå. Oavgjord avgiftsskyldighet är inte avgiftsfrihet, och en öppen avgift är inte ensam grund för avslag. Vid fortsatt tillstånd och efterkontroll beaktas endast påbörjade avgiftsperioder i VIRTA och den studierätt som gäller. Gamla platser och studierätter som har upphört avgör ingenting. För studier på andra stadiet kan avgift inte krävas om de har börjat före den 1 augusti 2026 eller personen har fri rörlighet; annars frågas utbildningsanordnaren om finansieringen.',
    en: 'No fee can be required for doctoral and exchange studies, for a programme whose language in the phase in force is Finnish or Swedish, or when the institution has decided so. Otherwise the fee is covered when the register shows the fee of the first year as paid or exempted, or when VIRTA marks every begun fee period as paid in full, whatever the sums; and open if not. A missing record is not non-payment: only what the register or VIRTA records so is recorded as not paid. When records contradict each other, or an exemption, there is no outcome and the contradiction is shown; the decision of the institution that no fee is required stands all the same. An undecided obligation is not freedom from fees, and an open fee is no ground for refusal by itself. Extensions and post-checks look at begun fee periods of VIRTA and at the right in force only. Old places and ended rights decide nothing. For upper secondary studies no fee can be required if they began before 1 August 2026 or the person has free movement; otherwise the provider is asked about the funding.',
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
  | 'FREE_MOVEMENT'
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
  /** Whether records contradict each other; null when they could not be compared. */
  readonly conflict: boolean | null;
  /** False when the place is old or given up, or the right is not in force: it does not count in the whole. */
  readonly relevant: boolean;
}

/** When a place or right counts in the whole: always, when nothing else does, or never. */
export type Weight = 'ALWAYS' | 'ALONE' | 'NEVER';

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
export type FeeFacts = InputsOf<'tuitionFeeRequirement'>;

/** VIRTA's records of fees; null when VIRTA gave no answer that can be joined to rights. */
export function feeRecordsOf(facts: FeeFacts): FeeRecords | null {
  const { termFees, studyRights } = facts;
  if (!isAnswered(termFees) || !isAnswered(studyRights)) return null;
  const complete = gapsOf(facts, ['studyRights', 'termFees']).length === 0;
  return { due: termFees.due ?? [], paid: termFees.payments ?? [], complete };
}

/** Assessments with what counts in the whole settled. */
export function weighed(
  assessments: readonly (Omit<FeeAssessment, 'relevant'> & { readonly weight: Weight })[],
): readonly FeeAssessment[] {
  const deciding: Weight = assessments.some(({ weight }) => weight === 'ALWAYS') ? 'ALWAYS' : 'ALONE';
  return assessments.map(({ weight, ...assessment }) => ({ ...assessment, relevant: weight === deciding }));
}
