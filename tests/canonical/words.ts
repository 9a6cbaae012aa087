import type { Selected } from './meaning.ts';

/** A key of a rewritten answer: which one it stands for, and the words below it. */
export interface Word {
  readonly key: string;
  readonly under: Words;
  /** How its arguments are written: under one key they must be written alike. */
  readonly written: Map<string, string>;
}

/** The words of a rewritten document at one place of its answer. */
export class Words {
  /** How arguments are written here, where all are written alike. */
  readonly written = new Map<string, string>();
  readonly #words = new Map<string, Word>();
  readonly #latest = new Map<string, string>();

  /** Whether a word stands for something here already. */
  has(word: string): boolean {
    return this.#words.has(word);
  }

  /** What a word stands for. */
  get(word: string): Word | undefined {
    return this.#words.get(word);
  }

  /** The latest word for a key. */
  latestFor(key: string): string | undefined {
    return this.#latest.get(key);
  }

  /** Adds a word for a key; there may be others for the same. */
  add(word: string, key: string, under: Words = new Words()): void {
    this.#words.set(word, { key, under, written: new Map() });
    this.#latest.set(key, word);
  }

  /** All words here for a key. */
  allFor(key: string): readonly string[] {
    return [...this.#words].filter(([, one]) => one.key === key).map(([word]) => word);
  }
}

/** The words of a document that is as it is. */
export function plainWords({ parts }: Selected, words: Words = new Words()): Words {
  for (const part of parts) {
    if (part.kind === 'FRAGMENT') plainWords(part.under, words);
    else {
      if (!words.has(part.key)) words.add(part.key, part.key);
      const word = words.get(part.key);
      if (part.under !== null && word !== undefined) plainWords(part.under, word.under);
    }
  }
  return words;
}

/** A value that two words for the same thing have not alike; it equals no answer. */
const unlike = 'TWO WORDS FOR THE SAME HAVE DIFFERENT VALUES';

/** A rewritten answer in the words of the document that was rewritten, its keys in the order in which they came. */
export function inOriginalWords(value: unknown, words: Words): unknown {
  if (Array.isArray(value)) return value.map((item) => inOriginalWords(item, words));
  if (typeof value !== 'object' || value === null) return value;
  const told = new Map<string, unknown>();
  for (const [name, part] of Object.entries(value)) {
    const word = words.get(name);
    if (word === undefined) throw new Error(`The answer has a key that nobody asked for: ${name}`);
    const own = inOriginalWords(part, word.under);
    told.set(word.key, told.has(word.key) ? together(told.get(word.key), own) : own);
  }
  return Object.fromEntries(told);
}

/** A path of a rewritten answer in the words of the original. */
export function pathInOriginalWords(
  path: readonly (string | number)[],
  words: Words,
): readonly (string | number)[] {
  let here = words;
  return path.map((step) => {
    if (typeof step === 'number') return step;
    const word = here.get(step);
    if (word === undefined) throw new Error(`An error is told at a place that nobody asked for: ${step}`);
    here = word.under;
    return word.key;
  });
}

/** Puts together what was asked in two parts. What is null in one of them is null where it is asked as one. */
function together(one: unknown, other: unknown): unknown {
  if (one === other) return one;
  if (!isComposite(one) || !isComposite(other)) {
    const isNulled = (one === null && isComposite(other)) || (other === null && isComposite(one));
    return isNulled ? null : unlike;
  }
  return Array.isArray(one) || Array.isArray(other)
    ? sideBySide([one].flat(1), [other].flat(1))
    : both(one, other);
}

function sideBySide(one: readonly unknown[], other: readonly unknown[]): unknown {
  return one.length === other.length ? one.map((item, index) => together(item, other[index])) : unlike;
}

function both(one: object, other: object): object {
  const all = new Map<string, unknown>(Object.entries(one));
  for (const [key, part] of Object.entries(other))
    all.set(key, all.has(key) ? together(all.get(key), part) : part);
  return Object.fromEntries(all);
}

function isComposite(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
