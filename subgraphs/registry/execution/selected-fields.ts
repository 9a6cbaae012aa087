import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded } from '../document-parts.ts';

/** A document as it is read. */
export interface Reading {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Values of the variables that decide on parts of the selection. */
  readonly switches: Readonly<Record<string, unknown>>;
}

/** The fields that are selected on an object, by their keys in the answer, in its order. */
export function selectedFields(
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  reading: Reading,
): ReadonlyMap<string, readonly FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  // A fragment counts once, however often it is spread here; what decides on it again is not looked at.
  const isKnown = (node: SelectionNode) => node.kind === Kind.FRAGMENT_SPREAD && spread.has(node.name.value);
  const visit = ({ selections }: SelectionSetNode): void => {
    for (const node of selections) {
      if (isKnown(node) || !isIncluded(node, reading.switches)) continue;
      if (node.kind === Kind.FIELD) add(found, node);
      else if (node.kind === Kind.INLINE_FRAGMENT) visitFragment(node);
      else {
        spread.add(node.name.value);
        visitFragment(reading.fragments.get(node.name.value));
      }
    }
  };
  const visitFragment = (fragment: InlineFragmentNode | FragmentDefinitionNode | undefined): void => {
    if (fragment === undefined || !applies(fragment.typeCondition?.name.value, type, reading)) return;
    visit(fragment.selectionSet);
  };
  for (const set of sets) visit(set);
  return found;
}

function add(found: Map<string, FieldNode[]>, node: FieldNode): void {
  const key = (node.alias ?? node.name).value;
  const others = found.get(key);
  if (others === undefined) found.set(key, [node]);
  else others.push(node);
}

function applies(condition: string | undefined, type: GraphQLObjectType, { schema }: Reading): boolean {
  if (condition === undefined || condition === type.name) return true;
  const named = schema.getType(condition);
  return named !== undefined && isAbstractType(named) && schema.isSubType(named, type);
}
