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
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsIn } from '../../../subgraphs/registry/document-parts.ts';
import { ClientSelection } from './client-selection.ts';
import { bothOf, type Condition, conditionsOf } from './conditions.ts';
import { HoistedValues, type ValuesOf } from './hoisted-values.ts';
import { ResponseKeys } from './response-keys.ts';
import { typename, typenameAlone, type WrittenField, WrittenSelection } from './written-selection.ts';

/** An operation without its client's words, and where they stood. */
export interface WrittenOperation {
  readonly client: ClientSelection;
  readonly valuesOf: ValuesOf;
  /** Names the operation: those that ask the same have the same, and no others. */
  readonly text: string;
  readonly toOperation: () => OperationDefinitionNode;
}

/** Writes an operation that was validated in the gateway's own words. The order of fields is the client's. */
export function writeOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  asked: OperationDefinitionNode,
): WrittenOperation {
  const root = schema.getRootType(asked.operation);
  if (!root) throw new Error(`The graph has no ${asked.operation}`);
  const values = new HoistedValues(schema, asked);
  const writer = new OperationWriter(schema, fragmentsIn(document), values);
  const into = new WrittenSelection(false);
  const client = writer.write(asked.selectionSet, { parent: root, into, known: none });
  return {
    client,
    valuesOf: values.valuesOf(),
    text: `${asked.operation}${values.toText()}${into.toText()}`,
    toOperation: () => ({
      kind: Kind.OPERATION_DEFINITION,
      operation: asked.operation,
      variableDefinitions: values.definitions(),
      selectionSet: into.toNode() ?? typenameAlone,
    }),
  };
}

/** Where a selection is written: in canonical form, and as the client has it. */
interface Place {
  readonly parent: GraphQLNamedType;
  readonly into: WrittenSelection;
  readonly client: ClientSelection;
  /** What the fragments around it say of when it is asked. */
  readonly on: readonly string[];
  readonly conditions: readonly Condition[];
  /** What holds there besides, since the objects around are there. */
  readonly known: readonly Condition[];
}

class OperationWriter {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #values: HoistedValues;
  readonly #keys: ResponseKeys;

  constructor(
    schema: GraphQLSchema,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    values: HoistedValues,
  ) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#values = values;
    this.#keys = new ResponseKeys(schema);
  }

  /** Writes what is selected of objects of a type. */
  write(
    selectionSet: SelectionSetNode,
    { parent, into, known }: Pick<Place, 'parent' | 'into' | 'known'>,
  ): ClientSelection {
    const client = new ClientSelection(into);
    this.#writeSet(selectionSet, { parent, into, client, on: none, conditions: none, known });
    return client;
  }

  #writeSet({ selections }: SelectionSetNode, place: Place): void {
    const around = bothOf(place.known, place.conditions);
    for (const node of selections) {
      const own = conditionsOf(node, around, (value) => this.#values.hoistSwitch(value));
      if (own === null) continue;
      if (node.kind === Kind.FIELD) this.#writeField(node, own, place);
      else this.#writeFragment(node, own, place);
    }
  }

  #writeField(node: FieldNode, own: readonly Condition[], place: Place): void {
    const { into, client, on, parent } = place;
    const { name, alias = name } = node;
    const conditions = bothOf(place.conditions, own);
    const asked = { key: alias.value, name: name.value, on, conditions };
    if (name.value === '__typename') {
      into.addLeaf(typename, own);
      client.fields.push({ ...asked, from: name.value, under: null });
      return;
    }
    const field = fieldOf(parent, name.value);
    if (field === undefined) {
      // What the schema itself is asked stays the client's, and is answered beside.
      client.fields.push({ ...asked, from: null, under: null });
      return;
    }
    const written = this.#field(node, field, into.isMixed);
    const from = written.key;
    if (node.selectionSet === undefined) {
      into.addLeaf(written, own);
      client.fields.push({ ...asked, from, under: null });
      return;
    }
    const type = getNamedType(field.type);
    const under = into.addObject(written, own, into.isMixed || isAbstractType(type));
    const known = bothOf(place.known, conditions);
    const selection = this.write(node.selectionSet, { parent: type, into: under, known });
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

  #writeFragment(
    node: Exclude<SelectionNode, FieldNode>,
    own: readonly Condition[],
    { parent, into, client, known, ...around }: Place,
  ): void {
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.#fragments.get(node.name.value);
    if (fragment === undefined) return;
    const within = this.#within(parent, fragment.typeCondition?.name.value);
    if (within === null) return;
    const narrowed = within === parent ? null : within.name;
    const on = narrowed === null ? around.on : [...around.on, narrowed];
    const conditions = bothOf(around.conditions, own);
    if (node.kind === Kind.FRAGMENT_SPREAD && !client.isFirst(node.name.value, { on, conditions })) return;
    const inner = { parent: within, into: into.within(narrowed, own), client, on, conditions, known };
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

function fieldOf(parent: GraphQLNamedType, name: string): Field | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}
