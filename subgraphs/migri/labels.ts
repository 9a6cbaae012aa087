import type { LabelTable } from '../registry/labels.ts';

/** Labels of the permit register's enums. */
export const labels: LabelTable = {
  PermitCaseKind: {
    FIRST_PERMIT: ['Ensimmäinen oleskelulupa', 'Första uppehållstillstånd', 'First residence permit'],
    EXTENSION: ['Jatkolupa', 'Fortsatt tillstånd', 'Extended permit'],
    PERMANENT: ['Pysyvä oleskelulupa', 'Permanent uppehållstillstånd', 'Permanent residence permit'],
    WITHDRAWAL: ['Luvan peruuttaminen', 'Återkallelse av tillstånd', 'Withdrawal of a permit'],
    UNKNOWN: ['Tuntematon asian laji', 'Okänt slag av ärende', 'Unknown kind of case'],
  },
  PermitGround: {
    STUDY: ['Opiskelu', 'Studier', 'Studies'],
    EMPLOYMENT: ['Työ', 'Arbete', 'Employment'],
    FAMILY: ['Perheside', 'Familjeband', 'Family tie'],
    RESEARCH: ['Tieteellinen tutkimus', 'Vetenskaplig forskning', 'Scientific research'],
    TEMPORARY_PROTECTION: ['Tilapäinen suojelu', 'Tillfälligt skydd', 'Temporary protection'],
    INTERNATIONAL_PROTECTION: ['Kansainvälinen suojelu', 'Internationellt skydd', 'International protection'],
    OTHER: ['Muu peruste', 'Annan grund', 'Another ground'],
    UNKNOWN: ['Tuntematon peruste', 'Okänd grund', 'Unknown ground'],
  },
  PermitCaseState: {
    SUBMITTED: ['Vireillä', 'Anhängigt', 'Submitted'],
    IN_PROCESS: ['Käsittelyssä', 'Under behandling', 'Being processed'],
    WAITING_FOR_APPLICANT: [
      'Odottaa hakijan täydennystä',
      'Väntar på komplettering av sökanden',
      'Waiting for the applicant',
    ],
    DECIDED: ['Päätetty', 'Avgjort', 'Decided'],
    LAPSED: ['Rauennut', 'Förfallet', 'Lapsed'],
    UNKNOWN: ['Tuntematon tila', 'Okänt läge', 'Unknown state'],
  },
  PermitDecision: {
    GRANTED: ['Myönnetty', 'Beviljat', 'Granted'],
    REFUSED: ['Hylätty', 'Avslaget', 'Refused'],
    WITHDRAWN: ['Peruutettu', 'Återkallat', 'Withdrawn'],
    UNKNOWN: ['Tuntematon päätös', 'Okänt beslut', 'Unknown outcome'],
  },
  PermitType: {
    A: ['Jatkuva (A)', 'Kontinuerligt (A)', 'Continuous (A)'],
    B: ['Tilapäinen (B)', 'Tillfälligt (B)', 'Temporary (B)'],
    P: ['Pysyvä (P)', 'Permanent (P)', 'Permanent (P)'],
    P_EU: [
      'Pitkään oleskelleen EU-oleskelulupa (P-EU)',
      'EU-uppehållstillstånd för varaktigt bosatta (P-EU)',
      'Long-term resident’s EU permit (P-EU)',
    ],
    UNKNOWN: ['Tuntematon lupatyyppi', 'Okänd tillståndstyp', 'Unknown type of permit'],
  },
};
