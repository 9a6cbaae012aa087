import type { Text } from '../language.ts';
import { type NegativeText, negativeTexts } from './negative-texts.ts';

/** The derived facts of the card, in the order in which they are shown. */
export const findingTitles = {
  freeMovement: { fi: 'Vapaa liikkuvuus', sv: 'Fri rörlighet', en: 'Free movement' },
  bindingStudyPlace: { fi: 'Sitova opiskelupaikka', sv: 'Bindande studieplats', en: 'Binding study place' },
  tuitionFeeRequirement: {
    fi: 'Lukuvuosimaksuvaatimus',
    sv: 'Kravet på läsårsavgift',
    en: 'Tuition-fee requirement',
  },
  studyRightValidity: {
    fi: 'Opinto-oikeuden voimassaolo',
    sv: 'Studierättens giltighet',
    en: 'Study right validity',
  },
  attendance: { fi: 'Läsnäolo lukukaudella', sv: 'Närvaro under terminen', en: 'Attendance this term' },
  studiesStarted: { fi: 'Opintojen aloittaminen', sv: 'Studiestart', en: 'Studies started' },
  studyLevel: { fi: 'Opintojen taso', sv: 'Studienivå', en: 'Study level' },
  institutionChange: { fi: 'Oppilaitoksen vaihto', sv: 'Byte av läroanstalt', en: 'Institution change' },
  sourcesAgree: { fi: 'Rekisterien yhtäpitävyys', sv: 'Registrens samstämmighet', en: 'Sources agree' },
} as const satisfies Record<string, Text>;

/** A derived fact of the card. */
export type FindingName = keyof typeof findingTitles;

/** Values that the graph gives without words. */
export const valueTexts = {
  freeMovement: {
    true: {
      fi: 'EU:n, ETA:n tai Sveitsin kansalaisuus',
      sv: 'Medborgarskap i EU, EES eller Schweiz',
      en: 'A citizenship of the EU, the EEA or Switzerland',
    },
    false: negativeTexts.noFreeMovement,
  },
  studyRightValidity: {
    true: { fi: 'Voimassa', sv: 'Giltig', en: 'Valid' },
    false: negativeTexts.notValid,
  },
  studiesStarted: {
    true: { fi: 'Opinnot on aloitettu', sv: 'Studierna har inletts', en: 'Studies have started' },
    false: negativeTexts.notStarted,
  },
  institutionChange: {
    true: { fi: 'Oppilaitos on vaihtunut', sv: 'Läroanstalten har bytts', en: 'The institution has changed' },
    false: negativeTexts.notChanged,
  },
  sourcesAgree: {
    true: {
      fi: 'Vertaillut tiedot ovat yhtäpitäviä',
      sv: 'De jämförda uppgifterna stämmer överens',
      en: 'What was compared agrees',
    },
    false: negativeTexts.disagree,
  },
} as const satisfies Partial<Record<FindingName, { readonly true: Text; readonly false: NegativeText }>>;

/** What is said about a value besides it. */
export const remarkTexts = {
  since: { fi: 'alkaen', sv: 'från och med', en: 'since' },
  gapDays: { fi: 'päivää välissä', sv: 'dagar emellan', en: 'days between' },
  ended: { fi: 'Päättynyt', sv: 'Upphörde', en: 'Ended' },
  openIsNoGround: {
    fi: 'Avoin maksu ei yksin ole hylkäämisperuste: hakija voi osoittaa varat.',
    sv: 'En obetald avgift är inte i sig en grund för avslag: sökanden kan visa medel.',
    en: 'An open fee is no ground for refusal by itself: the applicant may show funds.',
  },
  virtaSays: { fi: 'VIRTA', sv: 'VIRTA', en: 'VIRTA' },
  admissionSays: {
    fi: 'valinta- ja maksurekisteri',
    sv: 'antagnings- och avgiftsregistret',
    en: 'admission and fee register',
  },
} as const satisfies Record<string, Text>;

/** The registered facts that rules rest on. */
export const factNames: Readonly<Record<string, Text>> = {
  identity: { fi: 'henkilöllisyys', sv: 'identitet', en: 'identity' },
  admissions: { fi: 'opiskelupaikat', sv: 'studieplatser', en: 'study places' },
  admissionConditions: { fi: 'paikkojen ehdot', sv: 'platsernas villkor', en: 'conditions of places' },
  feePayments: { fi: 'maksumerkinnät', sv: 'betalningsanteckningar', en: 'fee payments' },
  studyRights: { fi: 'opinto-oikeudet', sv: 'studierätter', en: 'study rights' },
  termRegistrations: { fi: 'lukukausi-ilmoittautumiset', sv: 'terminsanmälningar', en: 'term registrations' },
  termFees: { fi: 'lukukausien maksut', sv: 'terminsavgifter', en: 'term fees' },
  studyProgress: { fi: 'opintopisteet', sv: 'studiepoäng', en: 'credits' },
};
