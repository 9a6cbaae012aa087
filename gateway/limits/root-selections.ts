import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { defaultsOf, fragmentsIn } from '../../subgraphs/registry/document-parts.ts';

/** An operation as it will be executed. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One root field of an operation: whom it asks about, and the names of all that it selects. */
export interface RootSelection {
  /** Its key in the answer. */
  readonly key: string;
  readonly name: string;
  /** Learner numbers and personal identity codes, in the order asked, repeated ones included. */
  readonly people: readonly string[];
  readonly fields: ReadonlySet<string>;
}

/** The arguments that name persons. */
const naming = new Set(['oppijanumero', 'oppijanumerot', 'personalIdentityCode']);

/** Lists the root fields of an operation, those under other names and in fragments too. Each fragment is read once. */
export function rootSelections({ document, operation, variables }: AskedOperation): readonly RootSelection[] {
  const fields = rootFields.get(operation) ?? rootFieldsOf(document, operation);
  rootFields.set(operation, fields);
  const values = { ...defaultsOf(operation), ...variables };
  return fields.map(({ node, fields: names }) => ({
    key: (node.alias ?? node.name).value,
    name: node.name.value,
    people: peopleOf(node, values),
    fields: names,
  }));
}

interface RootField {
  readonly node: FieldNode;
  readonly fields: ReadonlySet<string>;
}

/** What does not depend on the request, for as long as the operation is remembered. */
const rootFields = new WeakMap<OperationDefinitionNode, readonly RootField[]>();

function rootFieldsOf(document: DocumentNode, operation: OperationDefinitionNode): readonly RootField[] {
  const fragments = fragmentsIn(document);
  return fieldsOf(operation.selectionSet, fragments).map((node) => ({
    node,
    fields: namesIn(node, fragments),
  }));
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The fields at the top of a selection. */
function fieldsOf(selections: SelectionSetNode, fragments: Fragments): readonly FieldNode[] {
  const found: FieldNode[] = [];
  eachSelection(selections, fragments, (field) => {
    found.push(field);
    return false;
  });
  return found;
}

function namesIn(field: FieldNode, fragments: Fragments): ReadonlySet<string> {
  const names = new Set<string>();
  if (field.selectionSet === undefined) return names;
  eachSelection(field.selectionSet, fragments, ({ name }) => {
    names.add(name.value);
    return true;
  });
  return names;
}

/** Calls `see` for each field; goes into those for which it says so. A fragment that was seen is not seen again. */
function eachSelection(
  start: SelectionSetNode,
  fragments: Fragments,
  see: (field: FieldNode) => boolean,
): void {
  const waiting: SelectionSetNode[] = [start];
  const seen = new Set<string>();
  for (let set = waiting.pop(); set !== undefined; set = waiting.pop()) {
    for (const selection of set.selections) {
      const inside = insideOf(selection, { fragments, seen, see });
      if (inside !== undefined) waiting.push(inside);
    }
  }
}

interface Walk {
  readonly fragments: Fragments;
  readonly seen: Set<string>;
  readonly see: (field: FieldNode) => boolean;
}

function insideOf(
  selection: SelectionSetNode['selections'][number],
  walk: Walk,
): SelectionSetNode | undefined {
  if (selection.kind === Kind.FIELD) return walk.see(selection) ? selection.selectionSet : undefined;
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet;
  const { value: name } = selection.name;
  if (walk.seen.has(name)) return undefined;
  walk.seen.add(name);
  return walk.fragments.get(name)?.selectionSet;
}

type Values = Readonly<Record<string, unknown>>;

function peopleOf(field: FieldNode, values: Values): readonly string[] {
  const named = (field.arguments ?? []).filter(({ name }) => naming.has(name.value));
  return named
    .flatMap(({ value }) => valueFromASTUntyped(value, values))
    .filter((one) => typeof one === 'string');
}
