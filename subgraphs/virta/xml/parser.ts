import { Attributes, type XmlAttributes } from './attributes.ts';
import {
  endOfSpace,
  exclamationMark,
  greaterThan,
  isPlainInText,
  lessThan,
  questionMark,
  solidus,
} from './characters.ts';
import { ElementNames } from './element-names.ts';
import { KeptTexts, ownText } from './kept-texts.ts';
import { endOfComment, endOfDeclaration, endOfInstruction } from './markup.ts';
import type { ElementName } from './names.ts';
import { Namespaces } from './namespaces.ts';
import { Refusal, refuse } from './refusal.ts';
import { Source } from './source.ts';
import { lineFeedsIn, textIn, xmlCharacters } from './values.ts';

export type { XmlAttributes } from './attributes.ts';

/** What a reader wants of an element: nothing in it, elements without text around them, or elements and text. */
export type Wanted = 'NOTHING' | 'ELEMENTS' | 'ALL';

/** Receives a document's elements as they are read. */
export interface XmlReader {
  /** An element begins. Null when the document must not be used. Of an element with `NOTHING` wanted no more is told. */
  readonly open: (namespace: string, name: string, attributes: XmlAttributes) => Wanted | null;
  /** Text of the innermost element, possibly one of several pieces. False when the document must not be used. */
  readonly text: (text: string) => boolean;
  readonly close: () => void;
}

const maxDepth = 32;
/** Most characters of one text, however comments, references, CDATA sections and other elements split it. */
export const maxTextLength = 64 * 1024;

/**
 * Reads a document to its end. False when it is not well-formed, has a DOCTYPE (so that entities and external files
 * cannot even be declared), is beyond the limits of depth, attributes and text, or when the reader refuses it.
 */
export function readXml(document: string, reader: XmlReader): boolean {
  const source = new Source(document);
  try {
    new Parser(source, reader).read();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  } finally {
    source.close();
  }
}

/**
 * Goes through a document from one `<` to the next. Nothing is built: elements are told to the reader as they come, and
 * what it does not want is only checked.
 */
class Parser {
  readonly #document: string;
  readonly #source: Source;
  readonly #reader: XmlReader;
  readonly #texts: KeptTexts;
  readonly #names: ElementNames;
  readonly #attributes: Attributes;
  readonly #namespaces = new Namespaces();
  #depth = 0;
  /** By depth, the root's being 1: the elements that are open, and whether their text is wanted. */
  readonly #open: (ElementName | undefined)[] = [undefined];
  readonly #isTextWanted = [false];
  /** Depth of the element that is passed over; 0 when none is. */
  #passedOver = 0;
  #textLength = 0;
  #hasRoot = false;

  constructor(source: Source, reader: XmlReader) {
    this.#document = source.text;
    this.#source = source;
    this.#reader = reader;
    this.#texts = new KeptTexts(source);
    this.#names = new ElementNames(source);
    this.#attributes = new Attributes(source);
  }

  read(): void {
    const document = this.#document;
    let at = endOfDeclaration(document);
    while (at < document.length) at = this.#next(at);
    if (this.#depth > 0 || !this.#hasRoot) refuse('document that does not end');
  }

  /** Reads what begins here, text or markup; gives the place behind it. */
  #next(at: number): number {
    const { codes } = this.#source;
    if (codes[at] !== lessThan) return this.#characters(at);
    const from = at + 1;
    switch (codes[from]) {
      case solidus:
        return this.#endTag(from);
      case exclamationMark:
        return this.#declaration(from);
      case questionMark:
        return endOfInstruction(this.#document, from + 1);
      default:
        return this.#startTag(from);
    }
  }

  #startTag(from: number): number {
    const { codes } = this.#source;
    const attributes = this.#attributes;
    const name = this.#names.at(from);
    let at = from + name.raw.length;
    if (codes[at] === greaterThan) attributes.clear();
    else at = attributes.read(at, name);
    const isEmpty = codes[at] === solidus;
    if (isEmpty) at += 1;
    if (codes[at] !== greaterThan) refuse('start tag that does not end');
    this.#begin(name);
    if (isEmpty) this.#end(name);
    return at + 1;
  }

