/**
 * Puts values in an order that is the same every time and means nothing: VTS answers from sets, so a client that
 * counts on any order must fail here too.
 */
export function inScatteredOrder<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  return values
    .map((value) => ({ value, rank: scatter(keyOf(value)) }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ value }) => value);
}

/** FNV-1a, 32 bits. */
function scatter(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
