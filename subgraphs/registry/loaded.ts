/** A value that could be read, or every problem with it: where, and what is accepted. */
export type Loaded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly string[] };
