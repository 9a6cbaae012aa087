import { element, escapeMarkup } from '../markup.ts';
import { cardTexts } from './card-texts.ts';
import { paragraph } from './fact-parts.ts';
import { lookOf, signOf } from './looks.ts';
import type { CardStudent } from './student.ts';
import { inWords, type Reader } from './written.ts';

/** What a permit turns on besides and no connected registry covers, with who holds it. */
export function outside(all: NonNullable<CardStudent['outsideCoverage']>, reader: Reader): string {
  const items = all.map(({ subject, state, heldBy }) => {
    const words = element('strong', {}, escapeMarkup(inWords(subject, reader)));
    const said = element('span', {}, `${words} (${escapeMarkup(inWords(heldBy, reader))})`);
    return element(
      'li',
      { class: `fact look-${lookOf(state).look}`, 'data-state': state },
      signOf(state) + said,
    );
  });
  const lead = paragraph(cardTexts.outsideLead[reader.language], 'small');
  return lead + element('ul', { class: 'legend' }, items.join(''));
}
