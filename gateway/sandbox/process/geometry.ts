import type { TextStyle } from './text-width.ts';

/** A rectangle, by its upper left corner. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line of text; `y` is where its letters stand. */
export interface TextLine extends TextStyle {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: 'start' | 'middle';
}
