import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { defaultsOf, fragmentsIn, isIncluded } from '../../../subgraphs/registry/document-parts.ts';
import { fieldOf } from '../../policy/selections.ts';
import { ClientSelection } from './client-selection.ts';
import { HoistedValues, type Values, type ValuesOf } from './hoisted-values.ts';
import { ResponseKeys } from './response-keys.ts';
import { typename, type WrittenField, WrittenSelection } from './written-selection.ts';

/** An operation without its client's words, and where they stood. */
export interface WrittenOperation {
  readonly client: ClientSelection;
  readonly valuesOf: ValuesOf;
  /** Names the operation: those that ask the same have the same, and no others. */
  readonly text: string;
  readonly toOperation: () => OperationDefinitionNode;
}

/** An operation that was validated, with the values of its variables, which were checked. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Values;
}

/**
 * Writes an operation in the gateway's own words; the order of fields is the client's. What `@skip` and `@include` leave out
 * is left out: a planner that does not know asks for what one field requires only where another is wanted.
 */
export function writeOperation(
  schema: GraphQLSchema,
  { document, operation: asked, variables }: AskedOperation,
): WrittenOperation {
  const root = schema.getRootType(asked.operation);
  if (!root) throw new Error(`The graph has no ${asked.operation}`);
  const values = new HoistedValues(schema, asked);
  const parts = { fragments: fragmentsIn(document), switches: { ...defaultsOf(asked), ...variables } };
  const writer = new OperationWriter(schema, values, parts);
  const into = new WrittenSelection(false);
  const client = writer.write(asked.selectionSet, root, into);
  return {
    client,
    valuesOf: values.valuesOf(),
    text: `${asked.operation}${values.toText()}${into.toText()}`,
    toOperation: () => ({
      kind: Kind.OPERATION_DEFINITION,
      operation: asked.operation,
      variableDefinitions: values.definitions(),
      selectionSet: into.toNode(),
    }),
  };
}

/** Where a selection is written: in canonical form, and as the client has it. */
interface Place {
  readonly parent: GraphQLNamedType;
  readonly into: WrittenSelection;
  readonly client: ClientSelection;
  /** The types of the fragments around it that not all objects there are of. */
  readonly on: readonly string[];
}

/** What is read of a document besides its selections. */
interface DocumentParts {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Values of variables, defaults put in. */
  readonly switches: Values;
}

class OperationWriter {
  readonly #schema: GraphQLSchema;
  readonly #values: HoistedValues;
  readonly #parts: DocumentParts;
  readonly #keys: ResponseKeys;

  constructor(schema: GraphQLSchema, values: HoistedValues, parts: DocumentParts) {
    this.#schema = schema;
    this.#values = values;
    this.#parts = parts;
    this.#keys = new ResponseKeys(schema);
  }

  /** Writes what is selected of objects of a type. */
  write(selectionSet: SelectionSetNode, parent: GraphQLNamedType, into: WrittenSelection): ClientSelection {
    const client = new ClientSelection(into);
    this.#writeSet(selectionSet, { parent, into, client, on: none });
    return client;
  }

  #writeSet({ selections }: SelectionSetNode, place: Place): void {
    for (const node of selections) {
      if (!isIncluded(node, this.#parts.switches)) continue;
      if (node.kind === Kind.FIELD) this.#writeField(node, place);
      else this.#writeFragment(node, place);
    }
  }

  #writeField(node: FieldNode, { into, client, on, parent }: Place): void {
    const { name, alias = name } = node;
    const asked = { key: alias.value, name: name.value, on };
    const field = fieldOf(parent, name.value);
    if (field === undefined) {
      const isType = name.value === '__typename';
      if (isType) into.addLeaf(typename);
      // What the schema itself is asked stays the client's, and is answered beside.
      client.fields.push({ ...asked, from: isType ? typename.key : null, under: null });
      return;
    }
    const written = this.#field(node, field, into.isMixed);
    const from = written.key;
    if (node.selectionSet === undefined) {
      into.addLeaf(written);
      client.fields.push({ ...asked, from, under: null });
      return;
    }
    const type = getNamedType(field.type);
    const under = into.addObject(written, into.isMixed || isAbstractType(type));
    const selection = this.write(node.selectionSet, type, under);
    client.fields.push({ ...asked, from, under: { type, selection } });
  }

  #field({ arguments: given = [] }: FieldNode, field: Field, isMixed: boolean): WrittenField {
    const values = field.args.length === 0 ? none : field.args.flatMap((one) => this.#argument(one, given));
    return { key: this.#keys.keyOf(field, values, isMixed), name: field.name, arguments: values };
  }

  #argument(
    { name, type, defaultValue }: GraphQLArgument,
    given: readonly ArgumentNode[],
  ): readonly ArgumentNode[] {
    const found = given.find((one) => one.name.value === name);
    if (found === undefined) return [];
    // A variable that is not given leaves the default to the argument.
    const accepted = defaultValue === undefined ? type : getNullableType(type);
    return [{ ...found, value: this.#values.hoist(accepted, found.value) }];
  }

  #writeFragment(node: Exclude<SelectionNode, FieldNode>, { parent, into, client, ...around }: Place): void {
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.#parts.fragments.get(node.name.value);
    if (fragment === undefined) return;
    const within = this.#within(parent, fragment.typeCondition?.name.value);
    if (within === null) return;
    const isNarrower = within !== parent;
    const on = isNarrower ? [...around.on, within.name] : around.on;
    if (node.kind === Kind.FRAGMENT_SPREAD && !client.isFirst(node.name.value, on)) return;
    const inner = { parent: within, into: isNarrower ? into.within(within.name) : into, client, on };
    this.#writeSet(fragment.selectionSet, inner);
  }

  /** The type of the objects that a fragment's selections are about; null when they are about none. */
  #within(parent: GraphQLNamedType, condition: string | undefined): GraphQLNamedType | null {
    const type = condition === undefined ? parent : (this.#schema.getType(condition) ?? null);
    if (type === null || !isObjectType(parent)) return type;
    // Of an object its own type says all.
    const holds = isAbstractType(type) ? this.#schema.isSubType(type, parent) : type === parent;
    return holds ? parent : null;
  }
}

const none: readonly never[] = [];

type Field = GraphQLField<unknown, unknown>;
