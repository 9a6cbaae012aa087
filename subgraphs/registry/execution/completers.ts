import {
  defaultTypeResolver,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { isPromise } from './is-promise.ts';
import { listCompleter } from './list-completer.ts';
import { plainLeafOf } from './plain-leaf.ts';
import type { Completer, Slot } from './slot.ts';

/** A field whose values are completed. */
export interface CompletedField {
  /** `Type.field`. */
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly info: GraphQLResolveInfo;
  /** Completes objects of the type by what is selected of them. */
  readonly objectOf: (type: GraphQLObjectType) => Completer;
}

/** The slot for values of a type. */
export function slotOf(type: GraphQLOutputType, field: CompletedField): Slot {
  const { name, nodes } = field;
  const isNullable = !isNonNullType(type);
  const inner = isNonNullType(type) ? type.ofType : type;
  return { name, nodes, isNullable, ...completerOf(inner, field) };
}

function completerOf(type: GraphQLOutputType, field: CompletedField): Completer {
  if (isListType(type)) return listCompleter(slotOf(type.ofType, field));
  if (isLeafType(type)) return leafCompleter(type);
  if (isObjectType(type)) return field.objectOf(type);
  if (isNonNullType(type)) return slotOf(type, field);
  return abstractCompleter(type, field);
}

function leafCompleter(type: GraphQLLeafType): Completer {
  return {
    plain: plainLeafOf(type),
    complete: (value) => {
      const serialized: unknown = type.serialize(value);
      if (serialized === null || serialized === undefined)
        throw new Error(`A value of ${type.name} was serialized to nothing.`);
      // Whoever reads the answer in this process takes leaves as they are.
      if (typeof serialized === 'object') throw new Error(`A value of ${type.name} has parts.`);
      return serialized;
    },
  };
}

function abstractCompleter(type: GraphQLAbstractType, { info, objectOf }: CompletedField): Completer {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const known = new Map<string, Completer>();
  const completerFor = (name: unknown) => {
    const completer = typeof name === 'string' ? known.get(name) : undefined;
    if (completer !== undefined) return completer;
    const found = typeof name === 'string' ? info.schema.getType(name) : undefined;
    if (found === undefined || !isObjectType(found) || !info.schema.isSubType(type, found))
      throw new Error(`A value of the abstract type ${type.name} does not tell a type that it can have.`);
    const made = objectOf(found);
    known.set(found.name, made);
    return made;
  };
  return {
    plain: null,
    complete: (value, place) => {
      const name: unknown = resolveType(value, place.run.context, info, type);
      if (isPromise(name)) return name.then((resolved) => completerFor(resolved).complete(value, place));
      return completerFor(name).complete(value, place);
    },
  };
}
