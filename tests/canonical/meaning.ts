import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type ValueNode,
} from 'graphql';

/** Values of variables, as a request has them. */
export type Values = Readonly<Record<string, unknown>>;

/** What is selected of objects at one place, in order. */
export interface Selected {
  readonly type: GraphQLCompositeType;
  readonly parts: readonly Part[];
}

/** A part of a selection: nothing of variables and of fragments' names is left in it. */
export type Part = SelectedField | SelectedFragment;

/** A field, the values of the arguments that it is given, and whether it is asked at all. */
export interface SelectedField {
  readonly kind: 'FIELD';
  readonly key: string;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly given: ReadonlyMap<string, unknown>;
  readonly isOn: boolean;
  readonly under: Selected | null;
}

/** A part that holds of objects of a type. */
export interface SelectedFragment {
  readonly kind: 'FRAGMENT';
  readonly isOn: boolean;
  readonly under: Selected;
}

interface Reading {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** A variable's value; undefined where none is given. */
  readonly given: (name: string) => unknown;
}

/** What a valid document's only operation asks with these variables; null where a switch is null, so that nobody knows. */
export function meaningOf(schema: GraphQLSchema, document: DocumentNode, variables: Values): Selected | null {
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  const root = operation && schema.getRootType(operation.operation);
  if (!root) throw new Error('There is no such operation');
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [],
    ),
  );
  const reading = { schema, fragments, given: givenTo(operation, variables) };
  try {
    return selectedIn(operation.selectionSet, root, reading);
  } catch (error) {
    if (error instanceof Undecided) return null;
    throw error;
  }
}

class Undecided extends Error {}

function givenTo({ variableDefinitions = [] }: OperationDefinitionNode, variables: Values): Reading['given'] {
  const defaults = new Map(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, jsonOf(defaultValue, () => undefined)]],
    ),
  );
  return (name) => (Object.hasOwn(variables, name) ? variables[name] : defaults.get(name));
}

function selectedIn(set: SelectionSetNode, type: GraphQLCompositeType, reading: Reading): Selected {
  return { type, parts: set.selections.map((node) => partOf(node, type, reading)) };
}

function partOf(node: SelectionNode, type: GraphQLCompositeType, reading: Reading): Part {
  const isOn = isAsked(node, reading);
  if (node.kind === Kind.FIELD) return fieldOf(node, type, { ...reading, isOn });
  const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : reading.fragments.get(node.name.value);
  if (fragment === undefined) throw new Error('There is no such fragment');
  const condition = fragment.typeCondition?.name.value;
  const inner = condition === undefined ? type : reading.schema.getType(condition);
  if (!isCompositeType(inner)) throw new Error(`${condition} has no fields`);
  return { kind: 'FRAGMENT', isOn, under: selectedIn(fragment.selectionSet, inner, reading) };
}

function fieldOf(
  node: FieldNode,
  type: GraphQLCompositeType,
  { isOn, ...reading }: Reading & Pick<SelectedField, 'isOn'>,
): SelectedField {
  const definition = definitionOf(node.name.value, type);
  const inner = getNamedType(definition.type);
  const under =
    node.selectionSet !== undefined && isCompositeType(inner)
      ? selectedIn(node.selectionSet, inner, reading)
      : null;
  const values = (node.arguments ?? []).flatMap((argument) => {
    const value = jsonOf(argument.value, reading.given);
    return value === undefined ? [] : [[argument.name.value, value] as const];
  });
  const key = (node.alias ?? node.name).value;
  return { kind: 'FIELD', key, definition, given: new Map(values), isOn, under };
}

const everywhere = new Map(
  [TypeNameMetaFieldDef, SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]),
);

function definitionOf(name: string, type: GraphQLCompositeType): GraphQLField<unknown, unknown> {
  const found = everywhere.get(name) ?? (isUnionType(type) ? undefined : type.getFields()[name]);
  if (found === undefined) throw new Error(`${type.name} has no field ${name}`);
  return found;
}

function isAsked({ directives = [] }: SelectionNode, { given }: Reading): boolean {
  return directives.every((directive) => {
    const decides = directive.arguments?.find(({ name }) => name.value === 'if');
    const value = decides === undefined ? null : jsonOf(decides.value, given);
    if (typeof value !== 'boolean') throw new Undecided();
    return value === (directive.name.value === 'include');
  });
}

/** A value as JSON; undefined where a variable has none. In an object that is left out, in a list it is null. */
function jsonOf(node: ValueNode, given: Reading['given']): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return given(node.name.value);
    case Kind.NULL:
      return null;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.LIST:
      return node.values.map((item) => jsonOf(item, given) ?? null);
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields.flatMap(({ name, value }) => {
          const inner = jsonOf(value, given);
          return inner === undefined ? [] : [[name.value, inner]];
        }),
      );
    default:
      return node.value;
  }
}
