/** Where a word may be broken. */
export const softHyphen = '\u00AD';

/** Widths of Arial's characters in thousandths of the size, by what they look like; its bold is a little wider. */
const widths: readonly (readonly [characters: RegExp, width: number])[] = [
  [/[ijl'’|]/, 225],
  [/[ftI .,:;/!()[\]]/, 280],
  [/[r”“-]/, 335],
  [/[csvkxyzJ]/, 500],
  [/[mM]/, 835],
  [/[wCDHNRUÖÄÅABEKPSVXYZ&]/, 722],
  [/[OQG]/, 780],
  [/[FTL]/, 611],
  [/[W—→]/, 1000],
];
const ordinary = 556;
/** Another sans-serif than Arial may stand in for it. */
const allowance = 1.06;

/** How a text is set. */
export interface TextStyle {
  readonly size: number;
  readonly bold?: boolean;
}

/** About how wide a text is, rather too wide than too narrow: there is no browser here to measure it. */
export function widthOf(text: string, { size, bold = false }: TextStyle): number {
  const units = [...text]
    .filter((character) => character !== softHyphen)
    .reduce((sum, one) => sum + (widths.find(([like]) => like.test(one))?.[1] ?? ordinary), 0);
  return (units / 1000) * size * allowance * (bold ? 1.07 : 1);
}

/** Breaks a text into lines that fit, between words or at soft hyphens. Throws when a piece fits no line. */
export function wrap(text: string, width: number, style: TextStyle): readonly string[] {
  const fits = (piece: string): boolean => widthOf(piece, style) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (fits(joined)) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = piecesOf(word, fits);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  const whole = [...lines, line].map((one) => one.replaceAll(softHyphen, ''));
  const tooWide = whole.find((one) => !fits(one));
  if (tooWide !== undefined) throw new Error(`"${tooWide}" does not fit into ${Math.round(width)}`);
  return whole;
}

/** A word in as few pieces as fit, broken at its soft hyphens. */
function piecesOf(word: string, fits: (piece: string) => boolean): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const syllable of word.split(softHyphen)) {
    if (piece !== '' && !fits(`${piece}${syllable}-`)) {
      pieces.push(`${piece}-`);
      piece = '';
    }
    piece += syllable;
  }
  return fits(word) ? [word] : [...pieces, piece];
}
