import { element, escapeMarkup } from '../markup.ts';
import type { CardAnswer } from './ask-card.ts';
import { cardTexts } from './card-texts.ts';
import { framed, gapLine, paragraph, stateLine } from './fact-parts.ts';
import { missing, restsOn } from './findings.ts';
import { negativeTexts } from './negative-texts.ts';
import { noneIn, standingOfFinding } from './standing.ts';
import { actorIn } from './state-words.ts';
import type { CardStudent } from './student.ts';
import { finnishDayIn, inWords, type Reader } from './written.ts';

/** Who must do what, by when; and that there may be more where not everything could be checked. */
export function steps({ nextSteps }: CardStudent, { denied }: CardAnswer, reader: Reader): string {
  const { language } = reader;
  const denial = denied.get('Student.nextSteps');
  const standing = standingOfFinding(nextSteps, denial);
  if (!nextSteps || denial !== undefined) return framed(standing.state, gapLine(standing, reader));
  const items = nextSteps.items.map(({ text, actor, dueAt }) => {
    const by = dueAt === null ? '' : ` (${cardTexts.by[language]} ${finnishDayIn(dueAt, reader)})`;
    const who = element('strong', {}, escapeMarkup(actorIn(actor, language)));
    return element('li', {}, `${who}: ${escapeMarkup(inWords(text, reader) + by)}`);
  });
  const list = items.length === 0 ? '' : element('ol', { class: 'steps' }, items.join('\n'));
  const rule = restsOn(nextSteps, reader);
  if (standing.isWhole) {
    const none = items.length === 0 ? paragraph(noneIn(negativeTexts.noSteps, [standing], reader)) : '';
    return framed('KNOWN', list + none + rule);
  }
  const more = stateLine(standing.state, cardTexts.maybeMore[language]) + missing(nextSteps, reader) + rule;
  return list + framed(standing.state, more);
}
