/** A repeatable source of draws: the same seed gives the same draws. */
export interface Random {
  /** A number from 0 (included) to 1 (not included). */
  readonly next: () => number;
  readonly chance: (probability: number) => boolean;
  /** A whole number between two, both included. */
  readonly between: (least: number, most: number) => number;
  readonly pick: <T>(choices: readonly T[]) => T;
  /** A choice drawn by the weights beside it. */
  readonly weighted: <T>(choices: readonly (readonly [T, number])[]) => T;
}

/** Starts a source of draws (mulberry32: small, fast, and good enough for synthetic people). */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    chance: (probability) => next() < probability,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (choices) => elementAt(choices, Math.floor(next() * choices.length)),
    weighted: (choices) => byWeight(choices, next()),
  };
}

function byWeight<T>(choices: readonly (readonly [T, number])[], draw: number): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = draw * total;
  const index = choices.findIndex(([, weight]) => {
    left -= weight;
    return left < 0;
  });
  return elementAt(choices, index === -1 ? choices.length - 1 : index)[0];
}

function elementAt<T>(choices: readonly T[], index: number): T {
  for (const choice of choices.slice(index, index + 1)) return choice;
  throw new RangeError('nothing to choose from');
}
