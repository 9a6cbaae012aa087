import { element } from '../markup.ts';
import type { ColourName } from '../palette.ts';
import { type Arrow, badgeRadius, type LegendEntry } from './picture-layout.ts';
import type { FlowKind } from './process-data.ts';
import { circle, drawnText, painted, round } from './svg-shapes.ts';

/** How arrows of a kind are drawn. Every kind has a line of its own, so that no colour needs to be seen. */
const strokes = {
  CHANNEL: { colour: 'ink', width: 1.75, dashes: null, filled: true },
  NONE: { colour: 'quiet', width: 2, dashes: '2 4', filled: false },
  IMPLEMENTED: { colour: 'accent', width: 3, dashes: null, filled: true },
  PARTLY: { colour: 'accent', width: 3, dashes: '12 4', filled: false },
  UNCHANGED: { colour: 'edge', width: 1.5, dashes: null, filled: false },
  OUTSIDE: { colour: 'edge', width: 1.5, dashes: '5 4', filled: false },
  NOT_YET: { colour: 'quiet', width: 2, dashes: '2 4', filled: false },
} as const satisfies Record<FlowKind, Stroke>;

interface Stroke {
  readonly colour: ColourName;
  readonly width: number;
  readonly dashes: string | null;
  /** Whether the disc with the number is filled. */
  readonly filled: boolean;
}

/** An arrow with its number. */
export function drawnArrow(arrow: Arrow): string {
  const { stops, y, kind, bothWays } = arrow;
  const direction = (stops[1] ?? 0) > (stops[0] ?? 0) ? 1 : -1;
  const legs = stops.slice(1).map((to, index) => {
    const from = (stops[index] ?? 0) + (index === 0 && !bothWays ? badgeRadius * direction : 0);
    // A stop on the way has a dot, which the arrow that comes in must not run over.
    const end = index === stops.length - 2 ? to : to - 4 * direction;
    const back = bothWays && index === 0 ? head({ x: from, y, direction: -direction }, kind) : '';
    const start = back === '' ? from : from + 7 * direction;
    return [line(start, end - 7 * direction, { y, kind }), head({ x: end, y, direction }, kind), back].join(
      '',
    );
  });
  const dots = stops.slice(1, -1).map((x) => circle({ x, y, radius: 4 }, { fill: strokes[kind].colour }));
  return [...legs, ...dots, badge(arrow)].join('\n');
}

function badge({ number, kind, badge: { x, y } }: Arrow): string {
  const { colour, filled } = strokes[kind];
  const disc = circle({ x, y, radius: badgeRadius }, { fill: filled ? colour : 'ground', stroke: colour });
  const text = { x, y: y + 4, text: String(number), anchor: 'middle', size: 11, bold: true } as const;
  return disc + drawnText(text, filled ? 'ground' : 'ink');
}

/** A sample of an arrow, and what it means. */
export function drawnLegend({ kind, from, to, line: text }: LegendEntry): string {
  const y = text.y - 4;
  return [
    line(from, to - 7, { y, kind }),
    head({ x: to, y, direction: 1 }, kind),
    drawnText(text, 'ink'),
  ].join('');
}

function line(x1: number, x2: number, { y, kind }: { readonly y: number; readonly kind: FlowKind }): string {
  const { colour, width, dashes } = strokes[kind];
  return element('line', {
    ...{ x1: round(x1), y1: round(y), x2: round(x2), y2: round(y), ...painted({ stroke: colour }) },
    'stroke-width': width,
    ...(dashes === null ? {} : { 'stroke-dasharray': dashes }),
  });
}

function head(
  { x, y, direction }: { readonly x: number; readonly y: number; readonly direction: number },
  kind: FlowKind,
): string {
  const back = round(x - 9 * direction);
  const points = `${round(x)},${round(y)} ${back},${round(y - 5)} ${back},${round(y + 5)}`;
  return element('polygon', { points, ...painted({ fill: strokes[kind].colour }) });
}
