// What an answer's elements are read into. These are classes, not literals, and their lists begin as one empty list for
// all: V8 keeps count of what literals make, sees that an answer's records outlive a collection of young objects, and
// then makes all later ones old at once. Old ones are given back late, and keep alive what they hold until then: an
// answer of 200 students took a quarter more CPU so.

/** A record while it is read: what is not known yet is null, and lists are empty. */
export type Draft<T> = {
  -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K];
};

/** A list that nothing is added to: what is added first goes into a copy. */
export const none: never[] = [];

/** A list with one more, by which the one before is to be replaced. */
export function added<T>(list: T[], item: T): T[] {
  const more: T[] = list.length === 0 ? none.slice() : list;
  more.push(item);
  return more;
}
