import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';

/** The type whose fields are facts about a person. */
export const studentType = 'Student';

const keptQuestions = 500;

/** A field that is selected, on objects of one type. */
export interface SelectedField {
  readonly on: string;
  readonly name: string;
  readonly key: string;
  /** Whether no variable decides over it. */
  readonly isSure: boolean;
  /** What is selected below it, where students may be. */
  readonly below: readonly SelectedField[];
}

/** Reads operations for subgraphs over one graph, each once while it is remembered: gives the fields of their roots. */
export function createSelectionReader(schema: GraphQLSchema): (query: string) => readonly SelectedField[] {
  const leading = typesLeadingTo(studentType, schema);
  const known = new LRUCache<string, readonly SelectedField[]>({ max: keptQuestions });
  return (query) => {
    const found = known.get(query) ?? fieldsOf(parse(query, { noLocation: true }), { schema, leading });
    known.set(query, found);
    return found;
  };
}

interface Reading {
  readonly schema: GraphQLSchema;
  readonly leading: ReadonlySet<string>;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly isSure: boolean;
}

function fieldsOf(
  { definitions }: DocumentNode,
  graph: Pick<Reading, 'schema' | 'leading'>,
): readonly SelectedField[] {
  const operation = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) return [];
  const named = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const fragments = new Map(named.map((node) => [node.name.value, node]));
  const root = graph.schema.getRootType(operation.operation)?.name ?? '';
  return selectedOn(root, operation.selectionSet, { ...graph, fragments, isSure: true });
}

function selectedOn(
  on: string,
  { selections }: SelectionSetNode,
  reading: Reading,
): readonly SelectedField[] {
  return selections.flatMap((node): readonly SelectedField[] => {
    const isSure = reading.isSure && (node.directives ?? []).length === 0;
    if (node.kind === Kind.FIELD) return [selectedField(on, node, { ...reading, isSure })];
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : reading.fragments.get(node.name.value);
    if (fragment === undefined) return [];
    const type = fragment.typeCondition?.name.value ?? on;
    return selectedOn(type, fragment.selectionSet, { ...reading, isSure });
  });
}

function selectedField(on: string, { name: { value: name }, ...node }: FieldNode, reading: Reading) {
  const { selectionSet } = node;
  const type = name === '_entities' ? studentType : fieldTypeOf(reading.schema.getType(on), name);
  const mayLead = type !== null && reading.leading.has(type);
  const below =
    mayLead && selectionSet !== undefined ? selectedOn(type, selectionSet, { ...reading, isSure: true }) : [];
  return { on, name, key: node.alias?.value ?? name, isSure: reading.isSure, below };
}

function fieldTypeOf(type: GraphQLNamedType | undefined, name: string): string | null {
  if (!isObjectType(type) && !isInterfaceType(type)) return null;
  const field = type.getFields()[name];
  return field === undefined ? null : getNamedType(field.type).name;
}

/** The names of all types in whose values one type's may be; itself too. */
function typesLeadingTo(name: string, schema: GraphQLSchema): ReadonlySet<string> {
  const leading = new Set([name]);
  const leads = (type: GraphQLNamedType): boolean => {
    if (isAbstractType(type)) {
      if (schema.getPossibleTypes(type).some((possible) => leading.has(possible.name))) return true;
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return false;
    return Object.values(type.getFields()).some((field) => leading.has(getNamedType(field.type).name));
  };
  let before = 0;
  while (leading.size > before) {
    before = leading.size;
    for (const type of Object.values(schema.getTypeMap())) if (leads(type)) leading.add(type.name);
  }
  return leading;
}
