import type { LabelTable } from './labels.ts';
import type { LocalizedText } from './reasons.ts';

/** Labels of the enums that every subgraph shares (`schema/facts.graphql`). */
export const sharedLabels: LabelTable = {
  FactState: {
    KNOWN: ['Tiedossa', 'Känt', 'Known'],
    KNOWN_NONE: ['Rekisterissä ei ole tietuetta', 'Ingen post i registret', 'No record in the registry'],
    NOT_APPLICABLE: ['Ei sovellu', 'Ej tillämpligt', 'Not applicable'],
    NOT_LINKED: ['Henkilöä ei voitu yhdistää', 'Personen kunde inte kopplas', 'Person not linked'],
    AMBIGUOUS: ['Monitulkintainen', 'Tvetydigt', 'Ambiguous'],
    CONFLICT: [
      'Rekisterit ovat ristiriidassa',
      'Registren motsäger varandra',
      'Registries contradict each other',
    ],
    NOT_COVERED: ['Ei katettu', 'Omfattas inte', 'Not covered'],
    NOT_PERMITTED: [
      'Ei sallittu tähän tarkoitukseen',
      'Ej tillåtet för detta ändamål',
      'Not permitted for this purpose',
    ],
    WITHHELD: [
      'Jätetty luovuttamatta henkilön suojaksi',
      'Undanhålls till skydd för personen',
      'Withheld to protect the person',
    ],
    CONSENT_REQUIRED: ['Suostumus tarvitaan', 'Samtycke krävs', 'Consent required'],
    CONSENT_UNVERIFIABLE: [
      'Suostumusta ei voitu tarkistaa',
      'Samtycket kunde inte kontrolleras',
      'Consent could not be verified',
    ],
    SOURCE_UNAVAILABLE: ['Rekisteri ei vastannut', 'Registret svarade inte', 'Registry gave no answer'],
    STALE: ['Vanhentunut', 'Föråldrat', 'Stale'],
  },
  Determination: {
    DETERMINED: ['Todettu', 'Konstaterat', 'Determined'],
    UNDETERMINED: ['Ei todettavissa', 'Kan inte konstateras', 'Undetermined'],
  },
  Actor: {
    STUDENT: ['Opiskelija', 'Studerande', 'Student'],
    HIGHER_EDUCATION_INSTITUTION: ['Korkeakoulu', 'Högskola', 'Higher education institution'],
    EDUCATION_PROVIDER: ['Koulutuksen järjestäjä', 'Utbildningsanordnare', 'Education provider'],
    OPH: ['Opetushallitus', 'Utbildningsstyrelsen', 'Finnish National Agency for Education'],
    CSC: ['CSC', 'CSC', 'CSC'],
    DVV: [
      'Digi- ja väestötietovirasto',
      'Myndigheten för digitalisering och befolkningsdata',
      'Digital and Population Data Services Agency',
    ],
    MIGRI: ['Maahanmuuttovirasto', 'Migrationsverket', 'Finnish Immigration Service'],
    GATEWAY_OPERATOR: ['Yhdyskäytävän ylläpito', 'Gatewayens driftansvariga', 'Gateway operator'],
    ASKER: ['Kysyjä', 'Den som frågar', 'Whoever asks'],
  },
};

/** The label of a value of a shared enum, for what is said where no subgraph was asked. */
export function labelOf(enumName: string, value: string): LocalizedText {
  const [fi, sv, en] = sharedLabels[enumName]?.[value] ?? [null, null, null];
  return { fi, sv, en };
}
