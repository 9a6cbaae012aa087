import type { Language } from '../language.ts';
import type { Rect, TextLine } from './geometry.ts';
import { type ActorBox, type Frame, frameOf, margin, pictureWidth } from './picture-frame.ts';
import { kindTexts } from './picture-texts.ts';
import { type Flow, type FlowKind, type FlowPath, processMap, type View } from './process-data.ts';
import { widthOf } from './text-width.ts';

/** An arrow along one way of a flow: through all its actors, with a number at its start or, both ways, in its middle. */
export interface Arrow {
  readonly number: number;
  readonly kind: FlowKind;
  readonly bothWays: boolean;
  readonly y: number;
  /** Where the actors are, in the order of the way. */
  readonly stops: readonly number[];
  readonly badge: { readonly x: number; readonly y: number };
}

/** A flow: a row across the picture. */
export interface FlowRow {
  readonly band: Rect;
  readonly label: { readonly ground: Rect; readonly line: TextLine };
  readonly arrows: readonly Arrow[];
}

/** A sample of how arrows are drawn, and what it means. */
export interface LegendEntry {
  readonly kind: FlowKind;
  readonly from: number;
  readonly to: number;
  readonly line: TextLine;
}

/** Where everything in a picture stands. */
export interface PictureLayout {
  readonly width: number;
  readonly height: number;
  readonly frame: Frame;
  readonly rows: readonly FlowRow[];
  readonly legend: readonly LegendEntry[];
}

/** The radius of the disc with an arrow's number. */
export const badgeRadius = 8;

const labelHeight = 17;
const arrowHeight = 18;
const rowPadding = 2;
const labelStyle = { size: 12 } as const;
const legendStyle = { size: 12 } as const;
const legendSample = 46;
const legendHeight = 24;

/** Lays a picture out. Actors stand in columns and each flow has a row of its own, so that no two things overlap. */
export function layOut(view: View, language: Language): PictureLayout {
  const frame = frameOf(view, language);
  const rows: FlowRow[] = [];
  let top = frame.rowsFrom;
  for (const flow of processMap.flows) {
    const row = rowOf(flow, { view, language, top, columns: frame.columns });
    rows.push(row);
    top += row.band.height;
  }
  const kinds = new Set(rows.flatMap(({ arrows }) => arrows.map(({ kind }) => kind)));
  const legend = legendOf(kinds, language, top + legendHeight);
  const lowest = legend.at(-1)?.line.y ?? top;
  return { width: pictureWidth, height: lowest + margin + 4, frame, rows, legend };
}

interface Place {
  readonly view: View;
  readonly language: Language;
  readonly top: number;
  readonly columns: readonly ActorBox[];
}

function rowOf(flow: Flow, { view, language, top, columns }: Place): FlowRow {
  const { paths } = flow[view];
  const height = rowPadding * 2 + labelHeight + arrowHeight * paths.length;
  const arrows = paths.map((path, index) => {
    const y = top + rowPadding + labelHeight + arrowHeight * (index + 0.5);
    return arrowOf({ number: flow.number, path, y }, columns);
  });
  const leftmost = Math.min(...arrows.flatMap(({ stops }) => stops));
  const text = flow.label[language];
  const width = widthOf(text, labelStyle) + 8;
  const x = Math.min(leftmost - badgeRadius, pictureWidth - margin - width - 2);
  return {
    band: { x: margin, y: top, width: pictureWidth - 2 * margin, height },
    label: {
      ground: { x, y: top + rowPadding + 1, width, height: labelHeight - 1 },
      line: { x: x + 4, y: top + rowPadding + 13, text, anchor: 'start', ...labelStyle },
    },
    arrows,
  };
}

function arrowOf(
  { number, path, y }: { readonly number: number; readonly path: FlowPath; readonly y: number },
  columns: readonly ActorBox[],
): Arrow {
  const stops = path.via.map((id) => {
    const column = columns.find(({ actor }) => actor.id === id);
    if (column === undefined)
      throw new Error(`Flow ${number} goes by ${id}, who has no column in this picture`);
    return column.middle;
  });
  const [start = 0, next = 0] = stops;
  const x = path.bothWays ? (start + next) / 2 : start;
  return { number, kind: path.kind, bothWays: path.bothWays, y, stops, badge: { x, y } };
}

function legendOf(kinds: ReadonlySet<FlowKind>, language: Language, top: number): readonly LegendEntry[] {
  let x = margin + 6;
  let y = top;
  return Array.from(kinds, (kind) => {
    const text = kindTexts[kind][language];
    const width = legendSample + 8 + widthOf(text, legendStyle);
    if (x + width > pictureWidth - margin) {
      x = margin + 6;
      y += legendHeight;
    }
    const from = x;
    x += width + 22;
    const line: TextLine = { x: from + legendSample + 8, y, text, anchor: 'start', ...legendStyle };
    return { kind, from, to: from + legendSample, line };
  });
}
