import {
  type DefinitionNode,
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  type TypeNode,
  visit,
} from 'graphql';
import { isExternal } from './external.ts';

type ReadType = ObjectTypeDefinitionNode | EnumTypeDefinitionNode;

/** Fields of each type that are read, as the subgraph that has them defines them. */
type ReadFields = Map<string, Set<FieldDefinitionNode>>;

/**
 * The SDL of what a subgraph needs of others: whole types that it gives but others define, and of the types that it
 * reads the fields that it reads, `@external`. Throws when it reads what no subgraph has.
 */
export function inputTypesOf(own: string, selections: readonly string[], others: readonly string[]): string {
  const owned = new Set(typesIn([own]).map(({ name }) => name.value));
  const graph = typesIn(others).filter(({ name }) => name.value === 'Student' || !owned.has(name.value));
  const whole = new Set(namesIn(own).filter((name) => !owned.has(name) && graph.some(isNamed(name))));
  const read: ReadFields = new Map();
  for (const selection of selections) collect(selectionSetOf(selection), 'Student', { graph, whole, read });
  return [
    ...[...read].map(([type, fields]) => externalType(type, graph, [...fields])),
    ...[...whole].map((name) => print(wholeType(graph.filter(isNamed(name))))),
  ].join('\n\n');
}

interface Collected {
  readonly graph: readonly ReadType[];
  readonly whole: Set<string>;
  readonly read: ReadFields;
}

/** Notes the fields of a selection, and of enums that they are of all values. */
function collect(set: SelectionSetNode, type: string, into: Collected): void {
  const { graph, whole, read } = into;
  for (const field of set.selections.filter((one) => one.kind === Kind.FIELD)) {
    const definition = fieldOf(graph, type, field.name.value);
    read.set(type, (read.get(type) ?? new Set<FieldDefinitionNode>()).add(definition));
    const [name = ''] = namesIn(definition.type);
    if (whole.has(name) || !graph.some(isNamed(name))) continue;
    if (field.selectionSet === undefined) whole.add(name);
    else collect(field.selectionSet, name, into);
  }
}

function fieldOf(graph: readonly ReadType[], type: string, field: string): FieldDefinitionNode {
  const found = graph
    .filter(isNamed(type))
    .flatMap((one) =>
      one.kind === Kind.OBJECT_TYPE_DEFINITION && !isExternal(one) ? (one.fields ?? []) : [],
    )
    .find((one) => one.name.value === field && !isExternal(one));
  if (found === undefined) throw new Error(`No subgraph has ${type}.${field}, which is read`);
  return found;
}

/** Without what its own subgraph says of it to the composer; `Student` is everybody's, its fields are not. */
function externalType(
  type: string,
  graph: readonly ReadType[],
  fields: readonly FieldDefinitionNode[],
): string {
  const isStudent = type === 'Student';
  const marks = [{ kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'external' } }] as const;
  const bare = fields.map((field) => ({ ...field, arguments: [], directives: isStudent ? marks : [] }));
  const name = { kind: Kind.NAME, value: type } as const;
  if (isStudent) return print({ kind: Kind.OBJECT_TYPE_EXTENSION, name, fields: bare });
  const owner = graph.filter(isNamed(type)).find((one) => !isExternal(one));
  const words = owner?.description === undefined ? {} : { description: owner.description };
  return print({ kind: Kind.OBJECT_TYPE_DEFINITION, name, ...words, directives: marks, fields: bare });
}

/** A type as it is defined; of an enum that several subgraphs define, all values. */
function wholeType(definitions: readonly ReadType[]): ReadType {
  const [first, ...others] = definitions.filter((one) => !isExternal(one));
  if (first === undefined) throw new Error('No subgraph has a type that is given');
  if (first.kind !== Kind.ENUM_TYPE_DEFINITION) return first;
  const values = [first, ...others].flatMap((one) =>
    one.kind === Kind.ENUM_TYPE_DEFINITION ? (one.values ?? []) : [],
  );
  return { ...first, values: [...new Map(values.map((value) => [value.name.value, value])).values()] };
}

function typesIn(sdls: readonly string[]): readonly ReadType[] {
  return sdls.flatMap((sdl) => parse(sdl, { noLocation: true }).definitions).filter(isReadType);
}

function isReadType(definition: DefinitionNode): definition is ReadType {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_DEFINITION;
}

const isNamed =
  (wanted: string) =>
  ({ name }: ReadType): boolean =>
    name.value === wanted;

/** The types that are named anywhere in SDL, or by one type. */
function namesIn(where: string | TypeNode): readonly string[] {
  const names = new Set<string>();
  const node = typeof where === 'string' ? parse(where, { noLocation: true }) : where;
  visit(node, { NamedType: ({ name }) => void names.add(name.value) });
  return [...names];
}

function selectionSetOf(fields: string): SelectionSetNode {
  const [definition] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('Not a selection');
  return definition.selectionSet;
}
