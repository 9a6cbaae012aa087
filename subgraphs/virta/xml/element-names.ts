import { greaterThan, isSpace, solidus } from './characters.ts';
import { ElementName, endOfQualifiedName, NamesByText } from './names.ts';
import type { Source } from './source.ts';

/**
 * Reads the names of elements. An answer repeats a few names in nearly the same order, record after record: the name
 * that came next the last time is compared first, without a look at single characters.
 */
export class ElementNames {
  readonly #source: Source;
  readonly #known = new NamesByText((raw, place) => new ElementName(raw, place));
  #latest = new ElementName('', 0);
  #isInside = true;

  constructor(source: Source) {
    this.#source = source;
  }

  /** The name that begins here. Refuses what is none. */
  at(from: number): ElementName {
    const likely = this.#isInside ? this.#latest.inside : this.#latest.after;
    if (likely !== null && this.#isAt(from, likely)) return likely;
    const { text: document } = this.#source;
    const found = this.#known.get(document.slice(from, endOfQualifiedName(document, from)), from);
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

  #isAt(from: number, { raw, place }: ElementName): boolean {
    const next = this.#source.codes[from + raw.length];
    return next !== undefined && mayEndName(next) && this.#source.repeats(place, from, raw.length);
  }
}

function mayEndName(code: number): boolean {
  return code === greaterThan || code === solidus || isSpace(code);
}
