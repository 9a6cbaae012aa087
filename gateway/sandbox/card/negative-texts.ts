import type { Text } from '../language.ts';
import type { CardStudent } from './student.ts';

/**
 * A text that denies: "none", "not". Only an answer that is whole can carry one, so it is never written by itself:
 * `noneIn` takes it together with what it rests on.
 */
export interface NegativeText {
  /** The facts whose silence it speaks of, or whose value it is. */
  readonly of: readonly (keyof CardStudent)[];
  readonly denies: Text;
}

/** What the card says where a registry that answered has nothing, and where a rule found that nothing is so. */
export const negativeTexts = {
  notRecorded: {
    of: ['identity'],
    denies: {
      fi: 'ei merkitty rekisteriin',
      sv: 'inte antecknat i registret',
      en: 'not recorded in the registry',
    },
  },
  noStart: {
    of: ['admissions'],
    denies: {
      fi: 'ei merkitty valintarekisteriin',
      sv: 'inte antecknat i antagningsregistret',
      en: 'not recorded in the admission register',
    },
  },
  undecided: {
    of: ['admissions'],
    denies: {
      fi: 'ei päätöstä rekisterissä; ei tarkoita maksutonta',
      sv: 'inget beslut i registret; betyder inte avgiftsfritt',
      en: 'no decision recorded; does not mean free',
    },
  },
  notReported: {
    of: ['studyRights', 'termFees'],
    denies: { fi: 'ei ilmoitettu', sv: 'inte rapporterat', en: 'not reported' },
  },
  noStates: {
    of: ['studyRights'],
    denies: { fi: 'ei kirjattuja tiloja', sv: 'inga registrerade lägen', en: 'no states recorded' },
  },
  noTerms: {
    of: ['termRegistrations'],
    denies: { fi: 'ei ilmoittautumisia', sv: 'inga anmälningar', en: 'no registrations recorded' },
  },
  noSteps: {
    of: ['nextSteps'],
    denies: {
      fi: 'Tiedossa ei ole avoimia toimia.',
      sv: 'Inga öppna åtgärder är kända.',
      en: 'No open step is known.',
    },
  },
  noFreeMovement: {
    of: ['freeMovement'],
    denies: {
      fi: 'Ei EU:n, ETA:n tai Sveitsin kansalaisuutta',
      sv: 'Inget medborgarskap i EU, EES eller Schweiz',
      en: 'No citizenship of the EU, the EEA or Switzerland',
    },
  },
  notValid: { of: ['studyRightValidity'], denies: { fi: 'Ei voimassa', sv: 'Inte giltig', en: 'Not valid' } },
  notStarted: {
    of: ['studiesStarted'],
    denies: {
      fi: 'Opintoja ei ole aloitettu',
      sv: 'Studierna har inte inletts',
      en: 'Studies have not started',
    },
  },
  notChanged: {
    of: ['institutionChange'],
    denies: {
      fi: 'Oppilaitos ei ole vaihtunut',
      sv: 'Läroanstalten har inte bytts',
      en: 'The institution has not changed',
    },
  },
  disagree: {
    of: ['sourcesAgree'],
    denies: {
      fi: 'Vertailluissa tiedoissa on ristiriita',
      sv: 'De jämförda uppgifterna motsäger varandra',
      en: 'What was compared disagrees',
    },
  },
} as const satisfies Record<string, NegativeText>;
