import type { Text } from '../language.ts';

/** What the page says besides what is in the log. */
export const pageTexts = {
  title: { fi: 'Luovutusloki', sv: 'Utlämningslogg', en: 'Disclosure log' },
  lead: {
    fi: 'Kuka on kysynyt kenestä mitäkin, millä perusteella ja mitä luovutettiin. Lokissa on tietojen nimet ja tilat, ei sisältöä eikä henkilötunnuksia.',
    sv: 'Vem som har frågat vad om vem, på vilken grund, och vad som lämnades ut. Loggen har uppgifternas namn och tillstånd, inte deras innehåll och inga personbeteckningar.',
    en: 'Who asked what about whom, on what ground, and what was disclosed. The log holds the names and states of facts, not their values, and no personal identity codes.',
  },
  chain: { fi: 'Ketjun tila', sv: 'Kedjans tillstånd', en: 'State of the chain' },
  whole: {
    fi: 'Ketju on ehyt: jokainen tietue on niin kuin se kirjoitettiin.',
    sv: 'Kedjan är hel: varje post är som den skrevs.',
    en: 'The chain is whole: every record is as it was written.',
  },
  broken: {
    fi: 'Ketju ei ole ehyt. Ensimmäinen virhe on tietueessa',
    sv: 'Kedjan är inte hel. Det första felet är i post',
    en: 'The chain is not whole. The first fault is at record',
  },
  records: { fi: 'Tietueita', sv: 'Poster', en: 'Records' },
  sealed: {
    fi: 'Allekirjoitetun tarkistuspisteen alla',
    sv: 'Under en signerad kontrollpunkt',
    en: 'Under a signed checkpoint',
  },
  boots: { fi: 'Käynnistyksiä', sv: 'Starter', en: 'Starts' },
  requests: { fi: 'Kyselyitä', sv: 'Frågor', en: 'Requests' },
  outcomes: { fi: 'Luovutuksia', sv: 'Utlämnanden', en: 'Disclosures' },
  refusals: { fi: 'Hylkäyksiä', sv: 'Avslag', en: 'Refusals' },
  unfinished: {
    fi: 'Kysytty, perillemenosta ei tietoa',
    sv: 'Frågat, okänt om det kom fram',
    en: 'Asked, not known to be delivered',
  },
  verify: {
    fi: 'Saman voi tarkistaa ilman yhdyskäytävää:',
    sv: 'Detsamma kan kontrolleras utan gatewayen:',
    en: 'The same can be checked without the gateway:',
  },
  looked: {
    fi: 'Kuka on katsonut tietojani',
    sv: 'Vem har tittat på mina uppgifter',
    en: 'Who has looked at my data',
  },
  choose: {
    fi: 'Valitse henkilö, josta on kysytty. Henkilö itse näkee saman kyselyllä myDisclosures.',
    sv: 'Välj en person som det har frågats om. Personen själv ser detsamma med frågan myDisclosures.',
    en: 'Choose a person who was asked about. The person sees the same by the query myDisclosures.',
  },
  people: { fi: 'Henkilöt lokissa', sv: 'Personer i loggen', en: 'People in the log' },
  nobody: {
    fi: 'Kenestäkään ei ole vielä kysytty.',
    sv: 'Det har ännu inte frågats om någon.',
    en: 'Nobody was asked about yet.',
  },
  nothing: {
    fi: 'Henkilöstä ei ole näytettäviä merkintöjä.',
    sv: 'Det finns inga poster att visa om personen.',
    en: 'There are no entries to show about the person.',
  },
  latest: { fi: 'Viimeisimmät tietueet', sv: 'De senaste posterna', en: 'Latest records' },
  latestCaption: {
    fi: 'Enintään 100 viimeisintä tietuetta, uusin ensin',
    sv: 'Högst 100 av de senaste posterna, den nyaste först',
    en: 'At most the 100 latest records, newest first',
  },
  scrollable: {
    fi: 'Taulukko, vieritettävä kapealla näytöllä',
    sv: 'Tabell, kan rullas på smal skärm',
    en: 'Table, scrolls on a narrow screen',
  },
  number: { fi: 'Nro', sv: 'Nr', en: 'No.' },
  time: { fi: 'Aika (UTC)', sv: 'Tid (UTC)', en: 'Time (UTC)' },
  kind: { fi: 'Tietue', sv: 'Post', en: 'Record' },
  who: { fi: 'Kuka', sv: 'Vem', en: 'Who' },
  purpose: { fi: 'Tarkoitus', sv: 'Ändamål', en: 'Purpose' },
  about: { fi: 'Kenestä', sv: 'Om vem', en: 'About' },
  what: { fi: 'Mitä', sv: 'Vad', en: 'What' },
  legalBasis: { fi: 'Oikeusperuste', sv: 'Rättsgrund', en: 'Legal basis' },
  registries: { fi: 'Rekisterit', sv: 'Register', en: 'Registries' },
  facts: { fi: 'Tiedot', sv: 'Uppgifter', en: 'Facts' },
  delivered: { fi: 'Luovutettu', sv: 'Utlämnat', en: 'Delivered' },
  yes: { fi: 'Kyllä', sv: 'Ja', en: 'Yes' },
  notKnown: { fi: 'Ei tiedossa', sv: 'Inte känt', en: 'Not known' },
  denied: { fi: 'ei annettu', sv: 'gavs inte', en: 'not given' },
  footer: {
    fi: 'Sivu on tehty lokista, kun se avattiin; päivitä se nähdäksesi uudet tietueet.',
    sv: 'Sidan gjordes ur loggen när den öppnades; uppdatera den för att se nya poster.',
    en: 'The page was made from the log when it was opened; reload it to see new records.',
  },
} as const satisfies Record<string, Text>;

/** Kinds of record. */
export const kindTexts = {
  BOOT: { fi: 'Käynnistys', sv: 'Start', en: 'Start' },
  INTENT: { fi: 'Aikomus kysyä', sv: 'Avsikt att fråga', en: 'Intent to ask' },
  OUTCOME: { fi: 'Tulos', sv: 'Utfall', en: 'Outcome' },
  REFUSAL: { fi: 'Hylkäys', sv: 'Avslag', en: 'Refusal' },
} as const satisfies Record<string, Text>;
