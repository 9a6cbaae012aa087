/** What a question's numbers are to the rows before and after it. Numbers are hashed: a row is known by its last one's neighbours. */
export interface RowPart {
  readonly first: string;
  /** How many numbers from the first on are in a row. */
  readonly head: number;
  readonly last: string;
  /** The numbers beside the last one. */
  readonly beside: readonly [string, string];
  /** How many numbers up to the last are in a row; as many as the head when all are. */
  readonly tail: number;
  readonly isWhole: boolean;
  /** The longest row within the question. */
  readonly longest: number;
}

/** The row that an asker is in. */
export interface Row {
  readonly last: string;
  readonly beside: readonly [string, string];
  readonly length: number;
}

/** The learner numbers of a question as a part of rows; null when it has none. */
export function rowPartOf(people: readonly string[], hashed: (text: string) => string): RowPart | null {
  const serials = people.flatMap((person) => serialOf(person) ?? []);
  const numbers = serials.filter((serial, index) => serial !== serials[index - 1]);
  const [first] = numbers;
  const last = numbers.at(-1);
  if (first === undefined || last === undefined) return null;
  const lengths = rowLengths(numbers);
  const named = (serial: number): string => hashed(`serial ${serial}`);
  return {
    first: named(first),
    head: lengths[0] ?? 1,
    last: named(last),
    beside: [named(last - 1), named(last + 1)],
    tail: lengths.at(-1) ?? 1,
    isWhole: lengths.length === 1,
    longest: lengths.reduce((longest, length) => Math.max(longest, length)),
  };
}

/** The row that an asker is in after a question, and how long the one became that the question began in. */
export function continuedRow(row: Row | null, part: RowPart): { readonly row: Row; readonly joined: number } {
  const joined = lengthBefore(row, part) + part.head;
  const length = part.isWhole ? joined : part.tail;
  return { row: { last: part.last, beside: part.beside, length }, joined };
}

/** The same number again neither ends a row nor makes it longer. */
function lengthBefore(row: Row | null, { first }: RowPart): number {
  if (row === null) return 0;
  if (row.last === first) return row.length - 1;
  return row.beside.includes(first) ? row.length : 0;
}

function rowLengths(numbers: readonly number[]): readonly number[] {
  const lengths: number[] = [];
  let length = 0;
  for (const [index, number] of numbers.entries()) {
    length += 1;
    const next = numbers[index + 1];
    if (next !== undefined && Math.abs(next - number) === 1) continue;
    lengths.push(length);
    length = 0;
  }
  return lengths;
}

/** A learner number without its arc and its last digit, which is a check digit; null for anything else. */
function serialOf(person: string): number | null {
  const digits = /^1\.2\.246\.562\.\d+\.(\d{10})\d$/.exec(person)?.[1];
  return digits === undefined ? null : Number(digits);
}
