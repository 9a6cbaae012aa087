import type { Text } from '../language.ts';

/** What the page says besides what the process itself is. */
export const pageTexts = {
  title: {
    fi: 'Prosessikuva: ulkomaisen opiskelijan maahantulo',
    sv: 'Processbild: utländska studerandes inresa',
    en: 'Process picture: an international student’s way to Finland',
  },
  onThisPage: { fi: 'Tällä sivulla', sv: 'På denna sida', en: 'On this page' },
  lead: {
    fi: 'Kuka tarvitsee mitä tietoa ulkomaisen opiskelijan oleskelulupaa varten, keneltä se tulee ja mitä kanavaa pitkin: tänään ja Opintoluvan kanssa. Kuvat ja taulukot on tehty samasta tiedostosta.',
    sv: 'Vem som behöver vilka uppgifter för en utländsk studerandes uppehållstillstånd, vem de kommer från och genom vilken kanal: i dag och med Opintolupa. Bilder och tabeller görs ur samma fil.',
    en: 'Who needs which data for an international student’s residence permit, whom it comes from and by which channel: today and with Opintolupa. Pictures and tables are made from one file.',
  },
  download: { fi: 'Lataa kuva (SVG)', sv: 'Ladda ner bilden (SVG)', en: 'Download the picture (SVG)' },
  scrollable: {
    fi: 'Kuva, vieritettävä kapealla näytöllä',
    sv: 'Bild, kan rullas på smal skärm',
    en: 'Picture, scrolls on a narrow screen',
  },
  flows: { fi: 'Tietovirrat', sv: 'Informationsflöden', en: 'Flows of data' },
  flowsCaption: {
    fi: 'Jokainen numeroitu tietovirta: mitä, milloin ja miten',
    sv: 'Varje numrerat flöde: vad, när och hur',
    en: 'Every numbered flow: what, when and how',
  },
  number: { fi: 'Nro', sv: 'Nr', en: 'No.' },
  flow: { fi: 'Keneltä kenelle', sv: 'Från och till', en: 'From and to' },
  data: { fi: 'Tieto', sv: 'Uppgifter', en: 'Data' },
  trigger: { fi: 'Milloin', sv: 'När', en: 'When' },
  today: { fi: 'Kanava tänään', sv: 'Kanal i dag', en: 'Channel today' },
  gateway: { fi: 'Opintoluvan kanssa', sv: 'Med Opintolupa', en: 'With Opintolupa' },
  run: { fi: 'Aja kysely', sv: 'Kör fråga', en: 'Run query' },
  openExplorer: {
    fi: 'Avaa kyselysivulla',
    sv: 'Öppna på frågesidan',
    en: 'Open on the page of queries',
  },
  commands: {
    fi: 'Komennot, kun hiekkalaatikko on käynnissä (npm start):',
    sv: 'Kommandon när sandlådan är i gång (npm start):',
    en: 'Commands, with the sandbox running (npm start):',
  },
  asks: { fi: 'Kysyjä', sv: 'Frågare', en: 'Who asks' },
  purpose: { fi: 'käyttötarkoitus', sv: 'ändamål', en: 'purpose' },
  actors: { fi: 'Toimijat', sv: 'Aktörer', en: 'Actors' },
  actorsCaption: {
    fi: 'Toimijat, roolit ja vastuut',
    sv: 'Aktörer, roller och ansvar',
    en: 'Actors, roles and responsibilities',
  },
  actor: { fi: 'Toimija', sv: 'Aktör', en: 'Actor' },
  role: { fi: 'Rooli', sv: 'Roll', en: 'Role' },
  responsibleFor: { fi: 'Vastaa', sv: 'Ansvarar för', en: 'Responsible for' },
  source: {
    fi: 'Lähde: gateway/sandbox/process/process.json',
    sv: 'Källa: gateway/sandbox/process/process.json',
    en: 'Source: gateway/sandbox/process/process.json',
  },
} as const satisfies Record<string, Text>;
