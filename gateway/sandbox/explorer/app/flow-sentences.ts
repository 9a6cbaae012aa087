import type { DataFlow, FlowCall } from '../../../data-flow/data-flow.ts';
import { wordsIn } from '../../../data-flow/picture/words.ts';
import { labels } from '../../../own-subgraph/labels.ts';
import { type Language, languages } from '../../language.ts';
import { clientTexts, sentenceWriters } from './sentence-texts.ts';

/** States of facts that say something, be it that there is none. */
const told = new Set(['KNOWN', 'KNOWN_NONE', 'NOT_APPLICABLE', 'DETERMINED', 'GIVEN']);

/** What happened in a query, in words. */
export interface FlowInWords {
  /** Who asked what for, of whom, in how many calls. */
  readonly asked: string;
  /** Whatever was not told, each reason with what it is the reason for. Empty when there is nothing of the kind. */
  readonly missing: readonly string[];
  /** How the list of what is missing is introduced; where nothing is, that everything was told, if anything was. */
  readonly outcome: string | null;
}

/** A data flow in words, so that nobody needs the picture. */
export function inWords(flow: DataFlow, language: Language): FlowInWords {
  const words = wordsIn(language);
  const write = sentenceWriters[language];
  const { asked, calls, rounds, totalMs, facts } = flow;
  const missing = [...failedCalls(calls, language), ...untold(flow, language)];
  return {
    asked: write.asked({
      who: clientTexts[asked.clientId]?.[language] ?? asked.owner,
      purpose: purposeIn(asked.purpose, language),
      calls: calls.length,
      rounds,
      registries: [...new Set(calls.map(({ registry }) => words.registry(registry)))].join(', '),
      ms: Math.round(totalMs),
    }),
    missing,
    outcome: missing.length > 0 ? write.missing : facts.length > 0 ? write.complete : null,
  };
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
      failed.map(({ registry, outcome }) => `${words.registry(registry)}: ${words.outcome(outcome)}`),
    ),
  ];
}

/** More names than these are counted. */
const mostNames = 12;

/** Facts that are not told of everybody, and fields that are not given, by the reason. */
function untold(
  { facts, denied }: Pick<DataFlow, 'facts' | 'denied'>,
  language: Language,
): readonly string[] {
  const { state: word } = wordsIn(language);
  const found = [
    // A fact is known although some of its records could not be read: it was not told whole.
    ...facts.flatMap(({ fact, reasons: { RECORD_UNREADABLE: unreadable } }) =>
      unreadable === undefined ? [] : [{ state: 'RECORD_UNREADABLE', name: fact }],
    ),
    ...facts.flatMap(({ fact, people }) => {
      const all = Object.values(people).reduce((sum, count) => sum + count, 0);
      return Object.entries(people)
        .filter(([state]) => !told.has(state))
        .map(([state, count]) => ({ state, name: all === 1 ? fact : `${fact} ${count}/${all}` }));
    }),
    ...denied.map(({ code, field }) => ({ state: code, name: field.replace(/^(?:Student|Query)\./, '') })),
  ];
  return [...Map.groupBy(found, ({ state }) => state)].map(([state, those]) => {
    const names = [...new Set(those.map(({ name }) => name))];
    const more = names.length > mostNames ? ` + ${names.length - mostNames}` : '';
    return `${word(state)}: ${names.slice(0, mostNames).join(', ')}${more}`;
  });
}
