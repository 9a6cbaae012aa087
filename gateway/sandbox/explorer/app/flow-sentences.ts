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
  const { asked, calls, rounds, totalMs, denied, facts } = flow;
  const missing = [
    ...failedCalls(calls, language),
    ...untold(flow, language),
    ...(denied.length === 0 ? [] : [write.denied(denied.length)]),
  ];
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

/** Facts that are not told of everybody, by their states. */
function untold({ facts }: Pick<DataFlow, 'facts'>, language: Language): readonly string[] {
  const byState = new Map<string, string[]>();
  for (const { fact, people } of facts) {
    const all = Object.values(people).reduce((sum, count) => sum + count, 0);
    for (const [state, count] of Object.entries(people)) {
      if (told.has(state)) continue;
      const named = all === 1 ? fact : `${fact} ${count}/${all}`;
      byState.set(state, [...(byState.get(state) ?? []), named]);
    }
  }
  const { state: word } = wordsIn(language);
  return [...byState].map(([state, names]) => `${word(state)}: ${names.join(', ')}`);
}
