const runtimeType: unique symbol = Symbol('runtimeType');

/** Notes of what type an object said to be, where it could be of several; null: it said nothing. It is not printed. */
export function noteRuntimeType(object: object, name: string | null): void {
  if (name !== null) Reflect.set(object, runtimeType, name);
}

/** The type that was noted; null where objects are of one type, or told none. */
export function runtimeTypeOf(object: object): string | null {
  const name: unknown = Reflect.get(object, runtimeType);
  return typeof name === 'string' ? name : null;
}
