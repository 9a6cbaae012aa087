/** A number that a key always gives and that tells nothing about the key: FNV-1a, then mixed. */
export function scatter(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Whether a key is among the one in `share` that are done the rarer way. */
export function oneIn(share: number, key: string): boolean {
  return scatter(key) % share === 0;
}

/** One of the ways to do a thing, always the same for a key. */
export function pick<T>(ways: readonly [T, ...T[]], key: string): T {
  return ways[scatter(key) % ways.length] ?? ways[0];
}
