/** A record of an answer, with its key where the answer is an object of records. */
interface Keyed {
  readonly key: string | null;
  readonly value: unknown;
}

/**
 * Applies a change to the records of a JSON answer: the elements of a list, of the list `persons`, or the values of an
 * object of records. The answer as it was when it is no JSON.
 */
function changeRecords(body: string, change: (records: readonly Keyed[]) => readonly Keyed[]): string {
  const json = parsed(body);
  if (Array.isArray(json)) return JSON.stringify(changedList(json, change));
  if (!isObject(json)) return body;
  const { persons } = json;
  if (Array.isArray(persons)) return JSON.stringify({ ...json, persons: changedList(persons, change) });
  const records = Object.entries(json).map(([key, value]) => ({ key, value }));
  return JSON.stringify(Object.fromEntries(change(records).map(({ key, value }) => [key, value])));
}

/** Leaves out every second record, from the first or from the second one. */
export function withoutEverySecond(body: string, from: 'first' | 'second'): string {
  const left = from === 'first' ? 1 : 0;
  return changeRecords(body, (records) => records.filter((_record, index) => index % 2 === left));
}

/** Replaces, in one record, the first member of each of some names. */
export function withMembersReplaced(
  body: string,
  index: number,
  replacements: Readonly<Record<string, unknown>>,
): string {
  return changeRecords(body, (records) => {
    const chosen = records.length === 0 ? 0 : index % records.length;
    return records.map(({ key, value }, at) =>
      at === chosen
        ? { key, value: firstReplaced(value, new Map(Object.entries(replacements))) }
        : { key, value },
    );
  });
}

/** Swaps the outermost list for an object, or the object for a list. */
export function withShapeSwapped(body: string): string {
  const json = parsed(body);
  return JSON.stringify(Array.isArray(json) ? { 0: json[0] ?? null } : [json]);
}

/** Marks a place in JSON where text is put that `JSON.stringify` would not write. */
const marker = '@@fault';

/** Adds members to every object, and replaces every number where told to. `members` is raw JSON, after a comma. */
export function withMembersAdded(body: string, members: string, numbers: string | null): string {
  const marked = JSON.stringify(parsed(body), (_key, value: unknown) => {
    if (isObject(value)) return { ...value, [marker]: 0 };
    return typeof value === 'number' && numbers !== null ? marker : value;
  });
  return marked
    .replaceAll(new RegExp(`"${marker}":(?:0|"${marker}")`, 'g'), () => members)
    .replaceAll(`"${marker}"`, () => numbers ?? '');
}

function changedList(
  values: readonly unknown[],
  change: (records: readonly Keyed[]) => readonly Keyed[],
): readonly unknown[] {
  return change(values.map((value) => ({ key: null, value }))).map(({ value }) => value);
}

/** Depth first; a name is struck off once it has been replaced. */
function firstReplaced(value: unknown, replacements: Map<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((element: unknown) => firstReplaced(element, replacements));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (!replacements.has(name)) return [name, firstReplaced(member, replacements)];
      const replacement = replacements.get(name);
      replacements.delete(name);
      return [name, replacement];
    }),
  );
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
