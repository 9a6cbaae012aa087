/** Where a mark stands next, asked for in growing order. */
interface NextMark {
  /** The first place of the mark from here on; the document's end when there is none. */
  readonly from: (place: number) => number;
}

/**
 * Finds a mark in a document. Places are asked for in growing order, so that however often one asks, each character of
 * the document is looked at once.
 */
export class Mark implements NextMark {
  readonly #document: string;
  readonly #mark: string;
  #next = -1;

  constructor(document: string, mark: string) {
    this.#document = document;
    this.#mark = mark;
  }

  from(place: number): number {
    if (this.#next < place) {
      const found = this.#document.indexOf(this.#mark, place);
      this.#next = found === -1 ? this.#document.length : found;
    }
    return this.#next;
  }
}

/** Finds whichever of some marks comes first. */
export class AnyMark implements NextMark {
  readonly #marks: readonly Mark[];
  #next = -1;

  constructor(document: string, marks: readonly string[]) {
    this.#marks = marks.map((mark) => new Mark(document, mark));
  }

  from(place: number): number {
    if (this.#next < place) {
      this.#next = Number.POSITIVE_INFINITY;
      for (const mark of this.#marks) this.#next = Math.min(this.#next, mark.from(place));
    }
    return this.#next;
  }
}
