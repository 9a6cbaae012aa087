import {
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import { type LoadAhead, loadAheadOf } from '../load-ahead.ts';
import { propertyOf } from '../property.ts';
import { isPromise } from './is-promise.ts';

type Field = GraphQLField<unknown, unknown>;
type Resolver = GraphQLFieldResolver<unknown, unknown>;

/** Whether a field is the federation's, by which entities are asked for. */
export function isEntities(type: GraphQLObjectType, { name }: Field, schema: GraphQLSchema): boolean {
  return type === schema.getQueryType() && name === '_entities';
}

/** The fields that are asked for of entities of a type. */
export type FieldsAsked = (type: string) => readonly Field[];

/**
 * Resolves `_entities`: where each representation is an object whose type makes nothing else of it, they are the entities.
 * What their fields need is loaded before any is resolved. In all other cases as `otherwise` has it, which is
 * @apollo/subgraph's, and makes promises for each of them.
 */
export function entitiesResolver(
  schema: GraphQLSchema,
  otherwise: Resolver,
  fieldsAsked: FieldsAsked,
): Resolver {
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
  const loadersOf = loadersBy(fieldsAsked);
  return (...call) => {
    const [, { representations }, context] = call;
    if (!Array.isArray(representations) || !representations.every(isEntity)) return otherwise(...call);
    const coming = new Set<Promise<unknown>>();
    for (const entity of representations) {
      const fields = loadersOf(String(propertyOf(entity, '__typename')));
      for (const field of fields) beginWith(field, entity, { context, coming });
    }
    // What fails here is said where the field is resolved, of that field alone.
    return coming.size === 0 ? representations : Promise.allSettled(coming).then(() => representations);
  };
}

interface Loading {
  readonly context: unknown;
  readonly coming: Set<Promise<unknown>>;
}

function beginWith(field: LoadAhead, entity: unknown, { context, coming }: Loading): void {
  try {
    field.begin(entity, context, coming);
  } catch {
    // Whoever resolves it meets the same, and says so.
  }
}

/** What loads ahead for entities of a type, found out once. */
function loadersBy(fieldsAsked: FieldsAsked): (type: string) => readonly LoadAhead[] {
  const known = new Map<string, readonly LoadAhead[]>();
  return (type) => {
    const found = known.get(type) ?? fieldsAsked(type).flatMap(({ resolve }) => loadAheadOf(resolve) ?? []);
    known.set(type, found);
    return found;
  };
}

/** By the place where @apollo/subgraph keeps them. */
function hasReferenceResolver({ extensions }: GraphQLObjectType): boolean {
  return propertyOf(propertyOf(extensions.apollo, 'subgraph'), 'resolveReference') !== undefined;
}
