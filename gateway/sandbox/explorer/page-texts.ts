import type { Text } from '../language.ts';

/** What the explorer's page says around the app. */
export const pageTexts = {
  title: { fi: 'Kysele rekistereiltä', sv: 'Fråga registren', en: 'Ask the registries' },
  lead: {
    fi: 'Valitse kysely, henkilö ja kysyjä, ja aja. Vastauksen alla näkyy kuvana, mikä rekisteri kertoi mitä, kenelle ja millä perusteella.',
    sv: 'Välj fråga, person och frågare, och kör. Under svaret visar en bild vilket register som berättade vad, för vem och på vilken grund.',
    en: 'Choose a query, a person and who asks, and run it. Below the answer, a picture shows which registry told what to whom on what ground.',
  },
  footer: {
    fi: 'Säännöt, loki ja kuitit ovat samat kuin tuotannossa. Selaimeen ei tallenneta mitään.',
    sv: 'Regler, logg och kvitton är desamma som i produktion. Inget sparas i webbläsaren.',
    en: 'Policies, log and receipts are the same as in production. Nothing is kept in the browser.',
  },
  noScript: {
    fi: 'Tämä sivu tarvitsee JavaScriptiä. Muut sivut ja rajapinta toimivat ilman sitä.',
    sv: 'Den här sidan behöver JavaScript. De andra sidorna och gränssnittet fungerar utan.',
    en: 'This page needs JavaScript. The other pages and the interface work without it.',
  },
  notBuilt: {
    fi: 'Kyselysivua ei ole koottu, koska kehityspaketteja ei ole asennettu. Aja npm ci ilman valintaa --omit=dev ja käynnistä uudelleen.',
    sv: 'Frågesidan har inte byggts, för utvecklingspaketen är inte installerade. Kör npm ci utan --omit=dev och starta om.',
    en: 'The explorer is not built, because the development packages are not installed. Run npm ci without --omit=dev and start again.',
  },
} as const satisfies Record<string, Text>;
