interface Run {
  /** The place of its first item in the list. */
  readonly place: number;
  /** Items that follow each other, with commas between them. */
  readonly text: Buffer;
}

const printed = Symbol('printed data');

/** The data of an answer that is one list, printed as far as it was made: bytes take a tenth of what the items take. */
export type PrintedData = {
  readonly [printed]: true;
  /** Prints some of the items; each item of the list once, in any order. */
  readonly add: (items: readonly unknown[], places: readonly number[]) => void;
  /** How large the data is, in bytes. */
  readonly size: () => number;
  /** An answer with this data, as the bytes of its JSON; whatever else it has is in `rest`. */
  readonly inAnswer: (rest: { readonly errors?: unknown; readonly extensions?: unknown }) => Buffer[];
};

/** Whether data was printed while it was made. */
export function isPrinted(data: object): data is PrintedData {
  return Object.hasOwn(data, printed);
}

/** The data of an answer with nothing in it yet but its only key. */
export function createPrintedData(key: string): PrintedData {
  const runs: Run[] = [];
  return {
    [printed]: true,
    add: (items, places) => {
      for (let from = 0; from < items.length; ) {
        const first = places[from] ?? 0;
        let to = from + 1;
        while (places[to] === first + to - from) to += 1;
        const list = Buffer.from(JSON.stringify(items.slice(from, to)));
        runs.push({ place: first, text: list.subarray(1, -1) });
        from = to;
      }
    },
    size: () => runs.reduce((sum, { text }) => sum + text.length + comma.length, 0),
    inAnswer: ({ errors, extensions }) => {
      const before = errors === undefined ? '{' : `{"errors":${JSON.stringify(errors)},`;
      const after = extensions === undefined ? '}' : `,"extensions":${JSON.stringify(extensions)}}`;
      const inOrder = runs.toSorted((one, other) => one.place - other.place);
      const texts = inOrder.flatMap(({ text }, index) => (index === 0 ? [text] : [comma, text]));
      return [Buffer.from(`${before}"data":{${JSON.stringify(key)}:[`), ...texts, Buffer.from(`]}${after}`)];
    },
  };
}

const comma = Buffer.from(',');
