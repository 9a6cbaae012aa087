import type { Language, Text } from '../language.ts';
import { element, escapeMarkup } from '../markup.ts';
import { cardTexts } from './card-texts.ts';
import { type LookedState, lookOf, looks, signOf } from './looks.ts';
import { stateIn } from './state-words.ts';

const answers = [
  'KNOWN',
  'KNOWN_NONE',
  'NOT_APPLICABLE',
  'CONFLICT',
] as const satisfies readonly LookedState[];

/** Signs that stand for more than the state of a registered fact. */
const signWords = new Map<string, Text>([
  ['KNOWN_NONE', cardTexts.legendNone],
  ['UNDETERMINED', cardTexts.undetermined],
]);

/** How answers look, and how everything looks that is none. */
export function legend(language: Language): string {
  const gaps = Object.entries(looks).flatMap(([state, { look }]) => (look === 'gap' ? [state] : []));
  return [
    group(cardTexts.legendAnswers[language], answers, language),
    group(cardTexts.legendGaps[language], gaps, language),
  ].join('\n');
}

function group(title: string, states: readonly string[], language: Language): string {
  const items = states.map((state) => {
    const words = signWords.get(state)?.[language] ?? stateIn(state, language);
    return element(
      'li',
      { class: `fact look-${lookOf(state).look}` },
      signOf(state) + element('span', {}, escapeMarkup(words)),
    );
  });
  return element('h3', {}, escapeMarkup(title)) + element('ul', { class: 'legend' }, items.join(''));
}
