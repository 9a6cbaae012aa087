import type { Answer } from './answer.ts';
import { mapBounded } from './chunks.ts';

/** What became of one question about several records. */
export interface Attempt<V> {
  readonly answer: Answer<V>;
  /** Whether a single record may have failed the question for all of them, so that asking about fewer may succeed. */
  readonly worthSplitting: boolean;
  /** Counts the failure against the registry: called once no record is found that may be to blame instead. */
  readonly blame?: () => void;
}

/** Some of the records, and the answer about them. */
export interface Part<T, V> {
  readonly items: readonly T[];
  readonly answer: Answer<V>;
}

type Ask<T, V> = (items: readonly T[]) => Promise<Attempt<V>>;

interface AskedPart<T, V> extends Part<T, V> {
  readonly splittable: boolean;
}

const callsAtOnce = 4;
/** After this many halvings in a row without one success, the registry is down rather than a record bad. */
const halvingsWithoutSuccess = 2;

/**
 * Asks about all records at once and, where that fails for all, about ever smaller halves, until the bad records are
 * alone. Three bad ones are found wherever they are; with more, the parts are as small as the allowed calls made them.
 * A registry that fails every call costs seven. The parts together are exactly the items, in no order.
 */
export async function askInParts<T, V>(items: readonly T[], ask: Ask<T, V>): Promise<readonly Part<T, V>[]> {
  if (items.length === 0) return [];
  const blames: (() => void)[] = [];
  const askAndKeep: Ask<T, V> = async (part) => {
    const attempt = await ask(part);
    if (attempt.blame !== undefined) blames.push(attempt.blame);
    return attempt;
  };
  const settled: Part<T, V>[] = [];
  let failing: readonly Part<T, V>[] = settle(await askEach([items], askAndKeep), settled);
  let callsLeft = callsFor(items.length) - 1;
  let barren = 0;
  while (failing.length > 0 && barren < halvingsWithoutSuccess && callsLeft > 1) {
    const split = failing.slice(0, Math.floor(callsLeft / 2));
    settled.push(...failing.slice(split.length));
    const asked = await askEach(split.flatMap(halvesOf), askAndKeep);
    callsLeft -= asked.length;
    barren = asked.some(({ answer }) => answer.answered) ? 0 : barren + 1;
    failing = settle(asked, settled);
  }
  const parts = [...settled, ...failing];
  // While some are answered, the records are to blame; when nothing is, the registry.
  if (!parts.some(({ answer }) => answer.answered)) for (const blame of blames) blame();
  return parts;
}

/** What three bad records cost when they sit as far apart as they can. */
function callsFor(size: number): number {
  return 6 * Math.ceil(Math.log2(size)) + 3;
}

function askEach<T, V>(
  parts: readonly (readonly T[])[],
  ask: Ask<T, V>,
): Promise<readonly AskedPart<T, V>[]> {
  return mapBounded(parts, callsAtOnce, async (items) => {
    const { answer, worthSplitting } = await ask(items);
    const splittable = !answer.answered && worthSplitting && items.length > 1;
    return { items, answer, splittable };
  });
}

/** Puts aside what is final and returns the rest. */
function settle<T, V>(asked: readonly AskedPart<T, V>[], settled: Part<T, V>[]): readonly AskedPart<T, V>[] {
  settled.push(...asked.filter(({ splittable }) => !splittable));
  return asked.filter(({ splittable }) => splittable);
}

function halvesOf<T>({ items }: { readonly items: readonly T[] }): readonly (readonly T[])[] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}
