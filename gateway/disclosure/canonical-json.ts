/**
 * The one text of a JSON value: keys sorted by code unit, no blanks, members that are undefined left out. Throws for
 * what JSON cannot say: functions, infinite numbers and the like.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null) return 'null';
  if (typeof value === 'object') return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value);
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) {
    return JSON.stringify(value);
  }
  throw new TypeError('canonical JSON cannot hold this value');
}

// Whole answers pass through here: texts are put together as they come, without lists of their parts.

function canonicalArray(items: readonly unknown[]): string {
  let text = '';
  for (const item of items) text += `${text === '' ? '' : ','}${canonicalJson(item)}`;
  return `[${text}]`;
}

function canonicalObject(value: object): string {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const member: unknown = Reflect.get(value, key);
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}
