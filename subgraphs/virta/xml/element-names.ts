import { greaterThan, isSpace, solidus } from './characters.ts';
import { ElementName, endOfQualifiedName, NamesByText } from './names.ts';

/**
 * Reads the names of elements. An answer repeats a few names in nearly the same order, record after record: the name
 * that came next the last time is compared first, without a look at single characters.
 */
export class ElementNames {
  readonly #document: string;
  readonly #known = new NamesByText((raw) => new ElementName(raw));
  #latest = new ElementName('');
  #isInside = true;

  constructor(document: string) {
    this.#document = document;
  }

  /** The name that begins here. Refuses what is none. */
  at(from: number): ElementName {
    const likely = this.#isInside ? this.#latest.inside : this.#latest.after;
    if (likely !== null && this.#isAt(from, likely.raw)) return likely;
    const found = this.#known.get(this.#document.slice(from, endOfQualifiedName(this.#document, from)));
    if (this.#isInside) this.#latest.inside = found;
    else this.#latest.after = found;
    return found;
  }

  /** Tells that an element of the name began, so that what comes next is inside it. */
  opened(name: ElementName): void {
    this.#latest = name;
    this.#isInside = true;
  }

  /** Tells that an element of the name ended. */
  closed(name: ElementName): void {
    this.#latest = name;
    this.#isInside = false;
  }

  #isAt(from: number, raw: string): boolean {
    // V8 compares a slice several characters at a time, but looks for a start with `startsWith` one by one.
    const end = from + raw.length;
    return this.#document.slice(from, end) === raw && mayEndName(this.#document.charCodeAt(end));
  }
}

function mayEndName(code: number): boolean {
  return code === greaterThan || code === solidus || isSpace(code);
}
