import {
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsIn } from '../../subgraphs/registry/document-parts.ts';

/** How large a selection is, with its fragments expanded. */
export interface SelectionFigures {
  /** Fields on the longest way down. */
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields at the top of the selection. */
  readonly topFields: number;
}

/** Figures stop here, so that no sum can overflow however often fragments double. */
const most = 1_000_000;

const nothing: SelectionFigures = { depth: 0, fields: 0, aliases: 0, directives: 0, topFields: 0 };
/** A fragment in itself expands without end. */
const endless: SelectionFigures = {
  depth: most,
  fields: most,
  aliases: most,
  directives: most,
  topFields: most,
};

/**
 * Measures selections of a document as if every fragment were written out. Each fragment is looked at once, so the time
 * is linear in the document's length; cycles are endless, and unknown fragments are nothing: validation names them.
 */
export function measureSelections(
  document: DocumentNode,
): (selections: SelectionSetNode) => SelectionFigures {
  const fragments = fragmentsIn(document);
  const known = new Map<string, SelectionFigures>();

  const ofFragment = (name: string): SelectionFigures => {
    const measured = known.get(name);
    if (measured !== undefined) return measured;
    const fragment = fragments.get(name);
    if (fragment === undefined) return nothing;
    known.set(name, endless);
    const figures = withDirectives(ofSet(fragment.selectionSet), fragment.directives);
    known.set(name, figures);
    return figures;
  };
  const ofSelection = (selection: SelectionNode): SelectionFigures => {
    if (selection.kind === Kind.FRAGMENT_SPREAD)
      return withDirectives(ofFragment(selection.name.value), selection.directives);
    const inside = selection.selectionSet === undefined ? nothing : ofSet(selection.selectionSet);
    if (selection.kind === Kind.INLINE_FRAGMENT) return withDirectives(inside, selection.directives);
    const field = {
      depth: add(inside.depth, 1),
      fields: add(inside.fields, 1),
      aliases: add(inside.aliases, selection.alias === undefined ? 0 : 1),
      directives: inside.directives,
      topFields: 1,
    };
    return withDirectives(field, selection.directives);
  };
  const ofSet = ({ selections }: SelectionSetNode): SelectionFigures =>
    selections.reduce((sum, selection) => together(sum, ofSelection(selection)), nothing);
  return ofSet;
}

function withDirectives(
  figures: SelectionFigures,
  directives: readonly DirectiveNode[] = [],
): SelectionFigures {
  return { ...figures, directives: add(figures.directives, directives.length) };
}

function together(one: SelectionFigures, other: SelectionFigures): SelectionFigures {
  return {
    depth: Math.max(one.depth, other.depth),
    fields: add(one.fields, other.fields),
    aliases: add(one.aliases, other.aliases),
    directives: add(one.directives, other.directives),
    topFields: add(one.topFields, other.topFields),
  };
}

function add(one: number, other: number): number {
  return Math.min(one + other, most);
}
