import type { Language } from '../language.ts';
import { element, escapeMarkup } from '../markup.ts';
import type { ColourName } from '../palette.ts';
import { type ActorBox, type Frame, titleHeight } from './picture-frame.ts';
import { type FlowRow, layOut, type PictureLayout } from './picture-layout.ts';
import { viewDescriptions, viewTitles } from './picture-texts.ts';
import type { View } from './process-data.ts';
import { drawnArrow, drawnLegend } from './svg-arrows.ts';
import { drawnText, painted, rectangle, round } from './svg-shapes.ts';

/** A picture as SVG. With a style it stands alone as a file, with its title; without, it is part of a page. */
export function pictureSvg(view: View, language: Language, style: string | null = null): string {
  const layout = layOut(view, language);
  const { width, height } = layout;
  // In a page the title is a heading above the picture.
  const top = style === null ? titleHeight : 0;
  const [title, description] = [`picture-${view}-title`, `picture-${view}-description`];
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 ${top} ${width} ${round(height - top)}`,
    ...(style === null ? {} : { width, height: round(height) }),
    role: 'img',
    'aria-labelledby': `${title} ${description}`,
    lang: language,
    'font-family': 'Arial, Helvetica, Liberation Sans, sans-serif',
  };
  return element(
    'svg',
    attributes,
    [
      element('title', { id: title }, escapeMarkup(viewTitles[view][language])),
      element('desc', { id: description }, escapeMarkup(viewDescriptions[view][language])),
      style === null ? '' : element('style', {}, escapeMarkup(style)),
      ...drawing(layout),
    ].join('\n'),
  );
}

function drawing({ width, height, frame, rows, legend }: PictureLayout): readonly string[] {
  return [
    rectangle({ x: 0, y: 0, width, height }, { fill: 'ground' }),
    ...rows.map(({ band }, index) => rectangle(band, { fill: groundOf(index) })),
    ...lifelines(frame, rows),
    ...drawnFrame(frame),
    ...rows.map(drawnRow),
    ...legend.map(drawnLegend),
  ];
}

function groundOf(row: number): ColourName {
  return row % 2 === 0 ? 'stripe' : 'ground';
}

function lifelines(frame: Frame, rows: readonly FlowRow[]): readonly string[] {
  const last = rows.at(-1)?.band;
  const y2 = last === undefined ? frame.rowsFrom : last.y + last.height;
  return frame.columns.map(({ middle, box, actor }) => {
    const through = actor.lane === 'GATEWAY';
    const ends = { x1: round(middle), y1: round(box.y + box.height), x2: round(middle), y2: round(y2) };
    const paint = { stroke: through ? 'accent' : 'rule' } as const;
    return element('line', { ...ends, ...painted(paint), 'stroke-width': through ? 2 : 1 });
  });
}

function drawnFrame(frame: Frame): readonly string[] {
  return [
    drawnText(frame.title, 'ink'),
    ...frame.steeringTitle.map((line) => drawnText(line, 'quiet')),
    ...frame.lanes.flatMap(({ band, title }) => [
      rectangle(band, { fill: 'panel' }),
      drawnText(title, 'quiet'),
    ]),
    ...[...frame.steering, ...frame.columns].map(drawnActor),
  ];
}

function drawnActor({ box, name, role, actor }: ActorBox): string {
  const own = actor.lane === 'GATEWAY';
  const paint = { fill: own ? 'tint' : 'box', stroke: own ? 'accent' : 'edge' } as const;
  const texts = [
    ...name.map((line) => drawnText(line, 'ink')),
    ...role.map((line) => drawnText(line, 'quiet')),
  ];
  return element('g', { 'data-actor': actor.id }, [rectangle(box, paint), ...texts].join('\n'));
}

/** A label stands on the row's own colour, so that the actors' lines do not strike it through. */
function drawnRow({ label, arrows }: FlowRow, index: number): string {
  return element(
    'g',
    {},
    [
      rectangle(label.ground, { fill: groundOf(index) }),
      drawnText(label.line, 'ink'),
      ...arrows.map(drawnArrow),
    ].join('\n'),
  );
}
