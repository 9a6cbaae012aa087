import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** The graph as clients see it. */
export const clientSchema: GraphQLSchema = Supergraph.build(
  readFileSync(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8'),
)
  .apiSchema()
  .toGraphQLJSSchema();

/** A selection of every field that a type has, all the way down. */
export function everyField(typeName: string): string {
  const type = clientSchema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`no object type ${typeName}`);
  return selectionOf(type);
}

function selectionOf(type: GraphQLObjectType): string {
  const fields = Object.values(type.getFields()).map((field) => {
    const named = getNamedType(field.type);
    if (isInterfaceType(named)) throw new Error('an interface needs fragments');
    return isObjectType(named) ? `${field.name} ${selectionOf(named)}` : field.name;
  });
  return `{ ${fields.join(' ')} }`;
}
