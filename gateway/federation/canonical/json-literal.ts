import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isSpecifiedScalarType,
  Kind,
  type ObjectValueNode,
  type ValueNode,
} from 'graphql';

/** What a client gave for a variable, or its default; undefined where neither is there. */
export type GivenVariable = (name: string) => unknown;

/**
 * Whether a literal says the same as JSON in a variable of the type. What a scalar of the graph makes of other literals
 * than texts and booleans is its own matter.
 */
export function saysTheSameAsJson(type: GraphQLInputType, value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE || value.kind === Kind.NULL) return true;
  if (isNonNullType(type)) return saysTheSameAsJson(type.ofType, value);
  if (isListType(type)) {
    const items = value.kind === Kind.LIST ? value.values : [value];
    return items.every((item) => saysTheSameAsJson(type.ofType, item));
  }
  if (isInputObjectType(type)) {
    if (value.kind !== Kind.OBJECT) return false;
    const fields = type.getFields();
    return value.fields.every((field) => {
      const defined = fields[field.name.value];
      return defined !== undefined && saysTheSameAsJson(defined.type, field.value);
    });
  }
  if (isEnumType(type)) return value.kind === Kind.ENUM;
  return isSpecifiedScalarType(type) || value.kind === Kind.STRING || value.kind === Kind.BOOLEAN;
}

/**
 * The JSON that a literal of the type means; undefined where it is a variable for which nothing is given: inside an
 * object such a member is left out, inside a list it is null. A null type: of a custom scalar's inside.
 */
export function toJson(type: GraphQLInputType | null, value: ValueNode, given: GivenVariable): unknown {
  switch (value.kind) {
    case Kind.VARIABLE:
      return given(value.name.value);
    case Kind.NULL:
      return null;
    case Kind.INT:
      // As a number it would lose digits.
      return isId(type) ? value.value : Number(value.value);
    case Kind.FLOAT:
      return Number(value.value);
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return value.value;
    case Kind.LIST: {
      const list = type === null ? null : getNullableType(type);
      const item = isListType(list) ? list.ofType : null;
      return value.values.map((one) => toJson(item, one, given) ?? null);
    }
    case Kind.OBJECT:
      return objectToJson(type, value, given);
  }
}

function objectToJson(type: GraphQLInputType | null, { fields }: ObjectValueNode, given: GivenVariable) {
  const named = innermost(type);
  const defined = isInputObjectType(named) ? named.getFields() : {};
  // Without a prototype: inside a custom scalar a member may have any name.
  const json: Record<string, unknown> = Object.create(null);
  for (const { name, value } of fields) {
    const member = toJson(defined[name.value]?.type ?? null, value, given);
    if (member !== undefined) json[name.value] = member;
  }
  return json;
}

/** One value stands for a list of it. */
function innermost(type: GraphQLInputType | null): GraphQLInputType | null {
  let inner = type;
  while (inner !== null && (isListType(inner) || isNonNullType(inner))) inner = inner.ofType;
  return inner;
}

function isId(type: GraphQLInputType | null): boolean {
  const named = innermost(type);
  return named !== null && 'name' in named && named.name === 'ID';
}
