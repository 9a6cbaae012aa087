/** What stands at a path of own keys; undefined when there is nothing. */
export function field(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = Reflect.get(current, key);
  }
  return current;
}

/** The elements of a list; none of anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether two values are written the same in JSON. */
export function isSame(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}

/** A name as the graph gives it: missing and empty languages are null. */
export function nameOf(value: unknown): object {
  const text = (language: string): unknown => field(value, language) || null;
  return { fi: text('fi'), sv: text('sv'), en: text('en') };
}

/** Whether a registry's code may have become a word of the graph: a known one in one way only. */
export function isCoded(word: unknown, code: unknown, table: Readonly<Record<string, string>>): boolean {
  if (typeof code !== 'string') return false;
  return word === (Object.hasOwn(table, code) ? table[code] : 'UNKNOWN');
}
