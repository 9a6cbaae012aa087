import { colon, endOfName } from './characters.ts';
import { interned } from './kept-texts.ts';
import type { Namespaces } from './namespaces.ts';
import { refuse } from './refusal.ts';

/** A name as it is written in a document: `local`, or `prefix:local`. */
class QualifiedName {
  readonly raw: string;
  readonly local: string;
  /** Empty without a prefix. */
  readonly prefix: string;
  /** Where it stands in the document. */
  readonly place: number;

  constructor(raw: string, place: number) {
    const split = raw.indexOf(':');
    this.raw = interned(raw);
    this.local = interned(raw.slice(split + 1));
    this.prefix = raw.slice(0, Math.max(split, 0));
    this.place = place;
  }
}

/** The name of an element, and what stood by it the last time. */
export class ElementName extends QualifiedName {
  /** The first element inside, the next element after, and what came there before those. */
  inside: ElementName | null = null;
  insideBefore: ElementName | null = null;
  after: ElementName | null = null;
  afterBefore: ElementName | null = null;
  /** The first attribute. */
  attribute: AttributeName | null = null;
  #namespace = '';
  #version = -1;

  /** Its namespace as things stand, empty for none. Refuses a prefix that is not declared. */
  namespaceIn(namespaces: Namespaces): string {
    if (this.#version !== namespaces.version) {
      this.#namespace = namespaces.ofElement(this.prefix);
      this.#version = namespaces.version;
    }
    return this.#namespace;
  }
}

/** The name of an attribute, and what stood by it the last time. */
export class AttributeName extends QualifiedName {
  /** The prefix that it declares, empty for the default namespace; null when it is no declaration. */
  readonly declares: string | null;
  /** The next attribute. */
  after: AttributeName | null = null;

  constructor(raw: string, place: number) {
    super(raw, place);
    const isDeclaration = this.prefix === 'xmlns';
    this.declares = raw === 'xmlns' ? '' : isDeclaration ? this.local : null;
  }
}

/** The place behind the qualified name that begins here. Refuses what is none. */
export function endOfQualifiedName(document: string, from: number): number {
  const end = endOfName(document, from);
  if (end === from) return refuse('no name');
  if (document.charCodeAt(end) !== colon) return end;
  const endOfLocal = endOfName(document, end + 1);
  return endOfLocal === end + 1 ? refuse('no name after the colon') : endOfLocal;
}

/** So many names are remembered, far more than VIRTA has; a document with more is read without that help. */
const mostKnown = 1000;

/** The names of a document, each made once. */
export class NamesByText<N extends QualifiedName> {
  readonly #make: (raw: string, place: number) => N;
  readonly #known = new Map<string, N>();

  constructor(make: (raw: string, place: number) => N) {
    this.#make = make;
  }

  /** The name that is written so, and stands so at a place. */
  get(raw: string, place: number): N {
    const known = this.#known.get(raw);
    if (known !== undefined) return known;
    if (this.#known.size === mostKnown) this.#known.clear();
    const name = this.#make(raw, place);
    this.#known.set(raw, name);
    return name;
  }
}
