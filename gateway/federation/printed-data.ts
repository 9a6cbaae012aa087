interface Run {
  /** The place of its first item in the list. */
  readonly place: number;
  /** Items that follow each other, with commas between them. */
  readonly text: Buffer;
}

/** The data of an answer that is one list, printed as far as it was made: bytes take a tenth of what the items take. */
export class PrintedData {
  readonly #key: string;
  readonly #runs: Run[] = [];

  constructor(key: string) {
    this.#key = key;
  }

  /** Prints some of the items; each item of the list once, in any order. */
  add(items: readonly unknown[], places: readonly number[]): void {
    for (let from = 0; from < items.length; ) {
      const first = places[from] ?? 0;
      let to = from + 1;
      while (places[to] === first + to - from) to += 1;
      const list = Buffer.from(JSON.stringify(items.slice(from, to)));
      this.#runs.push({ place: first, text: list.subarray(1, -1) });
      from = to;
    }
  }

  /** How large the data is, in bytes. */
  size(): number {
    return this.#runs.reduce((sum, { text }) => sum + text.length + comma.length, 0);
  }

  /** An answer with this data, as the bytes of its JSON; whatever else it has is in `rest`. */
  inAnswer({ errors, extensions }: { readonly errors?: unknown; readonly extensions?: unknown }): Buffer[] {
    const before = errors === undefined ? '{' : `{"errors":${JSON.stringify(errors)},`;
    const after = extensions === undefined ? '}' : `,"extensions":${JSON.stringify(extensions)}}`;
    const runs = this.#runs.toSorted((one, other) => one.place - other.place);
    const texts = runs.flatMap(({ text }, index) => (index === 0 ? [text] : [comma, text]));
    return [
      Buffer.from(`${before}"data":{${JSON.stringify(this.#key)}:[`),
      ...texts,
      Buffer.from(`]}${after}`),
    ];
  }
}

const comma = Buffer.from(',');
