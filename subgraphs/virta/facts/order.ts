/** Orders by first day, unknown ones last, and then by id. */
export function byStart(a: Started, b: Started): number {
  return compareTexts(a.startsOn ?? '9', b.startsOn ?? '9') || compareTexts(a.id ?? '', b.id ?? '');
}

interface Started {
  readonly startsOn: string | null;
  readonly id?: string;
}

/**
 * What VIRTA sends is a set: given in an order, ties settled by what is said, so that the order of the document tells
 * nothing; and what is said twice is given once.
 */
export function asSet<T>(items: readonly T[], order: (a: T, b: T) => number): readonly T[] {
  if (isAscending(items, order)) return items;
  const compare = (a: T, b: T): number => order(a, b) || compareTexts(JSON.stringify(a), JSON.stringify(b));
  const set: T[] = [];
  for (const item of items.toSorted(compare)) {
    const last = set.at(-1);
    if (last === undefined || compare(last, item) !== 0) set.push(item);
  }
  return set;
}

/** Whether each comes after the one before, as it mostly is. */
function isAscending<T>(items: readonly T[], order: (a: T, b: T) => number): boolean {
  for (let index = 1; index < items.length; index += 1) {
    const [one, next] = [items[index - 1], items[index]];
    if (one !== undefined && next !== undefined && order(one, next) >= 0) return false;
  }
  return true;
}

/** Orders texts by their characters, and so days by time. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
