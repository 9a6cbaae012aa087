/**
 * Packs keys into calls of at most `limit`, in their order. A key's weight is never divided, so that a failed call
 * never leaves half a person; one that weighs more than the limit has a call alone.
 */
export function packed<K>(
  keys: readonly K[],
  limit: number,
  weightOf: (key: K) => number,
): readonly (readonly K[])[] {
  const calls: K[][] = [];
  let room = 0;
  for (const key of keys) {
    const weight = weightOf(key);
    const call = calls.at(-1);
    if (call === undefined || weight > room) {
      calls.push([key]);
      room = limit - weight;
    } else {
      call.push(key);
      room -= weight;
    }
  }
  return calls;
}
