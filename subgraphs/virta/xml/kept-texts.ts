import { flatText } from '../../registry/flat-text.ts';
import type { Source } from './source.ts';

const slots = 1024;

/**
 * Texts of a document as strings of their own. V8 makes a slice of 13 characters or more a view that keeps the whole
 * document in memory; what is read of an answer outlives it by far, in short caches too. A text that was met lately is
 * given again, so that codes, days and names that repeat cost no memory; the table does not grow.
 */
export class KeptTexts {
  readonly #source: Source;
  readonly #slots = new Array<string>(slots).fill('');
  /** Where the text of each slot stands. */
  readonly #places = new Int32Array(slots);

  constructor(source: Source) {
    this.#source = source;
  }

  /** The text between two places, the first of which is not the document's start. */
  between(from: number, to: number): string {
    const { text: document, codes } = this.#source;
    const length = to - from;
    if (length <= longestShared) return document.slice(from, to);
    // Codes, keys and days that follow each other differ at their ends; two characters of the text tell most apart.
    const middle = codes[(from + to) >> 1] ?? 0;
    const ending = (codes[to - 1] ?? 0) * 31 + (codes[to - 2] ?? 0);
    const slot = (ending * 31 + middle * 7 + length) & (slots - 1);
    const known = this.#slots[slot];
    if (known?.length === length && this.#source.repeats(this.#places[slot] ?? 0, from, length)) return known;
    const text = ownText(document.slice(from, to));
    this.#slots[slot] = text;
    this.#places[slot] = from;
    return text;
  }
}

/** Of texts so short V8 has one string each, at hand. */
const longestShared = 1;
const longestCopied = 12;

/** The same text without the string that it was cut from. */
export function ownText(slice: string): string {
  return slice.length <= longestCopied ? slice : flatText('', [slice.slice(0, 1), slice.slice(1)]);
}

/**
 * The same text as the one string of its kind, as V8 has it of names of properties: two of them are compared, and found
 * in a map, without a look at their characters.
 */
export function interned(text: string): string {
  return Object.keys({ [text]: null })[0] ?? text;
}
