import { fixCanonical } from './canonical-json.ts';

/** A fact that was read, as a record names it. */
export interface NamedRead {
  readonly fact: string;
  readonly state: string;
  readonly reason: string | null;
}

// The same few lists of fields and states stand in record after record: each is made once, so that whoever checks or
// prints it does so once too.

const mostLists = 5_000;
const lists = new Map<string, readonly string[]>();
const reads = new Map<string, readonly NamedRead[]>();
const interned = new WeakSet<object>();

/** The one list of these texts, which nobody can change. */
export function internedTexts(texts: readonly string[]): readonly string[] {
  return kept(lists, texts.join('\n'), () => Object.freeze([...texts]));
}

/** The one list of these reads, which nobody can change. */
export function internedReads(all: readonly NamedRead[]): readonly NamedRead[] {
  const key = all.map(({ fact, state, reason }) => `${fact}\n${state}\n${reason}`).join('\n');
  return kept(reads, key, () =>
    Object.freeze(all.map(({ fact, state, reason }) => Object.freeze({ fact, state, reason }))),
  );
}

/** Whether a list is such a one. */
export function isInterned(list: object): boolean {
  return interned.has(list);
}

function kept<T extends object>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= mostLists) known.clear();
  const made = fixCanonical(make());
  interned.add(made);
  known.set(key, made);
  return made;
}
