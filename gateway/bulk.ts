import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { listSizes } from '../subgraphs/registry/list-sizes.ts';

/** Whether an operation asks for many people: a root field of it takes a list of them. */
export function isBulk(operation: OperationDefinitionNode, document: DocumentNode): boolean {
  return hasListField(operation.selectionSet, document, new Set());
}

type Seen = ReadonlySet<string>;

function hasListField({ selections }: SelectionSetNode, document: DocumentNode, seen: Seen): boolean {
  return selections.some((selection) => isListField(selection, document, seen));
}

function isListField(selection: SelectionNode, document: DocumentNode, seen: Seen): boolean {
  switch (selection.kind) {
    case Kind.FIELD:
      return selection.arguments?.some(({ name }) => Object.hasOwn(listSizes, name.value)) === true;
    case Kind.INLINE_FRAGMENT:
      return hasListField(selection.selectionSet, document, seen);
    case Kind.FRAGMENT_SPREAD: {
      const { value: name } = selection.name;
      const fragment = seen.has(name) ? undefined : fragmentOf(document, name);
      return fragment !== undefined && hasListField(fragment, document, new Set([...seen, name]));
    }
  }
}

function fragmentOf({ definitions }: DocumentNode, name: string): SelectionSetNode | undefined {
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name)
      return definition.selectionSet;
  }
  return undefined;
}
