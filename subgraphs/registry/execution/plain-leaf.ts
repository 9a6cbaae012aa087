import { type GraphQLLeafType, GraphQLScalarType, isEnumType, specifiedScalarTypes } from 'graphql';
import type { Plain } from './plain.ts';

/** How values of a leaf's type are seen through; most leaves of an answer are texts and names that stay what they are. */
export function plainLeafOf(type: GraphQLLeafType): Plain {
  if (isEnumType(type)) {
    const names = new Map(type.getValues().map(({ name, value }) => [value, name]));
    return (value) => names.get(value);
  }
  const kind = kindOf(type);
  return (value) => (typeof value === kind ? value : undefined);
}

/** What scalars have that leave values as they are. */
const { serialize: leaveAsItIs } = new GraphQLScalarType({ name: 'Anything' });

/** The kind of JavaScript's values that a scalar leaves as they are: it may do so with others, too. */
function kindOf({ name, serialize }: GraphQLScalarType): 'string' | 'boolean' | null {
  if (serialize === leaveAsItIs) return 'string';
  const isSpecified = specifiedScalarTypes.some((one) => one.name === name && one.serialize === serialize);
  if (!isSpecified) return null;
  if (name === 'Boolean') return 'boolean';
  return name === 'String' || name === 'ID' ? 'string' : null;
}
