import {
  GraphQLError,
  type GraphQLField,
  type GraphQLList,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { RequestContext } from '../../subgraphs/registry/context.ts';
import { type Draws, drawsOf } from './draws.ts';

/** Where a value comes from: the same origin gives the same value. */
export interface Origin {
  readonly id: string;
  /** Begins with `now` or `later`: whether nothing, or something, comes later. Then a number: how rare faults are, 0 for none. */
  readonly seed: string;
  readonly schema: GraphQLSchema;
}

/** An object among the values. */
export interface Nested {
  readonly origin: Origin;
  readonly typeName: string | undefined;
}

/** Whether a value is an object that was made here. */
export function isNested(value: unknown): value is Nested {
  return ((typeof value === 'object' && value !== null) || typeof value === 'function') && ours.has(value);
}

const ours = new WeakSet<object>();

/**
 * What a resolver gives for a type: mostly something right, also nothing, something wrong, an error in any of the ways in
 * which there are errors, and any of them later.
 */
export function arbitraryValue(type: GraphQLOutputType, origin: Origin): unknown {
  const draws = drawsOf(`${origin.seed} ${origin.id}`);
  const isLate = !origin.seed.startsWith('now') && draws.oncePer(4);
  const isBroken = isFaulty(draws, origin, 6);
  if (!isLate) return isBroken ? broken(draws, origin) : plainValue(type, origin, draws);
  const ticks = draws.below(4);
  const make = async () => {
    for (let tick = 0; tick < ticks; tick++) await undefined;
    return isBroken ? broken(draws, origin) : plainValue(type, origin, draws);
  };
  return draws.oncePer(5) ? bareThenable(make) : make();
}

/** Whether something of a kind goes wrong; some kinds are rarer than others. */
function isFaulty(draws: Draws, { seed }: Origin, rarity: number): boolean {
  const rate = Number(seed.split(' ')[1]);
  return rate > 0 && draws.oncePer(rate * rarity);
}

/** What is no Promise, but can be waited for. */
function bareThenable(make: () => Promise<unknown>): unknown {
  const promise = make();
  // biome-ignore lint/suspicious/noThenProperty: resolvers may give what is a promise in this alone
  return { then: promise.then.bind(promise) };
}

function broken(draws: Draws, { id, seed }: Origin): unknown {
  const message = `broken ${id}`;
  switch (draws.below(8)) {
    case 0:
      throw new Error(message);
    case 1:
      throw new GraphQLError(message, { extensions: { code: 'BROKEN', id } });
    case 2:
      return new Error(message);
    case 3:
      return new GraphQLError(message);
    case 4:
      throw message;
    case 5:
      return seed.startsWith('now') ? 12 : Promise.reject(new Error(message));
    case 6:
      return { wrong: id };
    default:
      return 'wrong';
  }
}

function plainValue(type: GraphQLOutputType, origin: Origin, draws: Draws): unknown {
  if (isNonNullType(type)) {
    return isFaulty(draws, origin, 12) ? null : plainValue(type.ofType, origin, draws);
  }
  if (draws.oncePer(16)) return draws.of([null, undefined]);
  if (isListType(type)) return plainList(type, origin, draws);
  if (isEnumType(type)) return isFaulty(draws, origin, 3) ? 'RED' : draws.of([1, 'g', 3]);
  if (isObjectType(type)) return nestedObject(type.name, origin);
  if (isAbstractType(type)) return abstractObject(type, origin, draws);
  return plainScalar(type, draws, isFaulty(draws, origin, 3));
}

type Samples = Readonly<Record<string, readonly unknown[]>>;

const right: Samples = {
  Int: [0, 1, -5, '7', true],
  Float: [0, 1.5, '2.5', false],
  Boolean: [true, false, 1],
  ID: ['a', 1, 'c'],
};

const wrong: Samples = {
  Int: [2 ** 31, 1.5, 'x', {}],
  Float: [Number.NaN, 'x', []],
  Boolean: ['no', Number.NaN, {}],
  ID: [1.5, {}, true],
};

function plainScalar({ name }: GraphQLNamedType, draws: Draws, isWrong: boolean): unknown {
  return draws.of(isWrong ? (wrong[name] ?? [[], {}, Number.NaN]) : (right[name] ?? ['', 'text', 5, false]));
}

function plainList(type: GraphQLList<GraphQLOutputType>, origin: Origin, draws: Draws): unknown {
  const length = draws.below(4);
  const items = Array.from({ length }, (_, index) =>
    item(type.ofType, { ...origin, id: `${origin.id}#${index}` }),
  );
  const form = draws.below(8);
  if (form === 5) return new Set(items);
  if (form === 6) return items.values();
  return items;
}

/** Items cannot throw; they may be errors. */
function item(type: GraphQLOutputType, origin: Origin): unknown {
  try {
    return arbitraryValue(type, origin);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function abstractObject(type: GraphQLNamedType, origin: Origin, draws: Draws): unknown {
  const fitting = type.name === 'Tree' ? ['Leaf', 'Branch'] : ['Leaf', 'Branch', 'Stone'];
  const names = isFaulty(draws, origin, 3) ? ['Query', 'Nobody', 'Named', 'Stone', undefined] : fitting;
  return nestedObject(draws.of(names), origin);
}

/** An object, or a function with properties, whose properties are read or called. */
function nestedObject(typeName: string | undefined, origin: Origin): unknown {
  const draws = drawsOf(`object ${origin.seed} ${origin.id}`);
  const made: object = draws.oncePer(10) ? () => undefined : {};
  ours.add(made);
  const told = draws.oncePer(2) ? { __typename: typeName } : {};
  for (const [key, value] of Object.entries({ origin, typeName, ...told }))
    Object.defineProperty(made, key, { value });
  const type = typeName === undefined ? undefined : origin.schema.getType(typeName);
  if (!isObjectType(type)) return made;
  for (const field of Object.values(type.getFields())) {
    const get = draws.oncePer(4) ? methodOf(field) : propertyOf(field);
    Object.defineProperty(made, field.name, { get, configurable: true });
  }
  return made;
}

function propertyOf({ name, type }: GraphQLField<unknown, unknown>) {
  return function (this: Nested): unknown {
    return arbitraryValue(type, { ...this.origin, id: `${this.origin.id}.${name}` });
  };
}

/** A method says by its value what it was called on, and with what. */
function methodOf({ name, type }: GraphQLField<unknown, unknown>) {
  const method = function (this: Nested, given: object, { requestId }: RequestContext): unknown {
    const id = `${this.origin.id}.${name}${JSON.stringify(given)}${requestId}`;
    return arbitraryValue(type, { ...this.origin, id });
  };
  return () => method;
}
