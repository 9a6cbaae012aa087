import {
  GraphQLScalarType,
  type GraphQLSchema,
  type GraphQLType,
  getNullableType,
  getVariableValues,
  isListType,
  isScalarType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';

type Values = Readonly<Record<string, unknown>>;

/** Checks the values that are given for an operation's variables, and puts defaults in. */
export type VariableReader = (given: Values) => ReturnType<typeof getVariableValues>;

/** Of variables that do not fit; as many as graphql-js tells. */
const mostErrors = 50;

/** How the variables of an operation are read. Values that all are what they become are looked at once, and not copied. */
export function variableReader(schema: GraphQLSchema, operation: OperationDefinitionNode): VariableReader {
  const { variableDefinitions = [] } = operation;
  const readings = variableDefinitions.map(({ variable, type }) => ({
    name: variable.name.value,
    isTaken: takenAsGiven(typeFromAST(schema, type)),
  }));
  return (given) => {
    if (readings.every(({ name, isTaken }) => Object.hasOwn(given, name) && isTaken(given[name])))
      return { coerced: given };
    return getVariableValues(schema, variableDefinitions, given, { maxErrors: mostErrors });
  };
}

/** What scalars have that take any value as it is; the federation's representations are of one. */
const { parseValue: takeAnything } = new GraphQLScalarType({ name: 'Anything' });

/** Whether a value certainly is what it becomes as one of a type. */
function takenAsGiven(type: GraphQLType | undefined): (value: unknown) => boolean {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const isTaken = takenAsGiven(nullable.ofType);
    return (value) => Array.isArray(value) && value.every(isTaken);
  }
  const takesAnything = isScalarType(nullable) && nullable.parseValue === takeAnything;
  return (value) => takesAnything && value !== null && value !== undefined;
}
