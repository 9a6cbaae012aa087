import { isAbstractType, isInterfaceType, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';
import { innerOf, type Reading, type Selections } from '../../policy/selections.ts';

/** What is selected of objects whatever they are. */
export interface CommonSelections {
  readonly sets: readonly SelectionSetNode[];
  /** Whether nothing else is selected. */
  readonly isAll: boolean;
}

/** What is selected of all objects of an interface: not what is selected of some of its types. */
export function commonSelections({ type, sets }: Selections, reading: Reading): CommonSelections {
  const { schema } = reading;
  let isAll = true;
  const holds = (condition: Selections['type']): boolean =>
    condition === type ||
    (isInterfaceType(type) && isAbstractType(condition) && schema.isSubType(condition, type));
  const commonOf = (parent: Selections['type'], { selections }: SelectionSetNode): SelectionSetNode => ({
    kind: Kind.SELECTION_SET,
    selections: selections.flatMap((node): readonly SelectionNode[] => {
      if (node.kind === Kind.FIELD) return [node];
      const inner = innerOf(node, parent, reading);
      if (inner === null) return [];
      if (!holds(inner.parent)) {
        isAll = false;
        return [];
      }
      const { directives = [] } = node;
      const selectionSet = commonOf(inner.parent, { kind: Kind.SELECTION_SET, selections: inner.selections });
      return [{ kind: Kind.INLINE_FRAGMENT, directives, selectionSet }];
    }),
  });
  return { sets: sets.map((set) => commonOf(type, set)), isAll };
}
