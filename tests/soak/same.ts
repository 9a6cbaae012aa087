/** Whether a value is an object with keys. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What differs from one reading to the next, or says how and not what was read. */
const aboutReading = new Set(['observedAt', 'retryAt', 'source', 'inputs', 'missing']);

/** Whether a value is what it was before, as far as it was asked for; what only tells of the reading is left out. */
export function sameWhereAsked(now: unknown, before: unknown): boolean {
  if (Array.isArray(now)) {
    if (!Array.isArray(before) || before.length !== now.length) return false;
    const values: readonly unknown[] = before;
    return now.every((item, index) => sameWhereAsked(item, values[index]));
  }
  if (!isObject(now)) return now === before;
  if (!isObject(before)) return false;
  return Object.entries(now).every(
    ([key, value]) => aboutReading.has(key) || sameWhereAsked(value, before[key]),
  );
}
