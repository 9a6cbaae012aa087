import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  parse,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsIn } from '../../subgraphs/registry/document-parts.ts';

/** The data of an answer to a query, each value under its field's own name. */
export function underOwnNames(answer: unknown, query: string): unknown {
  const document = parse(query, { noLocation: true });
  const fragments = fragmentsIn(document);
  const read = (value: unknown, set: SelectionSetNode | undefined): unknown => {
    if (typeof value !== 'object' || value === null || set === undefined) return value;
    if (Array.isArray(value)) return value.map((item) => read(item, set));
    const fields = fieldsOf(set.selections, fragments);
    const entries = Object.entries(value).map(([key, inside]) => {
      const field = fields.get(key);
      return [field?.name.value ?? key, read(inside, field?.selectionSet)];
    });
    return Object.fromEntries(entries);
  };
  return read(answer, operationOf(document));
}

function operationOf({ definitions }: DocumentNode): SelectionSetNode | undefined {
  for (const one of definitions) if (one.kind === Kind.OPERATION_DEFINITION) return one.selectionSet;
  return undefined;
}

/** The fields of a selection, its fragments written out, by their keys in the answer. */
export function fieldsOf(
  selections: readonly SelectionNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): ReadonlyMap<string, FieldNode> {
  const fields = new Map<string, FieldNode>();
  for (const one of selections) {
    if (one.kind === Kind.FIELD) fields.set(one.alias?.value ?? one.name.value, one);
    else {
      const spread = one.kind === Kind.FRAGMENT_SPREAD ? fragments.get(one.name.value) : one;
      for (const [key, field] of fieldsOf(spread?.selectionSet.selections ?? [], fragments))
        fields.set(key, field);
    }
  }
  return fields;
}
