import { element, escapeMarkup } from '../markup.ts';
import { type ColourName, plainColour } from '../palette.ts';
import type { Rect, TextLine } from './geometry.ts';

/** What a shape is filled and drawn with. */
export interface Paint {
  readonly fill?: ColourName;
  readonly stroke?: ColourName;
}

/** Colours by class, for who heeds a style sheet, and as attributes, for who does not. */
export function painted({ fill, stroke }: Paint): Readonly<Record<string, string>> {
  const classes = [fill && `fill-${fill}`, stroke && `stroke-${stroke}`].filter(Boolean).join(' ');
  return {
    class: classes,
    fill: fill === undefined ? 'none' : plainColour(fill),
    ...(stroke === undefined ? {} : { stroke: plainColour(stroke) }),
  };
}

/** A rectangle. */
export function rectangle({ x, y, width, height }: Rect, paint: Paint): string {
  const size = { x: round(x), y: round(y), width: round(width), height: round(height) };
  return element('rect', { ...size, rx: 3, ...painted(paint) });
}

/** A disc. */
export function circle(
  { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number },
  paint: Paint,
): string {
  return element('circle', { cx: round(x), cy: round(y), r: radius, ...painted(paint), 'stroke-width': 1.5 });
}

/** A line of text. */
export function drawnText({ x, y, text, anchor, size, bold = false }: TextLine, fill: ColourName): string {
  const place = { x: round(x), y: round(y), 'font-size': size, ...painted({ fill }) };
  const look = {
    ...(anchor === 'middle' ? { 'text-anchor': anchor } : {}),
    ...(bold ? { 'font-weight': 'bold' } : {}),
  };
  return element('text', { ...place, ...look }, escapeMarkup(text));
}

/** A coordinate with two decimals. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
