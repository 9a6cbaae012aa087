import type { Language, Text } from '../../language.ts';

/** The sandbox's clients, by their ids. */
export const clientTexts: Readonly<Record<string, Text>> = {
  migri: { fi: 'Maahanmuuttovirasto', sv: 'Migrationsverket', en: 'The Finnish Immigration Service' },
  oph: { fi: 'Opetushallitus', sv: 'Utbildningsstyrelsen', en: 'The Finnish National Agency for Education' },
  vf: {
    fi: 'Henkilö itse Virtual Finlandin kautta',
    sv: 'Personen själv genom Virtual Finland',
    en: 'The person, through Virtual Finland,',
  },
  developer: { fi: 'Kehittäjä', sv: 'En utvecklare', en: 'A developer' },
};

/** What a sentence about a query is written of. */
export interface AskedFigures {
  readonly who: string;
  readonly purpose: string;
  readonly calls: number;
  readonly rounds: number;
  readonly registries: string;
  readonly ms: number;
}

/** How sentences about a query are written in a language. */
export interface SentenceWriter {
  readonly asked: (figures: AskedFigures) => string;
  readonly missing: string;
  readonly complete: string;
}

/** The writers of all languages. */
export const sentenceWriters: Readonly<Record<Language, SentenceWriter>> = {
  fi: {
    asked: ({ who, purpose, calls, rounds, registries, ms }) =>
      calls === 0
        ? `${who} kysyi (${purpose}). Mitään rekisteriä ei kysytty.`
        : `${who} kysyi (${purpose}): ${calls} ${calls === 1 ? 'kutsu' : 'kutsua'}, ${rounds} ${rounds === 1 ? 'kierros' : 'kierrosta'}, ${ms} ms. Kysyttiin: ${registries}.`,
    missing: 'Jäi saamatta:',
    complete: 'Kaikki kysytyt tiedot saatiin.',
  },
  sv: {
    asked: ({ who, purpose, calls, rounds, registries, ms }) =>
      calls === 0
        ? `${who} frågade (${purpose}). Inget register tillfrågades.`
        : `${who} frågade (${purpose}): ${calls} anrop i ${rounds} ${rounds === 1 ? 'omgång' : 'omgångar'}, ${ms} ms. Tillfrågade: ${registries}.`,
    missing: 'Saknades:',
    complete: 'Alla efterfrågade uppgifter kom.',
  },
  en: {
    asked: ({ who, purpose, calls, rounds, registries, ms }) =>
      calls === 0
        ? `${who} asked (${purpose}). No registry was asked.`
        : `${who} asked (${purpose}): ${calls} ${calls === 1 ? 'call' : 'calls'} in ${rounds} ${rounds === 1 ? 'round' : 'rounds'}, ${ms} ms. Asked: ${registries}.`,
    missing: 'Missing:',
    complete: 'Every fact asked for was told.',
  },
};
