import { Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { listSizes } from '../../subgraphs/registry/list-sizes.ts';

/** Whether a canonical operation asks for many people: a root field of it takes a list of them. */
export function isBulk({ selectionSet }: OperationDefinitionNode): boolean {
  return hasListField(selectionSet);
}

function hasListField({ selections }: SelectionSetNode): boolean {
  return selections.some((node) => {
    if (node.kind === Kind.INLINE_FRAGMENT) return hasListField(node.selectionSet);
    const given = node.kind === Kind.FIELD ? (node.arguments ?? []) : [];
    return given.some(({ name }) => Object.hasOwn(listSizes, name.value));
  });
}
