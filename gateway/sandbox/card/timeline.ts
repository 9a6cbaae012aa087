import type { Text } from '../language.ts';
import { element, escapeMarkup } from '../markup.ts';
import type { ColourName } from '../palette.ts';
import { drawnText, painted, round } from '../process/svg-shapes.ts';
import { widthOf } from '../process/text-width.ts';
import { cardTexts } from './card-texts.ts';
import {
  isEnding,
  type RightRow,
  rowOf,
  type Scale,
  type Segment,
  type StudyRight,
  scaleOf,
  type Term,
  ticksOf,
} from './timeline-layout.ts';
import { dayIn, inWords, type Reader } from './written.ts';

const width = 1000;
const top = 44;

/** How a piece is drawn: what is in force is filled; what is not is a frame of its own kind. */
interface Look {
  readonly fill: ColourName;
  readonly stroke: ColourName;
  readonly ink: ColourName;
  readonly dashes?: string;
}

const inForce: Look = { fill: 'accent', stroke: 'accent', ink: 'ground' };
const waiting: Look = { fill: 'tint', stroke: 'accent', ink: 'ink', dashes: '6 3' };
const other: Look = { fill: 'panel', stroke: 'edge', ink: 'ink', dashes: '2 3' };
const rightLooks = new Map<string, Look>([
  ['ACTIVE', inForce],
  ['OPTION', waiting],
]);

const termLooks = new Map<string, Look>([
  ['PRESENT', { fill: 'tint', stroke: 'accent', ink: 'ink' }],
  ['ABSENT', { fill: 'ground', stroke: 'ink', ink: 'ink' }],
  ['ABSENT_STATUTORY', { fill: 'ground', stroke: 'ink', ink: 'ink', dashes: '6 3' }],
]);

/** A word for a term that is too short for its label; the two kinds of absence never share one. */
const shortTerms = new Map<string, Text>([
  ['PRESENT', { fi: 'läsnä', sv: 'närv.', en: 'present' }],
  ['ABSENT', { fi: 'poissa', sv: 'frånv.', en: 'absent' }],
  ['ABSENT_STATUTORY', { fi: 'lakisäät.', sv: 'lagstadg.', en: 'statutory' }],
  ['MISSING', { fi: '?', sv: '?', en: '?' }],
]);

/** What is drawn. */
export interface Drawn {
  readonly rights: readonly StudyRight[];
  readonly terms: readonly Term[];
  readonly today: string;
}

/** Rights as bars by institution, terms beneath, to scale, with a line for today. */
export function timelineSvg({ rights, terms, today }: Drawn, reader: Reader): string {
  const scale = scaleOf({ rights, terms }, today, width);
  const { bars, names, height } = rowsIn({ rights, terms, today }, scale, reader);
  const { language } = reader;
  const days = ticksOf(scale, 74);
  const words = `${cardTexts.today[language]} ${dayIn(today, reader)}`;
  const content = [
    element('title', {}, escapeMarkup(cardTexts.timeline[language])),
    element('desc', {}, escapeMarkup(cardTexts.timelineDescription[language])),
    ...days.map((day) => tick(scale.xOf(day), height)),
    ...bars,
    todayLine(scale.xOf(today), { height, text: words }),
    // Names stand over every line: the style sheet clears a rim around them.
    ...days.map((day) => tickName(scale.xOf(day), dayIn(day, reader))),
    ...names,
  ];
  const label = {
    role: 'img',
    'aria-label': `${cardTexts.timeline[language]}. ${cardTexts.timelineDescription[language]}`,
  };
  return element('svg', { viewBox: `0 0 ${width} ${height}`, ...label }, content.join('\n'));
}

function rowsIn({ rights, terms }: Drawn, scale: Scale, reader: Reader) {
  const bars: string[] = [];
  const names: string[] = [];
  let y = top;
  let institution: string | null = null;
  for (const row of rights.map((right) => rowOf(right, terms, scale))) {
    const name = inWords(row.right.institution.name, reader);
    if (name !== institution) {
      names.push(drawnText({ x: 4, y: y + 24, text: name, anchor: 'start', size: 14, bold: true }, 'ink'));
      y += 34;
    }
    institution = name;
    names.push(
      drawnText({ x: 4, y: y + 13, text: titleOf(row, reader), anchor: 'start', size: 12 }, 'quiet'),
    );
    const ends = row.states.filter(({ of }) => isEnding(of.state));
    names.push(...ends.map((one) => endName(one, y + 20, reader)));
    bars.push(...drawnRow(row, y, reader));
    y += row.terms.length === 0 ? 52 : 78;
  }
  return { bars, names, height: y + 6 };
}

