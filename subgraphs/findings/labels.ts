import type { LabelTable } from '../registry/labels.ts';
import type {
  FeeObligation,
  FeePaymentState,
  StudyRightState,
  TermRegistrationState,
} from './required-facts.ts';
import type { StudyPlaceBinding } from './rules/binding-study-place.ts';
import type { ComparisonSubject } from './rules/comparisons.ts';
import type { StudyLevel } from './rules/study-rights.ts';
import type { TuitionFeeBasis, TuitionFeeOutcome } from './rules/tuition-fee-rule.ts';

type Labels<Value extends string> = Readonly<Record<Value, readonly [fi: string, sv: string, en: string]>>;

const studyPlaceBinding: Labels<StudyPlaceBinding> = {
  BINDING: ['Sitovasti vastaanotettu', 'Har tagits emot bindande', 'Bindingly accepted'],
  CONDITIONAL_ADMISSION: ['Ehdollinen hyväksyntä', 'Villkorlig antagning', 'Conditional admission'],
  WAITING_FOR_HIGHER_PREFERENCE: [
    'Ottanut vastaan ja jonottaa ylempää hakutoivetta',
    'Har tagit emot och köar till en studieplats med högre prioritet',
    'Accepted, waiting for a higher preference',
  ],
  NOT_ACCEPTED: ['Ei vastaanotettu', 'Har inte tagits emot', 'Not accepted'],
  NOT_IN_REGISTER: [
    'Valintarekisterissä ei ole paikkaa',
    'Ingen plats i antagningsregistret',
    'No place in the admission register',
  ],
};

const tuitionFeeOutcome: Labels<TuitionFeeOutcome> = {
  NOT_APPLICABLE: ['Maksua ei voida vaatia', 'Avgift kan inte krävas', 'No fee can be required'],
  SATISFIED: ['Maksu on katettu', 'Avgiften är täckt', 'The fee is covered'],
  OPEN: [
    'Maksua ei ole kirjattu katetuksi',
    'Avgiften är inte antecknad som täckt',
    'The fee is not recorded as covered',
  ],
};

const tuitionFeeBasis: Labels<TuitionFeeBasis> = {
  DOCTORAL: ['Tohtoriopinnot', 'Doktorandstudier', 'Doctoral studies'],
  EXCHANGE: ['Vaihto-opinnot', 'Utbytesstudier', 'Exchange studies'],
  SECOND_DEGREE: ['Toisen asteen opinnot', 'Studier på andra stadiet', 'Second-degree studies'],
  FREE_MOVEMENT: ['Vapaa liikkuvuus', 'Fri rörlighet', 'Free movement'],
  PROGRAMME_LANGUAGE: [
    'Ohjelma on suomen- tai ruotsinkielinen',
    'Programmet är finsk- eller svenskspråkigt',
    'The programme is in Finnish or Swedish',
  ],
  HEI_DECISION: ['Korkeakoulun päätös', 'Högskolans beslut', "The institution's decision"],
  PAID: ['Maksettu', 'Betald', 'Paid'],
  SCHOLARSHIP: ['Katettu apurahalla', 'Täckt av stipendium', 'Covered by a scholarship'],
  MIXED: [
    'Katettu maksulla ja apurahalla',
    'Täckt av betalning och stipendium',
    'Covered by payment and scholarship',
  ],
  WAIVED_OR_FULL_SCHOLARSHIP: [
    'Vapautettu: maksutta tai täydellä apurahalla',
    'Befriad: utan avgift eller med fullt stipendium',
    'Exempted: waived, or a full scholarship',
  ],
  RECORDED_UNPAID: [
    'Kirjattu maksamattomaksi tai vain osin maksetuksi',
    'Antecknad som obetald eller bara delvis betald',
    'Recorded as not paid, or as paid in part only',
  ],
  NO_PAYMENT_RECORD: ['Maksumerkintää ei ole', 'Ingen anteckning om betalning', 'No payment is recorded'],
};

