import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import type { AnswerObject } from './answer-object.ts';

/** Whether an object is of a type, as far as it says: `unknown` is the answer for one that does not say. */
export type TypeTest = (object: AnswerObject, unknown: boolean) => boolean;

/** A test for a type of the supergraph. */
export function typeTest(schema: GraphQLSchema, condition: string): TypeTest {
  const fitting = new Set([condition, ...subtypesOf(schema, condition)]);
  return ({ __typename: name }, unknown) => {
    if (typeof name !== 'string' || name === '') return unknown;
    return fitting.has(name);
  };
}

function subtypesOf(schema: GraphQLSchema, condition: string): readonly string[] {
  const type = schema.getType(condition);
  if (!isAbstractType(type)) return [];
  return Object.values(schema.getTypeMap())
    .filter((other) => (isObjectType(other) || isInterfaceType(other)) && schema.isSubType(type, other))
    .map(({ name }) => name);
}

const interfaceNames = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

/** The names of a schema's interfaces. */
export function interfacesOf(schema: GraphQLSchema): ReadonlySet<string> {
  const known = interfaceNames.get(schema);
  if (known !== undefined) return known;
  const found = Object.values(schema.getTypeMap()).filter(isInterfaceType);
  const names = new Set(found.map(({ name }) => name));
  interfaceNames.set(schema, names);
  return names;
}
