import type { DataFlow, FlowCall } from '../../../data-flow/data-flow.ts';
import { wordsIn } from '../../../data-flow/picture/words.ts';
import { labels } from '../../../own-subgraph/labels.ts';
import { type Language, languages, type Text } from '../../language.ts';

/** States of facts that say something, be it that there is none. */
const told = new Set(['KNOWN', 'KNOWN_NONE', 'NOT_APPLICABLE', 'DETERMINED', 'GIVEN']);

/** The sandbox's clients, by their ids. */
const clients: Readonly<Record<string, Text>> = {
  migri: { fi: 'Maahanmuuttovirasto', sv: 'Migrationsverket', en: 'The Finnish Immigration Service' },
  oph: { fi: 'Opetushallitus', sv: 'Utbildningsstyrelsen', en: 'The Finnish National Agency for Education' },
  vf: {
    fi: 'Henkilö itse Virtual Finlandin kautta',
    sv: 'Personen själv genom Virtual Finland',
    en: 'The person, through Virtual Finland,',
  },
  developer: { fi: 'Kehittäjä', sv: 'En utvecklare', en: 'A developer' },
};

interface Figures {
  readonly who: string;
  readonly purpose: string;
  readonly calls: number;
  readonly rounds: number;
  readonly registries: string;
  readonly ms: number;
}

const writers = {
  fi: {
    asked: ({ who, purpose, calls, rounds, registries, ms }: Figures) =>
      calls === 0
        ? `${who} kysyi (${purpose}). Mitään rekisteriä ei kysytty.`
        : `${who} kysyi (${purpose}): ${calls} ${calls === 1 ? 'kutsu' : 'kutsua'}, ${rounds} ${rounds === 1 ? 'kierros' : 'kierrosta'}, ${ms} ms. Kysyttiin: ${registries}.`,
    missing: (list: string) => `Jäi saamatta: ${list}.`,
    complete: 'Kaikki kysytyt tiedot saatiin.',
    denied: (count: number) =>
      `Ei annettu tähän tarkoitukseen: ${count} ${count === 1 ? 'kenttä' : 'kenttää'}.`,
  },
  sv: {
    asked: ({ who, purpose, calls, rounds, registries, ms }: Figures) =>
      calls === 0
        ? `${who} frågade (${purpose}). Inget register tillfrågades.`
        : `${who} frågade (${purpose}): ${calls} anrop i ${rounds} ${rounds === 1 ? 'omgång' : 'omgångar'}, ${ms} ms. Tillfrågade: ${registries}.`,
    missing: (list: string) => `Saknades: ${list}.`,
    complete: 'Alla efterfrågade uppgifter kom.',
    denied: (count: number) => `Lämnas inte ut för detta ändamål: ${count} fält.`,
  },
  en: {
    asked: ({ who, purpose, calls, rounds, registries, ms }: Figures) =>
      calls === 0
        ? `${who} asked (${purpose}). No registry was asked.`
        : `${who} asked (${purpose}): ${calls} ${calls === 1 ? 'call' : 'calls'} in ${rounds} ${rounds === 1 ? 'round' : 'rounds'}, ${ms} ms. Asked: ${registries}.`,
    missing: (list: string) => `Missing: ${list}.`,
    complete: 'Every fact asked for was told.',
    denied: (count: number) => `Not given for this purpose: ${count} ${count === 1 ? 'field' : 'fields'}.`,
  },
} as const satisfies Record<Language, unknown>;

/** What happened in a query, in sentences: who asked, of whom, and what was missing. Nobody needs the picture. */
export function sentencesOf(flow: DataFlow, language: Language): readonly string[] {
  const words = wordsIn(language);
  const write = writers[language];
  const { asked, calls, rounds, totalMs, denied } = flow;
  const registries = [...new Set(calls.map(({ registry }) => words.registry(registry)))].join(', ');
  const missing = [...failedCalls(calls, language), ...untold(flow, language)];
  return [
    write.asked({
      who: clients[asked.clientId]?.[language] ?? asked.owner,
      purpose: purposeIn(asked.purpose, language),
      calls: calls.length,
      rounds,
      registries,
      ms: Math.round(totalMs),
    }),
    missing.length === 0 ? write.complete : write.missing(missing.join('; ')),
    ...(denied.length === 0 ? [] : [write.denied(denied.length)]),
  ];
}

function purposeIn(purpose: string, language: Language): string {
  return labels.Purpose?.[purpose]?.[languages.indexOf(language)] ?? purpose;
}

/** Registries that did not answer, each once. */
function failedCalls(calls: readonly FlowCall[], language: Language): readonly string[] {
  const words = wordsIn(language);
  const failed = calls.filter(({ outcome }) => outcome !== 'ANSWERED');
  return [
    ...new Set(
      failed.map(({ registry, outcome }) => `${words.registry(registry)} – ${words.outcome(outcome)}`),
    ),
  ];
}

/** Facts that are not told of everybody, each with its states. */
function untold({ facts }: Pick<DataFlow, 'facts'>, language: Language): readonly string[] {
  const { state } = wordsIn(language);
  return facts.flatMap(({ fact, people }) => {
    const all = Object.values(people).reduce((sum, count) => sum + count, 0);
    const states = Object.entries(people)
      .filter(([one]) => !told.has(one))
      .map(([one, count]) => (all === 1 ? state(one) : `${state(one)} ${count}/${all}`));
    return states.length === 0 ? [] : [`${fact} (${states.join(', ')})`];
  });
}
