/** Whether a value is an object with keys. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What says how it was read, and not what. */
const aboutReading = new Set(['observedAt', 'reason', 'source', 'inputs', 'missing']);

/** A place in a fact, and whether its fact says that parts are missing. */
interface Place {
  readonly path: string;
  readonly mayLack: boolean;
}

/** Where a value first differs from what it was before, as far as it was asked for; null where it does not. */
export function differenceOf(now: unknown, before: unknown, place: Place): string | null {
  const { path, mayLack } = place;
  // A part of a fact may be missing, and says so itself.
  if ((now === null || now === 'SOURCE_UNAVAILABLE') && mayLack) return null;
  if (Array.isArray(now) || isObject(now)) {
    const sameKind = Array.isArray(now) === Array.isArray(before) && typeof before === 'object';
    return sameKind ? differenceInside(now, before, place) : `${path} (was ${wordFor(before)})`;
  }
  return now === before ? null : `${path} (${wordFor(now)}, was ${wordFor(before)})`;
}

function differenceInside(now: object, before: object | null, place: Place): string | null {
  if (Array.isArray(now) && Array.isArray(before) && now.length !== before.length)
    return `${place.path} (${now.length}, was ${before.length})`;
  for (const [key, value] of Object.entries(now)) {
    if (aboutReading.has(key)) continue;
    const inside = { ...place, path: `${place.path}.${key}` };
    const difference = differenceOf(value, before === null ? null : Reflect.get(before, key), inside);
    if (difference !== null) return difference;
  }
  return null;
}

/** Codes in capitals and numbers may be told; texts may be names. */
function wordFor(value: unknown): string {
  if (typeof value === 'string') return /^[A-Z_]+$/.test(value) ? value : 'a text';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
