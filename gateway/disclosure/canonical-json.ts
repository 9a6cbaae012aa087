/**
 * The one text of a JSON value: keys sorted by code unit, no blanks, members that are undefined left out. Throws for
 * what JSON cannot say: functions, infinite numbers and the like.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return textOf(value);
  if (value === null) return 'null';
  if (typeof value === 'object') return fixed.get(value) ?? canonicalParts(value);
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) {
    return JSON.stringify(value);
  }
  throw new TypeError('canonical JSON cannot hold this value');
}

/** Texts of values that can never change. */
const fixed = new WeakMap<object, string>();

/** Keeps the text of a value that nobody can change any more, however deep: it is not written again. */
export function fixCanonical<T extends object>(value: T): T {
  fixed.set(value, canonicalJson(value));
  return value;
}

function canonicalParts(value: object): string {
  return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value);
}

// Whole answers pass through here: texts are put together as they come, without lists of their parts.

/** Most texts are short and need no escapes; to see that is quicker than to have them escaped. */
const plain = /^[ !#-[\]-~]*$/;
const longestPlain = 100;

function textOf(text: string): string {
  return text.length <= longestPlain && plain.test(text) ? `"${text}"` : JSON.stringify(text);
}

function canonicalArray(items: readonly unknown[]): string {
  let text = '';
  for (const item of items) text += `${text === '' ? '' : ','}${canonicalJson(item)}`;
  return `[${text}]`;
}

function canonicalObject(value: object): string {
  let text = '';
  for (const key of sorted(Object.keys(value))) {
    const member: unknown = Reflect.get(value, key);
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${textOf(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

const fewest = 24;

/** Sorts in place by code unit. The few keys of an object are quicker inserted than handed to a general sort. */
function sorted(keys: string[]): readonly string[] {
  if (keys.length > fewest) return keys.sort();
  for (let index = 1; index < keys.length; index += 1) {
    const key = keys[index] ?? '';
    let place = index;
    for (let before = keys[place - 1]; before !== undefined && before > key; before = keys[place - 1]) {
      keys[place] = before;
      place -= 1;
    }
    keys[place] = key;
  }
  return keys;
}
