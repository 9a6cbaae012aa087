import type { LabelTable } from '../registry/labels.ts';

/** Labels of this subgraph's enums. */
export const labels: LabelTable = {
  StudentMatchCode: {
    FOUND: ['Löytyi', 'Hittades', 'Found'],
    NOT_IDENTIFIED: ['Henkilöä ei ole yksilöity', 'Personen är inte identifierad', 'Person not identified'],
    NOT_LINKED: [
      'Tunnisteella ei löytynyt henkilöä',
      'Ingen person hittades med identifieraren',
      'Nobody found by this identifier',
    ],
    AMBIGUOUS: ['Useampi kuin yksi henkilö', 'Fler än en person', 'More than one person'],
    INVALID_IDENTIFIER: ['Ei ole oppijanumero', 'Inte ett studentnummer', 'Not a learner number'],
    IDENTITY_UNRESOLVED: [
      'Oppijanumerorekisteristä ei saatu käyttökelpoista vastausta',
      'Studentnummerregistret gav inget användbart svar',
      'Learner-number registry gave no usable answer',
    ],
  },
  IdentificationMethod: {
    POPULATION_INFORMATION_SYSTEM: [
      'Yksilöity väestötietojärjestelmästä',
      'Identifierad i befolkningsdatasystemet',
      'Identified against the population information system',
    ],
    MANUAL: ['Virkailijan yksilöimä', 'Identifierad av en tjänsteman', 'Identified by an official'],
    EIDAS: [
      'Yksilöity eurooppalaisella sähköisellä tunnisteella (eIDAS)',
      'Identifierad med europeisk e-legitimation (eIDAS)',
      'Identified by a European electronic identity (eIDAS)',
    ],
    NONE: ['Ei yksilöity', 'Inte identifierad', 'Not identified'],
  },
};
