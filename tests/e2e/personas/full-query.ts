import {
  buildClientSchema,
  type GraphQLObjectType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  isObjectType,
} from 'graphql';
import type { System } from '../../system.ts';

/** The graph as a client sees it. */
export async function clientSchema(system: System): Promise<GraphQLSchema> {
  const { body } = await system.ask(getIntrospectionQuery());
  return buildClientSchema(body.data);
}

/** Every field of an object type, depth first; a field that leads back to a type above it is left out. */
export function everyField(type: GraphQLObjectType, above: readonly string[] = []): string {
  const path = [...above, type.name];
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    if (!isObjectType(inner)) return [field.name];
    return path.includes(inner.name) ? [] : [`${field.name} ${everyField(inner, path)}`];
  });
  return `{ ${fields.join(' ')} }`;
}

/** Queries for all that the graph has of a student. */
export interface FullQueries {
  readonly one: string;
  readonly byCode: string;
  readonly many: string;
}

/** Writes the queries from the graph itself. Throws when the graph has no student. */
export function fullQueries(schema: GraphQLSchema): FullQueries {
  const student = schema.getType('Student');
  if (!isObjectType(student)) throw new Error('the graph has no student');
  const all = everyField(student);
  const match = `{ askedFor code codeLabel { fi sv en } reason { code whoCanFix message { fi sv en } } student ${all} }`;
  return {
    one: `query ($id: Oppijanumero!) { student(oppijanumero: $id) ${all} }`,
    byCode: `query ($code: PersonalIdentityCode!) {
      studentByPersonalIdentityCode(personalIdentityCode: $code) ${match}
    }`,
    many: `query ($ids: [ID!]!) { students(oppijanumerot: $ids) ${match} }`,
  };
}
