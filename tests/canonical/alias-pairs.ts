import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** A field that a client may ask under the name of another, which a rule needs at the same place. */
export interface AliasPair {
  /** The field of a student that is made with the needed one. */
  readonly rule: string;
  /** The fields of a student that lead to the place. */
  readonly path: readonly string[];
  /** The objects there. */
  readonly type: GraphQLObjectType;
  readonly needed: string;
  /** The field that takes its name. */
  readonly other: string;
}

/** A name that a rule needs at a place. */
interface Need {
  readonly rule: string;
  readonly path: readonly string[];
  readonly name: string;
}

/** What rules need, as the composed graph declares it: by `@requires`, and by `@key` for all that another subgraph adds. */
function needsOf(supergraphSdl: string): readonly Need[] {
  const needs: Need[] = [];
  visit(parse(supergraphSdl), {
    ObjectTypeDefinition: ({ name, directives = [], fields = [] }) => {
      if (name.value !== 'Student') return false;
      const keys = directives.flatMap((one) => textsIn(one, 'key'));
      for (const field of fields) {
        const required = (field.directives ?? []).flatMap((one) => textsIn(one, 'requires'));
        if (required.length === 0) continue;
        for (const text of [...required, ...keys]) needs.push(...namesIn(text, field.name.value));
      }
      return false;
    },
  });
  return [...new Map(needs.map((need) => [JSON.stringify(need), need])).values()];
}

interface WithArguments {
  readonly arguments?: FieldNode['arguments'];
}

function textsIn({ arguments: given = [] }: WithArguments, argument: string): readonly string[] {
  return given.flatMap(({ name, value }) =>
    name.value === argument && value.kind === Kind.STRING ? [value.value] : [],
  );
}

function namesIn(text: string, rule: string): readonly Need[] {
  const [operation] = parse(`{ ${text} }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('Nothing is required');
  const walk = ({ selections }: SelectionSetNode, path: readonly string[]): readonly Need[] =>
    selections.flatMap((one) => {
      if (one.kind !== Kind.FIELD) return [];
      const name = one.name.value;
      const below = one.selectionSet === undefined ? [] : walk(one.selectionSet, [...path, name]);
      return [{ rule, path, name }, ...below];
    });
  return walk(operation.selectionSet, []);
}

/** Every pair of a needed name and another field beside it that clients may ask, for each rule that needs it. */
export function aliasPairs(supergraphSdl: string, api: GraphQLSchema): readonly AliasPair[] {
  return needsOf(supergraphSdl).flatMap(({ rule, path, name }) => {
    const type = typeAt(api, path);
    if (type === null) return [];
    const others = Object.keys(type.getFields()).filter((other) => other !== name);
    return others.map((other) => ({ rule, path, type, needed: name, other }));
  });
}

/** The objects at a place of a student; null where clients cannot ask what leads there. */
function typeAt(api: GraphQLSchema, path: readonly string[]): GraphQLObjectType | null {
  let type = api.getType('Student');
  for (const step of path) {
    const field = isObjectType(type) ? type.getFields()[step] : undefined;
    if (field === undefined) return null;
    type = getNamedType(field.type);
  }
  return isObjectType(type) ? type : null;
}
