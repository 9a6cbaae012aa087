import type { ExecutionResult, GraphQLError } from 'graphql';

/** An error as far as two executors must agree on it. */
interface ToldError {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** What is compared of errors: a text of each, which two executors give alike. */
export type ErrorText = (error: GraphQLError) => string;

/**
 * What differs between an answer and the one that it must be like; null when nothing does. Data is the same to the order
 * of its keys. Errors are the same, in any order; only below a part that became null, because something in it may not
 * be, others may be told there, since it depends on timing which of them is first.
 */
export function difference(ours: ExecutionResult, theirs: ExecutionResult, textOf: ErrorText): string | null {
  const data = [JSON.stringify(ours.data), JSON.stringify(theirs.data)];
  if (data[0] !== data[1]) return `data:\nours   ${data[0]}\ntheirs ${data[1]}`;
  const [own, other] = [ours, theirs].map(({ errors = [] }) => errors.map((error) => told(error, textOf)));
  if (own === undefined || other === undefined) return 'nothing to compare';
  const both = { data: theirs.data, own: grouped(own, theirs.data), other: grouped(other, theirs.data) };
  const places = new Set([...both.own.keys(), ...both.other.keys()]);
  for (const place of places) {
    const [mine, wanted] = [both.own.get(place) ?? [], both.other.get(place) ?? []];
    const isTimed = place.startsWith('below');
    const isSame = isTimed ? mine.length > 0 && wanted.length > 0 : mine.join('\n') === wanted.join('\n');
    if (!isSame) return `errors ${place}:\nours   ${mine.join(' | ')}\ntheirs ${wanted.join(' | ')}`;
  }
  return null;
}

/** Whether errors must be the same one by one: nothing came later, so there is no timing. */
export function sameErrors(ours: ExecutionResult, theirs: ExecutionResult, textOf: ErrorText): boolean {
  const [own, other] = [ours, theirs].map(({ errors = [] }) =>
    errors.map((error) => `${JSON.stringify(error.path)} ${textOf(error)}`).sort(),
  );
  return JSON.stringify(own) === JSON.stringify(other);
}

function told(error: GraphQLError, textOf: ErrorText): ToldError {
  return { path: error.path ?? [], text: textOf(error) };
}

/** Errors by the place in the answer that they are about. */
function grouped(errors: readonly ToldError[], data: unknown): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { path, text } of errors) {
    const length = knownLength(path, data);
    const place = `${length < path.length ? 'below' : 'at'} ${JSON.stringify(path.slice(0, length))}`;
    groups.set(place, [...(groups.get(place) ?? []), `${JSON.stringify(path)} ${text}`].sort());
  }
  return groups;
}

/** How far into the data a path goes before it comes to null. */
function knownLength(path: readonly (string | number)[], data: unknown): number {
  let value = data;
  for (const [at, key] of path.entries()) {
    if (typeof value !== 'object' || value === null) return at;
    value = Reflect.get(value, key);
  }
  return path.length;
}
