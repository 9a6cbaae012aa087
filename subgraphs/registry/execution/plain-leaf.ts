import {
  GRAPHQL_MAX_INT,
  GRAPHQL_MIN_INT,
  type GraphQLLeafType,
  GraphQLScalarType,
  isEnumType,
  specifiedScalarTypes,
} from 'graphql';
import type { Plain } from './plain.ts';

/** How values of a leaf's type are seen through; most leaves of an answer are texts and names that stay what they are. */
export function plainLeafOf(type: GraphQLLeafType): Plain {
  if (isEnumType(type)) {
    const names = new Map(type.getValues().map(({ name, value }) => [value, name]));
    return (value) => names.get(value);
  }
  const isLeft = leavingOf(type);
  return (value) => (isLeft(value) ? value : undefined);
}

/** What scalars have that leave values as they are. */
const { serialize: leaveAsItIs } = new GraphQLScalarType({ name: 'Anything' });

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === 'string';
const isNone: Test = () => false;

const leftBySpecified: Readonly<Record<string, Test>> = {
  String: isText,
  ID: isText,
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) =>
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= GRAPHQL_MIN_INT &&
    value <= GRAPHQL_MAX_INT,
  Float: (value) => Number.isFinite(value),
};

/** Which values a scalar certainly leaves as they are: it may do so with others, too. */
function leavingOf({ name, serialize }: GraphQLScalarType): Test {
  if (serialize === leaveAsItIs) return isText;
  const isSpecified = specifiedScalarTypes.some((one) => one.name === name && one.serialize === serialize);
  return isSpecified ? (leftBySpecified[name] ?? isNone) : isNone;
}
