type Blank = () => Record<string, unknown>;

/** More properties than this, added one by one, V8 keeps in a table; an answer with such an object is printed at half the speed. */
const mostAddedOneByOne = 12;

/** Makes objects that get some of these keys. */
export function emptyOf(keys: readonly string[]): Blank {
  // An alias may be any name; this one means something else on an ordinary object.
  return keys.includes('__proto__') ? () => Object.create(null) : () => ({});
}

/** Makes objects that get all of these keys, in this order; what is not set yet may be null. */
export function blankOf(keys: readonly string[]): Blank {
  if (keys.length <= mostAddedOneByOne || keys.includes('__proto__')) return emptyOf(keys);
  // What is parsed has its properties as if they had been written in a program, and so has a copy of it.
  const template: Record<string, unknown> = JSON.parse(
    JSON.stringify(Object.fromEntries(keys.map((key) => [key, null]))),
  );
  return () => ({ ...template });
}
