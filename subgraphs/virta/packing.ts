/**
 * Packs persons into calls of at most `limit` learner numbers. A person's numbers stay together, so that a failed call
 * never leaves half a person; one with more numbers than the limit has a call alone.
 */
export function packed(
  persons: readonly (readonly string[])[],
  limit: number,
): readonly (readonly (readonly string[])[])[] {
  const calls: (readonly string[])[][] = [];
  let call: (readonly string[])[] = [];
  let size = 0;
  for (const oids of persons) {
    if (call.length === 0 || size + oids.length > limit) {
      call = [];
      size = 0;
      calls.push(call);
    }
    call.push(oids);
    size += oids.length;
  }
  return calls;
}
