import {
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
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

/** The operation without the fields that are denied, and without the fragments and variables that only they used. */
export function pruneDocument(operation: OperationDefinitionNode, pruning: Pruning): DocumentNode {
  const root = pruning.reading.schema.getRootType(operation.operation);
  const fragments = new Map<string, FragmentDefinitionNode | null>();
  const selections = root
    ? pruneSelections(operation.selectionSet.selections, root, { ...pruning, fragments })
    : [];
  const bare = { ...operation, selectionSet: setOf(selections.length > 0 ? selections : [typename]) };
  const kept = spreadIn(bare, fragments);
  const used = variablesIn([bare, ...kept]);
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  return { kind: Kind.DOCUMENT, definitions: [{ ...bare, variableDefinitions }, ...kept] };
}

interface Work extends Pruning {
  /** Each fragment is pruned once, wherever it is spread; null when nothing of it is left. */
  readonly fragments: Map<string, FragmentDefinitionNode | null>;
}

function pruneSelections(
  selections: readonly SelectionNode[],
  parent: GraphQLNamedType,
  work: Work,
): readonly SelectionNode[] {
  return selections.flatMap((node): readonly SelectionNode[] => {
    if (node.kind === Kind.FIELD) return pruneField(node, parent, work);
    if (node.kind === Kind.FRAGMENT_SPREAD)
      return pruneFragment(node.name.value, work) === null ? [] : [node];
    const inner = innerOf(node, parent, work.reading);
    const left = inner === null ? [] : pruneSelections(inner.selections, inner.parent, work);
    return left.length === 0 ? [] : [{ ...node, selectionSet: setOf(left) }];
  });
}

function pruneField(node: FieldNode, parent: GraphQLNamedType, work: Work): readonly FieldNode[] {
  const { reading, judge, removedRoots } = work;
  const name = node.name.value;
  if (name.startsWith('__')) return [node];
  if (parent === reading.schema.getQueryType() && removedRoots.has(keyOf(node))) return [];
  if (!judge(parent, name).given) return [];
  if (node.selectionSet === undefined) return [node];
  const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field === undefined) return [];
  const asked = node.selectionSet.selections;
  const left = pruneSelections(asked, getNamedType(field.type), work);
  // A student's fact of which nothing is left costs no call: the plan of the answer fills it in.
  const isHollow = asksSomething(asked, reading.fragments) && !asksSomething(left, work.fragments);
  if (parent.name === 'Student' && isHollow) return [];
  return [{ ...node, selectionSet: setOf(left.length > 0 ? left : [typename]) }];
}

/** Whether more than type names is asked. */
function asksSomething(
  selections: readonly SelectionNode[],
  fragments: Work['fragments'] | Reading['fragments'],
): boolean {
  return selections.some((node) => {
    if (node.kind === Kind.FIELD && node.selectionSet === undefined) return node.name.value !== '__typename';
    const set =
      node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value)?.selectionSet : node.selectionSet;
    return set !== undefined && asksSomething(set.selections, fragments);
  });
}

function pruneFragment(name: string, work: Work): FragmentDefinitionNode | null {
  const known = work.fragments.get(name);
  if (known !== undefined) return known;
  const fragment = work.reading.fragments.get(name);
  const type = fragment && work.reading.schema.getType(fragment.typeCondition.name.value);
  const left = fragment && type ? pruneSelections(fragment.selectionSet.selections, type, work) : [];
  const pruned = fragment && left.length > 0 ? { ...fragment, selectionSet: setOf(left) } : null;
  work.fragments.set(name, pruned);
  return pruned;
}

/** The fragments that a definition still spreads, itself or through others. */
function spreadIn(
  definition: OperationDefinitionNode,
  fragments: Work['fragments'],
): readonly FragmentDefinitionNode[] {
  const found = new Set<FragmentDefinitionNode>();
  const look = (node: DefinitionNode): void => {
    visit(node, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value) ?? null;
        if (fragment === null || found.has(fragment)) return;
        found.add(fragment);
        look(fragment);
      },
    });
  };
  look(definition);
  return [...found];
}

function setOf(selections: readonly SelectionNode[]) {
  return { kind: Kind.SELECTION_SET, selections } as const;
}

function variablesIn(definitions: readonly DefinitionNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => {
      names.add(name.value);
    },
  });
  return names;
}
