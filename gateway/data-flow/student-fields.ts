import { type GraphQLSchema, Kind, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/** The fields of `Student` that an operation for a part of the graph fetches, those that clients never see included. */
export function studentFields(operation: string, schema: GraphQLSchema): readonly string[] {
  const names = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    parse(operation, { noLocation: true }),
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        if (types.getParentType()?.name === 'Student' && name.value !== '__typename') names.add(name.value);
      },
    }),
  );
  return [...names];
}

/** Names of the fields at the top of a set of fields such as `admissions { state } identity { state }`. */
export function namesIn(fieldSet: string): readonly string[] {
  const [definition] = parse(`{${fieldSet}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return [];
  return definition.selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.name.value] : [],
  );
}