  #endTag(from: number): number {
    const name = this.#open[this.#depth];
    if (name === undefined || this.#depth === 0) return refuse('end of no element');
    const { codes } = this.#source;
    const nameTo = from + 1 + name.raw.length;
    if (!this.#source.repeats(name.place, from + 1, name.raw.length)) return refuse('end of another element');
    const end = codes[nameTo] === greaterThan ? nameTo : endOfSpace(this.#document, nameTo);
    if (codes[end] !== greaterThan) return refuse('end tag that does not end');
    this.#end(name);
    return end + 1;
  }

  #begin(name: ElementName): void {
    if (this.#depth === 0 && this.#hasRoot) refuse('second root');
    if (this.#depth === maxDepth) refuse('too deep');
    const depth = this.#depth + 1;
    this.#depth = depth;
    this.#open[depth] = name;
    this.#hasRoot = true;
    this.#textLength = 0;
    this.#attributes.resolve(this.#namespaces, depth);
    const namespace = name.namespaceIn(this.#namespaces);
    this.#names.opened(name);
    if (this.#passedOver > 0) return;
    const wanted = this.#reader.open(namespace, name.local, this.#attributes);
    if (wanted === null) refuse('not wanted');
    if (wanted === 'NOTHING') this.#passedOver = depth;
    this.#isTextWanted[depth] = wanted === 'ALL';
  }

  #end(name: ElementName): void {
    const depth = this.#depth;
    if (this.#passedOver === 0) this.#reader.close();
    else if (this.#passedOver === depth) this.#passedOver = 0;
    this.#namespaces.leave(depth);
    this.#depth = depth - 1;
    this.#textLength = 0;
    this.#names.closed(name);
  }

  #declaration(from: number): number {
    const document = this.#document;
    if (document.startsWith('!--', from)) return endOfComment(document, from + 3);
    const start = from + 8;
    // Anything else, above all a DOCTYPE, is of no use or means harm.
    if (!document.startsWith('![CDATA[', from) || this.#depth === 0)
      return refuse('declaration inside the document');
    const end = document.indexOf(']]>', start);
    if (end === -1) return refuse('CDATA section that does not end');
    this.#tell(start, end, lineFeedsIn);
    return end + 3;
  }

  /** Character data up to the next markup; gives the place behind it. */
  #characters(from: number): number {
    const { codes } = this.#source;
    let isPlain = true;
    let to = from;
    for (; to < codes.length; to += 1) {
      const code = codes[to] ?? lessThan;
      if (code === lessThan) break;
      if (!isPlainInText(code)) isPlain = false;
    }
    if (this.#depth === 0) {
      if (endOfSpace(this.#document, from) < to) refuse('text outside the root');
      this.#count(to - from);
    } else if (isPlain) this.#tell(from, to, null);
    else this.#tell(from, to, textIn);
    return to;
  }

  /** Tells the reader a piece of text, if it wants it; `read` gives what stands there its meaning, if that is another. */
  #tell(from: number, to: number, read: ((raw: string) => string) | null): void {
    const isWanted = this.#passedOver === 0 && this.#isTextWanted[this.#depth] === true;
    if (read === null) {
      this.#count(to - from);
      if (isWanted && !this.#reader.text(this.#texts.between(from, to))) refuse('not wanted');
      return;
    }
    const text = read(xmlCharacters(this.#document, from, to));
    this.#count(text.length);
    if (isWanted && !this.#reader.text(ownText(text))) refuse('not wanted');
  }

  /** A text counts as one however comments, references and CDATA sections split it. */
  #count(length: number): void {
    this.#textLength += length;
    if (this.#textLength > maxTextLength) refuse('text too long');
  }
}