const feeObligation: Labels<FeeObligation> = {
  REQUIRED: ['Maksuvelvollinen', 'Avgiftsskyldig', 'Fee required'],
  NOT_REQUIRED: ['Ei maksuvelvollisuutta', 'Inte avgiftsskyldig', 'No fee required'],
  NOT_CHECKED: ['Maksuvelvollisuutta ei ole tarkistettu', 'Avgiftsskyldigheten inte utredd', 'Not decided'],
  UNKNOWN: ['Tuntematon tila', 'Okänt tillstånd', 'Unknown state'],
};

const feePaymentState: Labels<FeePaymentState> = {
  PAID: ['Maksettu', 'Betald', 'Paid'],
  UNPAID: ['Maksamatta', 'Obetald', 'Not paid'],
  EXEMPTED: ['Vapautettu', 'Befriad', 'Exempted'],
  UNKNOWN: ['Tuntematon tila', 'Okänt tillstånd', 'Unknown state'],
};

const studyRightState: Labels<StudyRightState> = {
  ACTIVE: ['Aktiivinen', 'Aktiv', 'Active'],
  OPTION: ['Optio', 'Option', 'Option'],
  CONCLUDED: ['Valmistunut', 'Utexaminerad', 'Concluded with a degree'],
  PASSIVATED: ['Passivoitu', 'Passiverad', 'Passivated'],
  DISCONTINUED: ['Luopunut', 'Avstått', 'Discontinued'],
  ENDED: ['Päättynyt', 'Upphört', 'Ended'],
  ENDED_ONE_RIGHT_RULE: [
    'Päättynyt yhden opiskeluoikeuden säännöksen johdosta',
    'Upphört på grund av bestämmelsen om en studierätt',
    'Ended under the one-study-right rule',
  ],
  UNKNOWN: ['Tuntematon tila', 'Okänt tillstånd', 'Unknown state'],
};

const termRegistrationState: Labels<TermRegistrationState> = {
  PRESENT: ['Läsnä', 'Närvarande', 'Present'],
  ABSENT: ['Poissa', 'Frånvarande', 'Absent'],
  ABSENT_STATUTORY: [
    'Poissa lakisääteisestä syystä (ei kuluta opintoaikaa)',
    'Frånvarande av lagstadgad orsak (förbrukar inte studietid)',
    'Absent for a statutory reason (does not consume study time)',
  ],
  MISSING: ['Ilmoittautuminen puuttuu', 'Anmälan saknas', 'Registration not done'],
  UNKNOWN: ['Tuntematon tila', 'Okänt tillstånd', 'Unknown state'],
};

const studyLevel: Labels<StudyLevel> = {
  HIGHER_EDUCATION_DEGREE: ['Korkeakoulututkinto', 'Högskoleexamen', 'Higher education degree'],
  DOCTORAL: ['Tohtoriopinnot', 'Doktorandstudier', 'Doctoral studies'],
  EXCHANGE: ['Vaihto-opinnot', 'Utbytesstudier', 'Exchange studies'],
  SECOND_DEGREE: ['Toinen aste', 'Andra stadiet', 'Upper secondary or vocational studies'],
  OTHER: ['Muut opinnot', 'Övriga studier', 'Other studies'],
};

const comparisonSubject: Labels<ComparisonSubject> = {
  TUITION_FEE: ['Lukuvuosimaksu', 'Läsårsavgift', 'Tuition fee'],
  ENROLMENT: [
    'Ensimmäisen lukukauden ilmoittautuminen',
    'Anmälan för första terminen',
    'First-term enrolment',
  ],
};

/** Labels of the enums of the derived facts, fi, sv and en. */
export const labels = {
  StudyPlaceBinding: studyPlaceBinding,
  TuitionFeeOutcome: tuitionFeeOutcome,
  TuitionFeeBasis: tuitionFeeBasis,
  FeeObligation: feeObligation,
  FeePaymentState: feePaymentState,
  StudyRightState: studyRightState,
  TermRegistrationState: termRegistrationState,
  StudyLevel: studyLevel,
  ComparisonSubject: comparisonSubject,
} satisfies LabelTable;
