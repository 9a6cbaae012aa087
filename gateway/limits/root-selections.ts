import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import type { Values } from '../federation/canonical/hoisted-values.ts';

/** One root field of an operation: whom it asks about, and the names of all that it selects. */
export interface RootSelection {
  /** Its canonical key. */
  readonly key: string;
  readonly name: string;
  /** Learner numbers and personal identity codes, in the order asked, repeated ones included. */
  readonly people: readonly string[];
  readonly fields: ReadonlySet<string>;
}

/** The arguments that name persons. */
const naming = new Set(['oppijanumero', 'oppijanumerot', 'personalIdentityCode']);

/** Lists the root fields of a canonical operation, those that its switches may leave out too. */
export function rootSelections(operation: OperationDefinitionNode, values: Values): readonly RootSelection[] {
  const fields = rootFields.get(operation) ?? rootFieldsOf(operation);
  rootFields.set(operation, fields);
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

function rootFieldsOf({ selectionSet }: OperationDefinitionNode): readonly RootField[] {
  return fieldsIn(selectionSet).map((node) => ({ node, fields: new Set(namesUnder(node)) }));
}

function fieldsIn({ selections }: SelectionSetNode): readonly FieldNode[] {
  return selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node];
    return node.kind === Kind.INLINE_FRAGMENT ? fieldsIn(node.selectionSet) : [];
  });
}

function namesUnder({ selectionSet }: FieldNode): readonly string[] {
  if (selectionSet === undefined) return [];
  return fieldsIn(selectionSet).flatMap((field) => [field.name.value, ...namesUnder(field)]);
}

function peopleOf(field: FieldNode, values: Values): readonly string[] {
  const named = (field.arguments ?? []).filter(({ name }) => naming.has(name.value));
  return named
    .flatMap(({ value }) => valueFromASTUntyped(value, values))
    .filter((one) => typeof one === 'string');
}
