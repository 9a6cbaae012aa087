import { type GraphQLNamedType, getNamedType, isObjectType } from 'graphql';

/** Fields that say something by themselves; where there is none, what does so below. Nothing of a leaf. */
export function selectionOf(type: GraphQLNamedType): string {
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).map((one) => ({ ...one, below: getNamedType(one.type) }));
  const leaves = fields.filter(({ below }) => !isObjectType(below)).map(({ name }) => name);
  const parts = leaves.length > 0 ? leaves : fields.map(({ name, below }) => `${name} ${selectionOf(below)}`);
  return `{ ${parts.join(' ')} }`;
}
