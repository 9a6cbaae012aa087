import type { LocalizedText } from '../../registry/reasons.ts';

/** A fact that no connected registry covers; the graph's `UncoveredFact`. */
export interface UncoveredFact {
  readonly subject: LocalizedText;
  readonly state: 'NOT_COVERED';
  readonly heldBy: LocalizedText;
}

const state = 'NOT_COVERED';
const applicant: LocalizedText = {
  fi: 'Hakija; Maahanmuuttovirasto',
  sv: 'Sökanden; Migrationsverket',
  en: 'The applicant; the Finnish Immigration Service',
};

const institution: LocalizedText = {
  fi: 'Korkeakoulu',
  sv: 'Högskolan',
  en: 'The higher education institution',
};

/** What a permit turns on and nobody checked here, so that no silence is taken for a check. */
export const outsideCoverage: readonly UncoveredFact[] = [
  {
    subject: {
      fi: 'Lukion ja ammatillisen koulutuksen opinto-oikeudet (KOSKI)',
      sv: 'Studierätter i gymnasie- och yrkesutbildning (KOSKI)',
      en: 'Upper secondary and vocational study rights (KOSKI)',
    },
    state,
    heldBy: {
      fi: 'Opetushallitus ja koulutuksen järjestäjät',
      sv: 'Utbildningsstyrelsen och utbildningsanordnarna',
      en: 'The Finnish National Agency for Education and the education providers',
    },
  },
  {
    subject: {
      fi: 'Korkeakouluopintojen arvosanat, opintojaksojen sisältö ja koulutusala',
      sv: 'Vitsord, kursernas innehåll och utbildningsområde i högskolestudier',
      en: 'Grades, contents of courses and field of higher education studies',
    },
    state,
    heldBy: institution,
  },
  {
    subject: {
      fi: 'Ylioppilaskunnan tai opiskelijakunnan jäsenyys ja terveydenhoitomaksu (YTHS)',
      sv: 'Medlemskap i studentkår eller studerandekår och hälsovårdsavgift (SHVS)',
      en: 'Student union membership and the student healthcare fee (FSHS)',
    },
    state,
    heldBy: {
      fi: 'Korkeakoulu; Kela',
      sv: 'Högskolan; FPA',
      en: 'The higher education institution; Kela',
    },
  },
  {
    subject: { fi: 'Toimeentulo', sv: 'Försörjning', en: 'Means of support' },
    state,
    heldBy: applicant,
  },
  {
    subject: { fi: 'Tulot', sv: 'Inkomster', en: 'Income' },
    state,
    heldBy: {
      fi: 'Tulorekisteri (Verohallinto)',
      sv: 'Inkomstregistret (Skatteförvaltningen)',
      en: 'Incomes Register (Tax Administration)',
    },
  },
  {
    subject: {
      fi: 'Sosiaalietuudet ja toimeentulotuki',
      sv: 'Sociala förmåner och utkomststöd',
      en: 'Social benefits and social assistance',
    },
    state,
    heldBy: { fi: 'Kela', sv: 'FPA', en: 'Kela' },
  },
  {
    subject: {
      fi: 'Väestötiedot ja kotikunta väestötietojärjestelmässä',
      sv: 'Befolkningsuppgifter och hemkommun i befolkningsdatasystemet',
      en: 'Population data and municipality in the population information system',
    },
    state,
    heldBy: {
      fi: 'Digi- ja väestötietovirasto',
      sv: 'Myndigheten för digitalisering och befolkningsdata',
      en: 'Digital and Population Data Services Agency',
    },
  },
  {
    subject: { fi: 'Sairausvakuutus', sv: 'Sjukförsäkring', en: 'Health insurance' },
    state,
    heldBy: applicant,
  },
  { subject: { fi: 'Passi', sv: 'Pass', en: 'Passport' }, state, heldBy: applicant },
  {
    subject: {
      fi: 'Yleinen järjestys ja turvallisuus',
      sv: 'Allmän ordning och säkerhet',
      en: 'Public order and security',
    },
    state,
    heldBy: {
      fi: 'Maahanmuuttovirasto, poliisi ja suojelupoliisi',
      sv: 'Migrationsverket, polisen och skyddspolisen',
      en: 'The Finnish Immigration Service, the police and the Security and Intelligence Service',
    },
  },
];
