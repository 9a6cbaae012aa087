import {
  apostrophe,
  endOfSpace,
  equalsSign,
  greaterThan,
  isPlainInValue,
  lessThan,
  quotationMark,
  solidus,
  space,
} from './characters.ts';
import { KeptTexts, ownText } from './kept-texts.ts';
import { AttributeName, type ElementName, endOfQualifiedName, NamesByText } from './names.ts';
import type { Namespaces } from './namespaces.ts';
import { refuse } from './refusal.ts';
import type { Source } from './source.ts';
import { attributeValueIn, xmlCharacters } from './values.ts';

/** Attributes of an element, by their names as written. They can be asked only while the element is opened. */
export interface XmlAttributes {
  /** In the order of the document, declarations of namespaces too. */
  readonly names: () => readonly string[];
  /** The value of an attribute; null when there is none of that name. */
  readonly get: (name: string) => string | null;
}

const mostAttributes = 32;

/**
 * Reads the attributes of one element after the other. Of values only the places are kept: one becomes a string when it
 * is asked for. As with elements, the name that came next the last time is compared first.
 */
export class Attributes implements XmlAttributes {
  readonly #source: Source;
  /** Apart from those of elements: keys, of which there are thousands, would take their places. */
  readonly #texts: KeptTexts;
  readonly #known = new NamesByText((raw, place) => new AttributeName(raw, place));
  /** Of each attribute: its name, where its value begins and ends, and whether that is what stands there. */
  readonly #names: AttributeName[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #isPlain: boolean[] = [];
  #count = 0;
  #hasPrefixes = false;

  constructor(source: Source) {
    this.#source = source;
    this.#texts = new KeptTexts(source);
  }

  /** There are none. */
  clear(): void {
    this.#count = 0;
    this.#hasPrefixes = false;
  }

  /** Reads those of a tag from behind its name on; gives the place of what ends them, `>` or `/`. */
  read(from: number, element: ElementName): number {
    this.clear();
    const { codes } = this.#source;
    let at = from;
    while (!isEndOfTag(codes[at])) at = this.#readOne(at, element);
    return at;
  }

  /** Puts declarations of namespaces in force for the element at a depth, and looks at prefixes. */
  resolve(namespaces: Namespaces, depth: number): void {
    if (!this.#hasPrefixes) return;
    for (let index = 0; index < this.#count; index += 1) {
      const declared = this.#names[index]?.declares ?? null;
      if (declared !== null) namespaces.declare(declared, this.#value(index), depth);
    }
    const seen = new Set<string>();
    for (const { prefix, local } of this.#names.slice(0, this.#count)) {
      if (prefix === '') continue;
      const expanded = `{${namespaces.of(prefix)}}${local}`;
      if (seen.has(expanded)) refuse('attribute twice, under two prefixes');
      seen.add(expanded);
    }
  }

  names(): readonly string[] {
    return this.#names.slice(0, this.#count).map(({ raw }) => raw);
  }

  get(name: string): string | null {
    for (let index = 0; index < this.#count; index += 1) {
      if (this.#names[index]?.raw === name) return this.#value(index);
    }
    return null;
  }

  /** Reads the white space that begins here, and the attribute behind it if there is one; gives the place behind. */
  #readOne(from: number, element: ElementName): number {
    const latest = this.#count === 0 ? null : (this.#names[this.#count - 1] ?? null);
    const likely = latest === null ? element.attribute : latest.after;
    if (likely !== null && this.#isAt(from, likely)) return this.#add(likely, from + likely.raw.length + 3);
    const { text: document, codes } = this.#source;
    const nameFrom = endOfSpace(document, from);
    if (nameFrom === from) return refuse('no white space before an attribute');
    if (isEndOfTag(codes[nameFrom])) return nameFrom;
    const nameTo = endOfQualifiedName(document, nameFrom);
    const name = this.#known.get(document.slice(nameFrom, nameTo), nameFrom);
    if (latest === null) element.attribute = name;
    else latest.after = name;
    return this.#add(name, beginningOfValue(document, nameTo));
  }

  /** Whether an attribute of the name begins here as attributes mostly do: one space, the name, `="`. */
  #isAt(from: number, { raw, place }: AttributeName): boolean {
    const { codes } = this.#source;
    const nameTo = from + 1 + raw.length;
    return (
      codes[from] === space &&
      codes[nameTo] === equalsSign &&
      codes[nameTo + 1] === quotationMark &&
      this.#source.repeats(place, from + 1, raw.length)
    );
  }

  /** Adds an attribute whose value begins here, behind its quote; gives the place behind it. */
  #add(name: AttributeName, from: number): number {
    const index = this.#count;
    if (index === mostAttributes) refuse('too many attributes');
    for (let other = 0; other < index; other += 1) {
      if (this.#names[other]?.raw === name.raw) refuse('attribute twice');
    }
    const { codes } = this.#source;
    const quote = codes[from - 1];
    let isPlain = true;
    let to = from;
    for (; codes[to] !== quote; to += 1) {
      const code = codes[to] ?? lessThan;
      if (code === lessThan) return refuse('value that does not end');
      if (!isPlainInValue(code)) isPlain = false;
    }
    this.#names[index] = name;
    this.#from[index] = from;
    this.#to[index] = to;
    this.#isPlain[index] = isPlain;
    this.#count = index + 1;
    if (name.prefix !== '' || name.declares !== null) this.#hasPrefixes = true;
    // Whether anybody asks for it or not, what it refers to must be there.
    if (!isPlain) this.#value(index);
    return to + 1;
  }

  #value(index: number): string {
    const from = this.#from[index] ?? 0;
    const to = this.#to[index] ?? 0;
    if (this.#isPlain[index]) return this.#texts.between(from, to);
    return ownText(attributeValueIn(xmlCharacters(this.#source.text, from, to)));
  }
}

/** The place behind the quote that opens a value, from behind the attribute's name on. */
function beginningOfValue(document: string, from: number): number {
  const equals = endOfSpace(document, from);
  if (document.charCodeAt(equals) !== equalsSign) return refuse('attribute without value');
  const open = endOfSpace(document, equals + 1);
  const quote = document.charCodeAt(open);
  return quote === quotationMark || quote === apostrophe ? open + 1 : refuse('value without quotes');
}

function isEndOfTag(code: number | undefined): boolean {
  return code === greaterThan || code === solidus;
}
