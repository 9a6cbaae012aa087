import { element, escapeMarkup } from '../markup.ts';
import { cell, columnHead } from '../page-parts.ts';
import { painted, round } from '../process/svg-shapes.ts';
import type { CardAnswer } from './ask-card.ts';
import { cardTexts } from './card-texts.ts';
import { factBlock } from './fact-parts.ts';
import type { CardStudent } from './student.ts';
import { numberIn, type Reader } from './written.ts';

type Years = NonNullable<NonNullable<CardStudent['studyProgress']>['academicYears']>;

const barWidth = 240;

/** Credits by academic year: done and recognised apart, as numbers and as bars on one scale. */
export function credits({ studyProgress }: CardStudent, { denied }: CardAnswer, reader: Reader): string {
  const years = studyProgress?.academicYears ?? [];
  const content = years.length === 0 ? '' : table(years, reader);
  const why = denied.get('Student.studyProgress') ?? denied.get('StudyProgressFact.academicYears');
  return factBlock({ title: '', fact: studyProgress, denied: why, content }, reader);
}

function table(years: Years, reader: Reader): string {
  const { language } = reader;
  const most = Math.max(60, ...years.map(({ done, recognised }) => done + recognised));
  const heads = (['year', 'done', 'recognised'] as const).map((name) =>
    columnHead(cardTexts[name][language]),
  );
  const rows = years.map(({ startsOn, done, recognised }) => {
    const first = Number(startsOn.slice(0, 4));
    const name = element('th', { scope: 'row' }, `${first}–${first + 1}`);
    const numbers = [numberIn(done, reader), numberIn(recognised, reader)].map((text) =>
      cell(escapeMarkup(text)),
    );
    return element(
      'tr',
      {},
      name + numbers.join('') + element('td', { class: 'bar' }, bar({ done, recognised, most })),
    );
  });
  const caption = element('caption', { class: 'hidden' }, escapeMarkup(cardTexts.credits[language]));
  const head = element('thead', {}, element('tr', {}, `${heads.join('')}<td></td>`));
  return element('table', { class: 'credits' }, caption + head + element('tbody', {}, rows.join('\n')));
}

function bar({
  done,
  recognised,
  most,
}: {
  readonly done: number;
  readonly recognised: number;
  readonly most: number;
}): string {
  const unit = (barWidth - 2) / most;
  const rect = (x: number, width: number) => ({ x: round(x), y: 2, width: round(width), height: 14 });
  const parts = [
    element('rect', { ...rect(1, done * unit), ...painted({ fill: 'accent' }) }),
    element('rect', {
      ...{ ...rect(1 + done * unit, recognised * unit), ...painted({ fill: 'tint', stroke: 'accent' }) },
      ...{ 'stroke-width': recognised === 0 ? 0 : 1, 'stroke-dasharray': '4 2' },
    }),
  ];
  const frame = element('rect', { ...rect(1, barWidth - 2), ...painted({ stroke: 'rule' }) });
  return element('svg', { viewBox: `0 0 ${barWidth} 18`, 'aria-hidden': 'true' }, frame + parts.join(''));
}
