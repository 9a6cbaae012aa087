import { type FieldNode, type GraphQLField, getArgumentValues, Kind, type ValueNode } from 'graphql';

type Definition = GraphQLField<unknown, unknown>;

type Values = Readonly<Record<string, unknown>>;

/** A field's arguments in a run, by the run's variables. */
export type ArgumentReader = (variables: Values) => Record<string, unknown>;

const none = Object.freeze({});

/** How the arguments of a field are read, as it is selected. */
export function argumentReader(definition: Definition, node: FieldNode | undefined): ArgumentReader {
  if (definition.args.length === 0 || node === undefined) return () => none;
  const read: ArgumentReader = (variables) => getArgumentValues(definition, node, variables);
  if (node.arguments?.some(({ value }) => usesVariable(value))) return loneVariable(definition, node, read);
  let known: Record<string, unknown> | null = null;
  return () => {
    known ??= frozen(read({}));
    return known;
  };
}

/** An argument that is a variable was checked with the variables: where it is alone and there, nothing is left to do. */
function loneVariable({ args }: Definition, { arguments: given = [] }: FieldNode, read: ArgumentReader) {
  const value = given[0]?.value;
  const name = args.length === 1 ? args[0]?.name : undefined;
  if (name === undefined || value?.kind !== Kind.VARIABLE) return read;
  const variable = value.name.value;
  return (variables: Values) => {
    const whole = Object.hasOwn(variables, variable) ? variables[variable] : null;
    return whole === null || whole === undefined ? read(variables) : { [name]: whole };
  };
}

/** Arguments that are the same in every run: a resolver that changed them would change them for others. */
function frozen<Value extends object>(value: Value): Value {
  for (const inner of Object.values(value)) {
    if (isPlain(inner)) frozen(inner);
  }
  return Object.freeze(value);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Array.isArray(value);
}

function usesVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(usesVariable);
  return value.kind === Kind.OBJECT && value.fields.some((field) => usesVariable(field.value));
}
