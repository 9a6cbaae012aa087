/** Prepares a field, so that it need not make anybody wait for each of many objects. */
export interface LoadAhead {
  /**
   * Begins to load what the field will need of a source, and adds to `coming` what is to be waited for: nothing where it
   * is at hand, or must not be asked for. Sources are what the gateway sends, and the context is the
   * request's: each subgraph narrows its own.
   */
  begin(source: unknown, context: unknown, coming: Set<Promise<unknown>>): void;
}

const known = new WeakMap<object, LoadAhead>();

/** Gives a resolver its preparation. */
export function withLoadAhead<R extends object>(resolver: R, loadAhead: LoadAhead): R {
  known.set(resolver, loadAhead);
  return resolver;
}

/** How a resolver is prepared; null when it cannot be. */
export function loadAheadOf(resolver: object | undefined): LoadAhead | null {
  return resolver === undefined ? null : (known.get(resolver) ?? null);
}
