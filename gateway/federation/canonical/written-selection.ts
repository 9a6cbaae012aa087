import { type FieldNode, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';
import { type Condition, directivesOf } from './conditions.ts';

/** Only that objects are there is asked. */
export const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

type Entry =
  | { readonly field: FieldNode; readonly under: WrittenSelection | null }
  | {
      readonly on: string | null;
      readonly conditions: readonly Condition[];
      readonly under: WrittenSelection;
    };

/** A canonical selection while it is written: each field and each fragment once, in the order in which they were met. */
export class WrittenSelection {
  /** Whether objects of several types stand here. */
  readonly isMixed: boolean;
  readonly #entries = new Map<string, Entry>();

  constructor(isMixed: boolean) {
    this.isMixed = isMixed;
  }

  addLeaf(field: FieldNode, conditions: readonly Condition[]): void {
    const id = idOf(keyOf(field), conditions);
    if (!this.#entries.has(id))
      this.#entries.set(id, { field: withConditions(field, conditions), under: null });
  }

  /** Adds a field with objects; gives what is selected of them, to be added to. */
  addObject(field: FieldNode, conditions: readonly Condition[], isMixed: boolean): WrittenSelection {
    const id = idOf(keyOf(field), conditions);
    const under = this.#entries.get(id)?.under ?? new WrittenSelection(isMixed);
    this.#entries.set(id, { field: withConditions(field, conditions), under });
    return under;
  }

  /** What is selected of objects of a type (null: of all) while the conditions hold, to be added to. */
  within(on: string | null, conditions: readonly Condition[]): WrittenSelection {
    if (on === null && conditions.length === 0) return this;
    const id = idOf(`... ${on}`, conditions);
    const under = this.#entries.get(id)?.under ?? new WrittenSelection(this.isMixed);
    this.#entries.set(id, { on, conditions, under });
    return under;
  }

  /** The selection; null where nothing is left of it. */
  toNode(): SelectionSetNode | null {
    const selections = [...this.#entries.values()].flatMap(nodesOf);
    return selections.length === 0 ? null : { kind: Kind.SELECTION_SET, selections };
  }
}

function nodesOf(entry: Entry): readonly SelectionNode[] {
  const selectionSet = entry.under?.toNode() ?? null;
  if ('field' in entry) {
    // Of an object of which nothing is left it is still asked whether it is there.
    const own = entry.under === null ? {} : { selectionSet: selectionSet ?? typenameAlone };
    return [{ ...entry.field, ...own }];
  }
  if (selectionSet === null) return [];
  const { on, conditions } = entry;
  const typeCondition = on === null ? {} : { typeCondition: namedType(on) };
  return [
    { kind: Kind.INLINE_FRAGMENT, ...typeCondition, directives: directivesOf(conditions), selectionSet },
  ];
}

/** A selection of nothing else. */
export const typenameAlone: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [typename] };

function keyOf({ name, alias = name }: FieldNode): string {
  return alias.value;
}

function idOf(what: string, conditions: readonly Condition[]): string {
  return conditions.length === 0 ? what : `${what} ${JSON.stringify(conditions)}`;
}

function withConditions(field: FieldNode, conditions: readonly Condition[]): FieldNode {
  return conditions.length === 0 ? field : { ...field, directives: directivesOf(conditions) };
}

function namedType(name: string) {
  return { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } } as const;
}
