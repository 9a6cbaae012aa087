type Blank = () => Record<string, unknown>;

/**
 * For so many properties V8 leaves room in an object of a constructor. A few more it keeps in a table, and an answer with
 * such an object is printed at half the speed.
 */
const mostInRoom = 10;

/** Makes objects that get some of these keys. */
export function emptyOf(keys: readonly string[]): Blank {
  // An alias may be any name; this one means something else on an ordinary object.
  return keys.includes('__proto__') ? () => Object.create(null) : () => ({});
}

/** Makes objects that get all of these keys, in this order; what is not set yet may be null. */
export function blankOf(keys: readonly string[]): Blank {
  if (keys.includes('__proto__')) return emptyOf(keys);
  return keys.length <= mostInRoom ? fittingOf() : copiesOf(templateOf(keys, null));
}

/** Makes objects that may get any of these keys; what is not set is undefined. */
export function roomyOf(keys: readonly string[]): Blank {
  return keys.includes('__proto__') ? emptyOf(keys) : copiesOf(templateOf(keys, undefined));
}

const nothing: readonly never[] = [];

/**
 * Objects with as much room as the first few of them needed. `{}` has room for four properties, and with every few more
 * they move to a longer list.
 */
function fittingOf(): Blank {
  function Ordinary() {}
  Ordinary.prototype = Object.prototype;
  return () => Reflect.construct(Ordinary, nothing);
}

/** What is parsed has its properties as if they had been written in a program, and so has a copy of it. */
function templateOf(keys: readonly string[], value: null | undefined): Readonly<Record<string, unknown>> {
  const template: Record<string, unknown> = JSON.parse(
    JSON.stringify(Object.fromEntries(keys.map((key) => [key, null]))),
  );
  for (const key of keys) template[key] = value;
  return template;
}

function copiesOf(template: Readonly<Record<string, unknown>>): Blank {
  return () => ({ ...template });
}
