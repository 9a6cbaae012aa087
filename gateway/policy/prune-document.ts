import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  visit,
} from 'graphql';
import type { Judge } from './judge.ts';
import { innerOf, keyOf, type Reading } from './selections.ts';

/** What is taken out of a document. */
export interface Pruning {
  readonly reading: Reading;
  readonly judge: Judge;
  /** Root fields that go whole, by their keys in the answer. */
  readonly removedRoots: ReadonlySet<string>;
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** A canonical operation without the fields that are denied, and without the variables that only they used. */
export function pruneDocument(operation: OperationDefinitionNode, pruning: Pruning): DocumentNode {
  const root = pruning.reading.schema.getRootType(operation.operation);
  const selections = root ? pruneSelections(operation.selectionSet.selections, root, pruning) : [];
  const bare = { ...operation, selectionSet: setOf(selections.length > 0 ? selections : [typename]) };
  const used = variablesIn(bare);
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  return { kind: Kind.DOCUMENT, definitions: [{ ...bare, variableDefinitions }] };
}

function pruneSelections(
  selections: readonly SelectionNode[],
  parent: GraphQLNamedType,
  pruning: Pruning,
): readonly SelectionNode[] {
  return selections.flatMap((node): readonly SelectionNode[] => {
    if (node.kind === Kind.FIELD) return pruneField(node, parent, pruning);
    const inner = innerOf(node, parent, pruning.reading);
    if (node.kind !== Kind.INLINE_FRAGMENT || inner === null) return [];
    const left = pruneSelections(inner.selections, inner.parent, pruning);
    return left.length === 0 ? [] : [{ ...node, selectionSet: setOf(left) }];
  });
}

function pruneField(node: FieldNode, parent: GraphQLNamedType, pruning: Pruning): readonly FieldNode[] {
  const { reading, judge, removedRoots } = pruning;
  const name = node.name.value;
  if (name.startsWith('__')) return [node];
  if (parent === reading.schema.getQueryType() && removedRoots.has(keyOf(node))) return [];
  if (!judge(parent, name).given) return [];
  if (node.selectionSet === undefined) return [node];
  const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field === undefined) return [];
  const asked = node.selectionSet.selections;
  const left = pruneSelections(asked, getNamedType(field.type), pruning);
  // A student's fact of which nothing is left costs no call: the plan of the answer fills it in.
  if (parent.name === 'Student' && asksSomething(asked) && !asksSomething(left)) return [];
  return [{ ...node, selectionSet: setOf(left.length > 0 ? left : [typename]) }];
}

/** Whether more than type names is asked. */
function asksSomething(selections: readonly SelectionNode[]): boolean {
  return selections.some((node) => {
    if (node.kind === Kind.FIELD && node.selectionSet === undefined) return node.name.value !== '__typename';
    const set = node.kind === Kind.FRAGMENT_SPREAD ? undefined : node.selectionSet;
    return set !== undefined && asksSomething(set.selections);
  });
}

function setOf(selections: readonly SelectionNode[]) {
  return { kind: Kind.SELECTION_SET, selections } as const;
}

function variablesIn(operation: OperationDefinitionNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(operation, {
    VariableDefinition: () => false,
    Variable: ({ name }) => {
      names.add(name.value);
    },
  });
  return names;
}
