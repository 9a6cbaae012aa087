import type { Denial } from '../../../subgraphs/registry/decision.ts';
import { element, escapeMarkup } from '../markup.ts';
import { cell, columnHead, scrolling } from '../page-parts.ts';
import type { CardAnswer } from './ask-card.ts';
import { cardTexts } from './card-texts.ts';
import { factBlock, sourceLine } from './fact-parts.ts';
import { negativeTexts } from './negative-texts.ts';
import { noneIn, standingOf } from './standing.ts';
import type { CardStudent } from './student.ts';
import { timelineSvg } from './timeline.ts';
import { isEnding, rowOf, type StudyRight, scaleOf, type Term } from './timeline-layout.ts';
import { inWords, periodIn, type Reader } from './written.ts';

/** Rights to study and term registrations, drawn to scale and as a table. */
export function rights(
  student: CardStudent,
  { denied }: CardAnswer,
  shown: { readonly reader: Reader; readonly today: string },
): string {
  const { reader, today } = shown;
  const { language } = reader;
  const items = student.studyRights?.items ?? [];
  const terms = student.termRegistrations?.items ?? [];
  const label = `${cardTexts.timeline[language]}: ${cardTexts.scrollable[language]}`;
  const ordered = items.toSorted((a, b) =>
    inWords(a.institution.name, reader).localeCompare(inWords(b.institution.name, reader)),
  );
  const picture = scrolling(
    'picture timeline',
    label,
    timelineSvg({ rights: ordered, terms, today }, reader),
  );
  const withheld = {
    rights: denied.get('Student.studyRights') ?? denied.get('StudyRightsFact.items'),
    terms: denied.get('Student.termRegistrations') ?? denied.get('TermRegistrationsFact.items'),
  };
  const without = {
    states: noneIn(negativeTexts.noStates, [standingOf(student.studyRights, withheld.rights)], reader),
    terms: noneIn(negativeTexts.noTerms, [standingOf(student.termRegistrations, withheld.terms)], reader),
  };
  const content =
    items.length === 0 ? '' : picture + table({ rights: ordered, terms, today, without }, reader);
  const block = factBlock({ title: '', fact: student.studyRights, denied: withheld.rights, content }, reader);
  return block + termsLine(student.termRegistrations, withheld.terms, reader);
}

/** Where the terms come from; in a block of its own when there is more to say. */
function termsLine(
  terms: CardStudent['termRegistrations'],
  denied: Denial | undefined,
  reader: Reader,
): string {
  const title = cardTexts.terms[reader.language];
  const standing = standingOf(terms, denied);
  if (terms && standing.state === 'KNOWN' && standing.isWhole && standing.reason === null)
    return sourceLine(terms, reader, title);
  return factBlock({ title, fact: terms, denied, content: '' }, reader);
}

interface Listed {
  readonly rights: readonly StudyRight[];
  readonly terms: readonly Term[];
  readonly today: string;
  /** What stands where a right has none of them. */
  readonly without: Readonly<Record<'states' | 'terms', string>>;
}

function table({ rights: all, terms, today, without }: Listed, reader: Reader): string {
  const { language } = reader;
  const scale = scaleOf({ rights: all, terms }, today, 1);
  const heads = (['right', 'valid', 'states', 'terms'] as const).map((name) =>
    columnHead(cardTexts[name][language]),
  );
  const rows = all.map((right) => {
    const name = [right.institution.name, right.typeLabel, right.programmeName]
      .map((text) => inWords(text, reader))
      .filter((text) => text !== '–')
      .join(', ');
    const own = rowOf(right, terms, scale).terms.map(({ of }) => of);
    const cells = [
      element('span', { class: 'period' }, escapeMarkup(periodIn(right, reader))),
      periodList(right.states.map(toItsEnd), reader) ?? escapeMarkup(without.states),
      periodList(own, reader) ?? escapeMarkup(without.terms),
    ];
    return element('tr', {}, element('th', { scope: 'row' }, escapeMarkup(name)) + cells.map(cell).join(''));
  });
  const parts = [
    element('thead', {}, element('tr', {}, heads.join(''))),
    element('tbody', {}, rows.join('\n')),
  ];
  const label = `${cardTexts.rights[language]}: ${cardTexts.scrollable[language]}`;
  return scrolling(
    'wide',
    label,
    element(
      'table',
      {},
      element('caption', { class: 'hidden' }, escapeMarkup(cardTexts.rights[language])) + parts.join('\n'),
    ),
  );
}

/** The end of a right is a day: nothing goes on after it. */
function toItsEnd(period: StudyRight['states'][number]): StudyRight['states'][number] {
  return isEnding(period.state) ? { ...period, endsOn: period.startsOn } : period;
}

function periodList(
  periods: readonly Pick<Term, 'stateLabel' | 'startsOn' | 'endsOn'>[],
  reader: Reader,
): string | null {
  const items = periods.map((one) => {
    const words = element('strong', {}, escapeMarkup(inWords(one.stateLabel, reader)));
    return element(
      'li',
      {},
      `${words} ${element('span', { class: 'period' }, escapeMarkup(periodIn(one, reader)))}`,
    );
  });
  return items.length === 0 ? null : element('ul', { class: 'periods' }, items.join(''));
}
