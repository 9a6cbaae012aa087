import { greaterThan, isSpace, solidus } from './characters.ts';
import { ElementName, endOfQualifiedName, NamesByText } from './names.ts';
import type { Source } from './source.ts';

/**
 * Reads the names of elements. An answer repeats a few names in nearly the same order, record after record: the name
 * that came next the last time is compared first, then the one before, without a look at single characters.
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
    const latest = this.#latest;
    const likely = this.#isInside ? latest.inside : latest.after;
    if (likely !== null && this.#isAt(from, likely)) return likely;
    const before = this.#isInside ? latest.insideBefore : latest.afterBefore;
    const found = before !== null && this.#isAt(from, before) ? before : this.#read(from);
    if (this.#isInside) {
      latest.insideBefore = likely;
      latest.inside = found;
    } else {
      latest.afterBefore = likely;
      latest.after = found;
    }
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

  #read(from: number): ElementName {
    const { text: document } = this.#source;
    return this.#known.get(document.slice(from, endOfQualifiedName(document, from)), from);
  }

  #isAt(from: number, { raw, place }: ElementName): boolean {
    const next = this.#source.codes[from + raw.length];
    return next !== undefined && mayEndName(next) && this.#source.repeats(place, from, raw.length);
  }
}

function mayEndName(code: number): boolean {
  return code === greaterThan || code === solidus || isSpace(code);
}
