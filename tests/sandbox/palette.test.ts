import { describe, expect, it } from 'vitest';
import { paletteCss } from '../../gateway/sandbox/palette.ts';

const blocks = [...paletteCss().matchAll(/:root\{([^}]*)\}/g)].map(([, text = '']) => coloursIn(text));
const grounds = ['light', 'dark'].map((ground, index) => [ground, blocks[index] ?? new Map()] as const);

function coloursIn(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/--(\w+):(#\w{6})/g)].map(([, name = '', colour = '']) => [name, colour]));
}

/** Relative luminance, by WCAG 2.2. */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** What is drawn on what. Texts in pictures are measured here: axe looks at those of HTML only. */
const texts = [
  ['ink', ['ground', 'stripe', 'box', 'tint', 'panel']],
  ['quiet', ['ground', 'box', 'tint', 'panel']],
  ['accent', ['ground', 'panel']],
  ['ground', ['ink', 'accent']],
] as const;
const lines = [
  ['edge', ['ground', 'stripe', 'panel']],
  ['accent', ['ground', 'stripe']],
  ['quiet', ['stripe']],
] as const;

describe.each(grounds)('on a %s ground', (_ground, colours) => {
  const pairs = (list: typeof texts | typeof lines) =>
    list.flatMap(([on, under]) => under.map((one) => [on, one] as const));
  const contrast = (on: string, under: string) =>
    contrastOf(colours.get(on) ?? '#000000', colours.get(under) ?? '#000000');

  it.each(pairs(texts))('a text in %s on %s is read: a contrast of 4.5', (on, under) => {
    expect(contrast(on, under)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(lines))('a line in %s on %s is seen: a contrast of 3', (on, under) => {
    expect(contrast(on, under)).toBeGreaterThanOrEqual(3);
  });
});
