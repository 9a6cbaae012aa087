import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getVariableValues,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsIn, isIncluded } from '../../subgraphs/registry/document-parts.ts';

/** An operation with what is needed to read its selections. */
export interface Reading {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Values by name, defaults put in. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Where a field is selected: in the answer under one key, possibly several times. */
export interface Selected {
  readonly node: FieldNode;
  /** The type that the selection is written for: a fragment's condition, else the type of the field around it. */
  readonly parent: GraphQLNamedType;
}

/** Selections on one type. */
export interface Selections {
  readonly type: GraphQLNamedType;
  readonly sets: readonly SelectionSetNode[];
}

/** The operation's selections as a reader needs them. Variables must have been checked before. */
export function readingOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  asked: {
    readonly operation: OperationDefinitionNode;
    readonly variables: Readonly<Record<string, unknown>>;
  },
): Reading {
  const { coerced } = getVariableValues(schema, asked.operation.variableDefinitions ?? [], asked.variables);
  return { schema, fragments: fragmentsIn(document), variables: coerced ?? {} };
}

/** A field of a type by its name; undefined for one that the type has not, `__typename` among them. */
export function fieldOf(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

/** The key of a field in the answer. */
export function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

/** The fields selected on a type by their keys in the answer, fragments expanded, those left out by a directive left out. */
export function collect(
  { type, sets }: Selections,
  reading: Reading,
): ReadonlyMap<string, readonly Selected[]> {
  const found = new Map<string, Selected[]>();
  const add = (one: Selected): void => {
    const key = keyOf(one.node);
    const others = found.get(key);
    if (others === undefined) found.set(key, [one]);
    else others.push(one);
  };
  const visit = (parent: GraphQLNamedType, selections: readonly SelectionNode[]): void => {
    for (const node of selections.filter((one) => isIncluded(one, reading.variables))) {
      if (node.kind === Kind.FIELD) {
        add({ node, parent });
        continue;
      }
      const inner = innerOf(node, parent, reading);
      if (inner !== null && canBe(type, inner.parent, reading)) visit(inner.parent, inner.selections);
    }
  };
  for (const { selections } of sets) visit(type, selections);
  return found;
}

/** The condition of a fragment and what it selects; null for one that is not there. */
export function innerOf(
  node: Exclude<SelectionNode, FieldNode>,
  around: GraphQLNamedType,
  { schema, fragments }: Pick<Reading, 'schema' | 'fragments'>,
): { readonly parent: GraphQLNamedType; readonly selections: readonly SelectionNode[] } | null {
  const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
  if (fragment === undefined) return null;
  const condition = fragment.typeCondition?.name.value;
  const parent = condition === undefined ? around : schema.getType(condition);
  return parent === undefined ? null : { parent, selections: fragment.selectionSet.selections };
}

/** Whether an object of a type can be one of a fragment's condition. */
function canBe(type: GraphQLNamedType, condition: GraphQLNamedType, { schema }: Reading): boolean {
  if (type === condition || !isCompositeType(type) || isAbstractType(type)) return true;
  return isAbstractType(condition) && isObjectType(type) && schema.isSubType(condition, type);
}
