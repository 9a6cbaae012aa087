import {
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import { propertyOf } from '../property.ts';
import { isPromise } from './is-promise.ts';

type Resolver = GraphQLFieldResolver<unknown, unknown>;

/** Whether a field is the federation's, by which entities are asked for. */
export function isEntities(
  type: GraphQLObjectType,
  { name }: GraphQLField<unknown, unknown>,
  schema: GraphQLSchema,
): boolean {
  return type === schema.getQueryType() && name === '_entities';
}

/**
 * Resolves `_entities`: where each representation is an object whose type makes nothing else of it, they are the entities.
 * In all other cases as `otherwise` has it, which is @apollo/subgraph's, and makes promises for each of them.
 */
export function entitiesResolver(schema: GraphQLSchema, otherwise: Resolver): Resolver {
  const plain = new Set(
    Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && !hasReferenceResolver(type))
      .map(({ name }) => name),
  );
  const isEntity = (representation: unknown): boolean => {
    const name = Object.hasOwn(Object(representation), '__typename')
      ? propertyOf(representation, '__typename')
      : undefined;
    return typeof name === 'string' && plain.has(name) && !isPromise(representation);
  };
  return (...call) => {
    const [, { representations }] = call;
    return Array.isArray(representations) && representations.every(isEntity)
      ? representations
      : otherwise(...call);
  };
}

/** By the place where @apollo/subgraph keeps them. */
function hasReferenceResolver({ extensions }: GraphQLObjectType): boolean {
  return propertyOf(propertyOf(extensions.apollo, 'subgraph'), 'resolveReference') !== undefined;
}
