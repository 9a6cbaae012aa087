import { type GraphQLLeafType, isEnumType } from 'graphql';

/** Whether a subgraph may have told a value. */
export type LeafTest = (value: unknown) => boolean;

const smallestInt = -(2 ** 31);
const largestInt = 2 ** 31 - 1;

const ofBuiltIn: Readonly<Record<string, LeafTest>> = {
  Int: (value) => Number.isInteger(value) && Number(value) >= smallestInt && Number(value) <= largestInt,
  Float: (value) => typeof value === 'number',
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  ID: (value) => typeof value === 'string' || Number.isInteger(value),
};

/** No scalar of ours is made of parts. */
const ofOwnScalar: LeafTest = (value) => typeof value !== 'object' && typeof value !== 'symbol';

/** A test for values of a type; which texts or numbers a scalar of ours has is the subgraph's to judge. */
export function leafTest(type: GraphQLLeafType): LeafTest {
  if (!isEnumType(type)) return ofBuiltIn[type.name] ?? ofOwnScalar;
  const names: ReadonlySet<unknown> = new Set(type.getValues().map(({ name }) => name));
  return (value) => names.has(value);
}
