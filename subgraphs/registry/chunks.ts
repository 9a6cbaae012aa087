/** Cuts a list into runs of at most `size`. */
export function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}

/** Runs a task for each item, at most `limit` at once; results in the items' order. */
export function mapBounded<T, R>(
  items: readonly T[],
  limit: number,
  task: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  return Promise.all(eachBounded(items, limit, task));
}

/** Runs a task for each item, at most `limit` at once; each result comes when it is there, in the items' order. */
export function eachBounded<T, R>(
  items: readonly T[],
  limit: number,
  task: (item: T) => Promise<R>,
): readonly Promise<R>[] {
  const results = items.map((item) => ({ item, ...Promise.withResolvers<R>() }));
  const pending = results.values();
  const worker = async (): Promise<void> => {
    for (const { item, resolve, reject } of pending) await task(item).then(resolve, reject);
  };
  for (let started = 0; started < Math.min(limit, items.length); started += 1) void worker();
  return results.map(({ promise }) => promise);
}
