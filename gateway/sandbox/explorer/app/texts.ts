import type { Text } from '../../language.ts';
import type { Dial } from './dials.ts';

/** What the bar and the pane say. */
export const texts = {
  choices: { fi: 'Kyselyn valinnat', sv: 'Val för frågan', en: 'Choices for the query' },
  operation: { fi: 'Kysely', sv: 'Fråga', en: 'Query' },
  tasks: { fi: 'Tehtävät', sv: 'Uppgifter', en: 'Tasks' },
  flows: { fi: 'Prosessin tietovirrat', sv: 'Processens flöden', en: 'Flows of the process' },
  person: { fi: 'Henkilö', sv: 'Person', en: 'Person' },
  noNumber: { fi: 'ei oppijanumeroa', sv: 'inget studentnummer', en: 'no learner number' },
  notAboutPerson: {
    fi: 'Tämä kysely ei koske valittua henkilöä: henkilöt ovat sen muuttujissa.',
    sv: 'Den här frågan gäller inte den valda personen: personerna står i dess variabler.',
    en: 'This query is not about the person chosen: its people are in its variables.',
  },
  caller: { fi: 'Kysyjä', sv: 'Frågare', en: 'Who asks' },
  caseReference: { fi: 'Asian tunnus', sv: 'Ärendets beteckning', en: 'Case reference' },
  ownCase: { fi: 'hiekkalaatikon oma', sv: 'sandlådans egen', en: 'the sandbox’s own' },
  consents: { fi: 'Suostumukset', sv: 'Samtycken', en: 'Consents' },
  today: { fi: 'Tarkastelupäivä', sv: 'Dagens datum', en: 'Today' },
  registries: { fi: 'Rekisterit', sv: 'Register', en: 'Registries' },
  otherDial: { fi: 'muu tila', sv: 'annat läge', en: 'something else' },
  run: { fi: 'Aja kysely', sv: 'Kör frågan', en: 'Run the query' },
  loading: { fi: 'Ladataan…', sv: 'Laddas…', en: 'Loading…' },
  noControls: {
    fi: 'Hiekkalaatikon valintoja ei saatu. Lataa sivu uudelleen.',
    sv: 'Sandlådans val kunde inte hämtas. Ladda om sidan.',
    en: 'The sandbox’s choices could not be fetched. Load the page again.',
  },
  noHeaders: {
    fi: 'Kysyjän tunnisteita ei saatu.',
    sv: 'Frågarens legitimation kunde inte hämtas.',
    en: 'The caller’s credentials could not be fetched.',
  },
  notTurned: {
    fi: 'Rekisteriä ei saatu vaihdettua.',
    sv: 'Registret kunde inte ställas om.',
    en: 'The registry could not be switched.',
  },
  editor: { fi: 'Kyselyeditori', sv: 'Frågeredigerare', en: 'Query editor' },
  outcome: { fi: 'Mitä tapahtui', sv: 'Vad som hände', en: 'What happened' },
  notRun: {
    fi: 'Kun ajat kyselyn, tässä näkyy, kuka kysyi, mitä rekistereiltä kysyttiin ja mitä jäi saamatta.',
    sv: 'När du kör en fråga visas här vem som frågade, vad registren tillfrågades om och vad som saknades.',
    en: 'When you run a query, this shows who asked, what the registries were asked and what was missing.',
  },
  running: { fi: 'Kysytään…', sv: 'Frågar…', en: 'Asking…' },
  nothing: {
    fi: 'Vastaus ei kerro, kysyttiinkö rekistereiltä mitään.',
    sv: 'Svaret berättar inte om något register tillfrågades.',
    en: 'The answer does not tell whether any registry was asked.',
  },
  enlarge: { fi: 'Näytä kuva suurempana', sv: 'Visa bilden större', en: 'Show the picture larger' },
  close: { fi: 'Sulje', sv: 'Stäng', en: 'Close' },
  downloadSvg: { fi: 'Lataa kuva (SVG)', sv: 'Ladda ner bilden (SVG)', en: 'Download the picture (SVG)' },
  downloadJson: {
    fi: 'Lataa tiedot (JSON)',
    sv: 'Ladda ner uppgifterna (JSON)',
    en: 'Download the data (JSON)',
  },
  print: { fi: 'Tulosta', sv: 'Skriv ut', en: 'Print' },
  picture: {
    fi: 'Kuva, vieritettävä kapealla näytöllä',
    sv: 'Bild, kan rullas på smal skärm',
    en: 'Picture, scrolls on a narrow screen',
  },
} as const satisfies Record<string, Text>;

/** What each dial is called. */
export const dialTexts = {
  normal: { fi: 'toimii', sv: 'fungerar', en: 'works' },
  slow: { fi: 'hidas', sv: 'långsamt', en: 'slow' },
  down: { fi: 'poissa käytöstä', sv: 'ur funktion', en: 'down' },
  malformed: { fi: 'viallinen vastaus', sv: 'felaktigt svar', en: 'malformed answer' },
  'logged-out': { fi: 'istunto katkaistu', sv: 'utloggad session', en: 'logged out' },
} as const satisfies Record<Dial, Text>;
