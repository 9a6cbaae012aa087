import { type Attributes, element, escapeMarkup } from '../../sandbox/markup.ts';

/** What a colour is for; a page overrides it by the custom property `--flow-<role>`. */
export type Role = keyof typeof light;

const light = {
  paper: '#ffffff',
  panel: '#f4f6f8',
  ink: '#1b1f24',
  soft: '#4a545f',
  line: '#8b96a3',
  accent: '#0b5cad',
  good: '#17652f',
  none: '#33557d',
  failed: '#9a3412',
  open: '#5a5a5a',
  held: '#7a1f5c',
} as const;

const dark: Readonly<Record<Role, string>> = {
  paper: '#14181d',
  panel: '#1f252c',
  ink: '#eef1f4',
  soft: '#b4bec9',
  line: '#74808d',
  accent: '#7db7f5',
  good: '#74d191',
  none: '#a5c0e6',
  failed: '#f3a478',
  open: '#c4c4c4',
  held: '#e79acb',
};

/** The colours of light and dark pages. */
export const palettes = { light, dark } as const;

/** A line of text. */
export interface Line {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Most width that it may take; what does not fit is cut with an ellipsis. */
  readonly width: number;
  readonly role?: Role;
  readonly size?: number;
  readonly bold?: boolean;
  readonly end?: boolean;
}

/** Draws a line of text. */
export function textAt({
  x,
  y,
  text,
  width,
  role = 'ink',
  size = 11,
  bold = false,
  end = false,
}: Line): string {
  return element(
    'text',
    {
      x: rounded(x),
      y: rounded(y),
      'font-size': size,
      'font-weight': bold ? 600 : undefined,
      'text-anchor': end ? 'end' : undefined,
      ...filled(role),
    },
    escapeMarkup(fitted(text, width, size * (bold ? boldWidth : characterWidth))),
  );
}

/** How wide a character of a size is taken to be: most fonts are narrower. */
const characterWidth = 0.58;
const boldWidth = 0.68;

/** How wide a text is taken to be. */
export function widthOf(text: string, size = 11): number {
  return [...text].length * size * characterWidth;
}

function fitted(text: string, width: number, character: number): string {
  const most = Math.max(1, Math.floor(width / character));
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** A text in lines of a width, broken between words. */
export function wrapped(text: string, width: number, size = 11): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, size) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Attributes that fill with a role's colour. */
export function filled(role: Role): Attributes {
  return { fill: light[role], class: `f-${role}` };
}

/** Attributes that draw a line of a role's colour. */
export function stroked(role: Role, width = 1): Attributes {
  return { stroke: light[role], 'stroke-width': width, class: `s-${role}` };
}

/** Colours that lines with arrowheads have. */
export const arrowRoles = ['line', 'accent', 'failed'] as const satisfies readonly Role[];

/** The id of the arrowhead of a colour. */
export function arrowOf(role: (typeof arrowRoles)[number]): string {
  return `flow-arrow-${role}`;
}

/** A number as a coordinate. */
export function rounded(coordinate: number): number {
  return Math.round(coordinate * 10) / 10;
}

/** A panel with rounded corners. */
export function panel(box: { x: number; y: number; width: number; height: number }): string {
  const { x, y, width, height } = box;
  return element('g', stroked('line'), element('rect', { x, y, width, height, rx: 6, ...filled('panel') }));
}

/** The colours of all roles by custom properties; where a page forbids styles, the attributes stand. */
export function styleOf(): string {
  const roles = Object.entries(light).map(([role, colour]) => {
    const value = `var(--flow-${role},var(--own-${role},${colour}))`;
    return `.f-${role}{fill:${value}}.s-${role}{stroke:${value}}`;
  });
  const night = Object.entries(dark).map(([role, colour]) => `--own-${role}:${colour}`);
  const rules = `${roles.join('')}@media screen and (prefers-color-scheme:dark){.data-flow{${night.join(';')}}}`;
  return element('style', {}, rules);
}
