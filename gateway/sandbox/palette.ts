/** A colour on a light and on a dark ground. */
interface Colour {
  readonly light: string;
  readonly dark: string;
}

/** The colours of the sandbox's pages. What is text has a contrast of 4.5 at least on every ground that it stands on. */
const palette = {
  ground: { light: '#ffffff', dark: '#14181f' },
  panel: { light: '#f3f5f8', dark: '#1c222b' },
  stripe: { light: '#f8f9fb', dark: '#181d25' },
  box: { light: '#ffffff', dark: '#252d38' },
  ink: { light: '#17202b', dark: '#e8ecf1' },
  quiet: { light: '#4a5563', dark: '#b3bdc9' },
  rule: { light: '#c3cad3', dark: '#46515f' },
  edge: { light: '#7b8794', dark: '#8290a0' },
  accent: { light: '#0b5cad', dark: '#77b7f5' },
  tint: { light: '#e3effb', dark: '#1b3553' },
} as const satisfies Record<string, Colour>;

/** The name of a colour. */
export type ColourName = keyof typeof palette;

/** A colour's value where no style sheet is heeded: on a light ground. */
export function plainColour(name: ColourName): string {
  return palette[name].light;
}

/** The colours as custom properties, dark on dark screens, never on paper; and a class to fill and to draw with each. */
export function paletteCss(): string {
  const properties = (ground: keyof Colour): string =>
    Object.entries(palette)
      .map(([name, colour]) => `--${name}:${colour[ground]}`)
      .join(';');
  const classes = Object.keys(palette).map(
    (name) => `.fill-${name}{fill:var(--${name})}.stroke-${name}{stroke:var(--${name})}`,
  );
  return [
    `:root{color-scheme:light dark;${properties('light')}}`,
    `@media screen and (prefers-color-scheme:dark){:root{${properties('dark')}}}`,
    ...classes,
  ].join('\n');
}
