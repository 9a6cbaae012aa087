import { type GraphQLSchema, isEnumType } from 'graphql';

/** Enums of which clients see less than subgraphs tell: their values are checked whoever tells them. */
export function narrowedEnums(api: GraphQLSchema, supergraph: GraphQLSchema): ReadonlySet<string> {
  const narrowed = Object.values(api.getTypeMap()).filter((type) => {
    const whole = supergraph.getType(type.name);
    return isEnumType(type) && isEnumType(whole) && whole.getValues().length !== type.getValues().length;
  });
  return new Set(narrowed.map(({ name }) => name));
}
