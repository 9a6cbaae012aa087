import type { Text } from '../language.ts';
import type { FlowKind, lanes, View } from './process-data.ts';

/** What each picture is called. */
export const viewTitles = {
  today: {
    fi: 'Prosessi tänään',
    sv: 'Processen i dag',
    en: 'The process today',
  },
  gateway: {
    fi: 'Prosessi Opintoluvan kanssa',
    sv: 'Processen med Opintolupa',
    en: 'The process with Opintolupa',
  },
} as const satisfies Record<View, Text>;

/** What each picture shows, for whoever cannot see it. */
export const viewDescriptions = {
  today: {
    fi: 'Toimijat ovat sarakkeissa ja tietovirrat numeroituina nuolina niiden välillä. Taulukko kertoo jokaisen numeron sisällön.',
    sv: 'Aktörerna står i kolumner och informationsflödena är numrerade pilar mellan dem. Tabellen förklarar varje nummer.',
    en: 'Actors stand in columns; flows of data are numbered arrows between them. The table explains every number.',
  },
  gateway: {
    fi: 'Samat toimijat ja tietovirrat, kun osa virroista kulkee Opintoluvan kautta. Viivan tyyli kertoo, mikä muuttuu. Taulukko kertoo jokaisen numeron sisällön.',
    sv: 'Samma aktörer och flöden när en del av flödena går genom Opintolupa. Linjens stil visar vad som ändras. Tabellen förklarar varje nummer.',
    en: 'The same actors and flows, with some flows going through Opintolupa. The style of the line says what changes. The table explains every number.',
  },
} as const satisfies Record<View, Text>;

/** What each lane is called. */
export const laneTitles = {
  STUDENT: { fi: 'Opiskelija', sv: 'Studerande', en: 'Student' },
  EDUCATION: { fi: 'Koulutus', sv: 'Utbildning', en: 'Education' },
  REGISTRIES: {
    fi: 'Rekisterit ja palvelut',
    sv: 'Register och tjänster',
    en: 'Registries and services',
  },
  GATEWAY: { fi: 'Yhdyskäytävä', sv: 'Gateway', en: 'Gateway' },
  AUTHORITIES: { fi: 'Viranomaiset', sv: 'Myndigheter', en: 'Authorities' },
} as const satisfies Record<(typeof lanes)[number], Text>;

/** What is said beside the actors that stand above the lanes. */
export const steeringTitle = {
  fi: 'Lainsäädäntö ja ohjaus',
  sv: 'Lagstiftning och styrning',
  en: 'Legislation and steering',
} as const satisfies Text;

/** What each way of drawing an arrow means. */
export const kindTexts = {
  CHANNEL: { fi: 'Nykyinen kanava', sv: 'Nuvarande kanal', en: 'Channel of today' },
  NONE: { fi: 'Ei kanavaa', sv: 'Ingen kanal', en: 'No channel' },
  IMPLEMENTED: { fi: 'Opintoluvan kautta', sv: 'Genom Opintolupa', en: 'Through Opintolupa' },
  PARTLY: {
    fi: 'Osittain Opintoluvan kautta',
    sv: 'Delvis genom Opintolupa',
    en: 'Partly through Opintolupa',
  },
  UNCHANGED: { fi: 'Ennallaan', sv: 'Oförändrat', en: 'Unchanged' },
  OUTSIDE: { fi: 'Opintoluvan ulkopuolella', sv: 'Utanför Opintolupa', en: 'Outside Opintolupa' },
  NOT_YET: { fi: 'Ei toteutettu', sv: 'Inte genomfört', en: 'Not built' },
} as const satisfies Record<FlowKind, Text>;
