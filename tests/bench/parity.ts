/** Fields that hold the time of asking: contestants ask one after the other. */
const times = new Set(['observedAt', 'retryAt']);

/**
 * Where two answers first differ in what they say, as a path; null when nowhere. The order of an object's fields does
 * not count, and of a time only whether there is one.
 */
export function differenceBetween(left: unknown, right: unknown, path: string): string | null {
  const found = differenceIn(left, right);
  return found === null ? null : `${path}${found}`;
}

/** The path is put together only when there is one: answers about thousands of people are compared. */
function differenceIn(left: unknown, right: unknown): string | null {
  if (!isParted(left) || !isParted(right)) return left === right ? null : '';
  const key = keyOfDifference(left, right) ?? keyMissing(left, right) ?? keyMissing(right, left);
  if (key === null) return null;
  return `.${key}${differenceIn(left[key], right[key]) ?? ''}`;
}

function keyOfDifference(left: Parted, right: Parted): string | null {
  for (const key in left) {
    const [one, other] = [left[key], right[key]];
    if (times.has(key) && (one === null) === (other === null)) continue;
    if (differenceIn(one, other) !== null) return key;
  }
  return null;
}

function keyMissing(all: Parted, some: Parted): string | null {
  for (const key in all) if (!(key in some)) return key;
  return null;
}

/** An object or a list, as JSON has them. */
type Parted = Readonly<Record<string, unknown>>;

function isParted(value: unknown): value is Parted {
  return typeof value === 'object' && value !== null;
}