function titleOf({ right }: RightRow, reader: Reader): string {
  const programme = inWords(right.programmeName, reader);
  return [inWords(right.typeLabel, reader), ...(programme === '–' ? [] : [programme])].join(', ');
}

function tick(x: number, height: number): string {
  return element('line', { x1: round(x), x2: round(x), y1: 40, y2: height, ...painted({ stroke: 'rule' }) });
}

function tickName(x: number, text: string): string {
  if (x > width - 36) return '';
  const place = x < 40 ? ({ x: 2, anchor: 'start' } as const) : ({ x, anchor: 'middle' } as const);
  return drawnText({ ...place, y: 34, text, size: 11 }, 'quiet');
}

function todayLine(x: number, { height, text }: { readonly height: number; readonly text: string }): string {
  const half = widthOf(text, { size: 12, bold: true }) / 2;
  const middle = Math.min(width - half - 2, Math.max(half + 2, x));
  const line = element('line', {
    ...{ x1: round(x), x2: round(x), y1: 18, y2: height, ...painted({ stroke: 'ink' }) },
    ...{ 'stroke-width': 1.5, 'stroke-dasharray': '4 3' },
  });
  return line + drawnText({ x: middle, y: 13, text, anchor: 'middle', size: 12, bold: true }, 'ink');
}

function drawnRow({ states, terms }: RightRow, y: number, reader: Reader): readonly string[] {
  const drawn = states.map((one) =>
    isEnding(one.of.state)
      ? endMark(one.x, y + 20)
      : bar(one, {
          y: y + 20,
          height: 22,
          look: rightLooks.get(one.of.state) ?? other,
          words: [inWords(one.of.stateLabel, reader)],
        }),
  );
  const beneath = terms.map((one) => {
    const words = [
      inWords(one.of.stateLabel, reader),
      shortTerms.get(one.of.state)?.[reader.language] ?? '?',
    ];
    return bar(one, { y: y + 46, height: 20, look: termLooks.get(one.of.state) ?? other, words });
  });
  return [...drawn, ...beneath];
}

interface Bar {
  readonly y: number;
  readonly height: number;
  readonly look: Look;
  /** The first of them that fits is written. */
  readonly words: readonly string[];
}

function bar({ x, width: wide, open }: Segment<unknown>, { y, height, look, words }: Bar): string {
  const { fill, stroke, ink, dashes } = look;
  const line = { 'stroke-width': 1.25, ...(dashes === undefined ? {} : { 'stroke-dasharray': dashes }) };
  const right = round(x + wide - 0.75);
  const left = round(x + 0.75);
  const bottom = y + height;
  // An end that nobody knows is a point that leads on; a known one is square.
  const edge = open ? `L${right + 10},${y + height / 2}L${right},${bottom}` : `L${right},${bottom}`;
  const shape = element('path', {
    d: `M${left},${y}L${right},${y}${edge}L${left},${bottom}z`,
    ...painted({ fill, stroke }),
    ...line,
  });
  const text = words.find((one) => widthOf(one, { size: 11 }) < wide - 8);
  if (text === undefined) return shape;
  return shape + drawnText({ x: x + 5, y: y + height / 2 + 4, text, anchor: 'start', size: 11 }, ink);
}

/** The end of a right: a thick mark. */
function endMark(x: number, y: number): string {
  const line = { x1: round(x), x2: round(x), y1: y - 3, y2: y + 25, 'stroke-width': 4 };
  return element('line', { ...line, ...painted({ stroke: 'ink' }) });
}

/** How and when a right ended, beside its mark: on the other side of it when there is no room. */
function endName({ x, of }: Segment<StudyRight['states'][number]>, y: number, reader: Reader): string {
  const text = `${inWords(of.stateLabel, reader)} ${dayIn(of.startsOn, reader)}`;
  const wide = widthOf(text, { size: 11, bold: true });
  const left = x + 8 + wide < width ? x + 8 : x - 8 - wide;
  return drawnText({ x: left, y: y + 15, text, anchor: 'start', size: 11, bold: true }, 'ink');
}
