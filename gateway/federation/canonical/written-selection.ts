import {
  type ArgumentNode,
  type FieldNode,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Condition, directivesOf, textOf } from './conditions.ts';

/** A field in canonical form. */
export interface WrittenField {
  readonly key: string;
  readonly name: string;
  readonly arguments: readonly ArgumentNode[];
}

/** Only that objects are there is asked. */
export const typename: WrittenField = { key: '__typename', name: '__typename', arguments: [] };

type Entry = { readonly conditions: readonly Condition[] } & (
  | { readonly field: WrittenField; readonly under: WrittenSelection | null }
  | { readonly on: string | null; readonly under: WrittenSelection }
);

/** A canonical selection while it is written: each field and each fragment once, in the order in which they were met. */
export class WrittenSelection {
  /** Whether objects of several types stand here. */
  readonly isMixed: boolean;
  /** How often a client's selection was written here. */
  timesWritten = 0;
  readonly #entries = new Map<string, Entry>();

  constructor(isMixed: boolean) {
    this.isMixed = isMixed;
  }

  addLeaf(field: WrittenField, conditions: readonly Condition[]): void {
    const id = `${field.key}${textOf(conditions)}`;
    if (!this.#entries.has(id)) this.#entries.set(id, { field, conditions, under: null });
  }

  /** Adds a field with objects; gives what is selected of them, to be added to. */
  addObject(field: WrittenField, conditions: readonly Condition[], isMixed: boolean): WrittenSelection {
    const id = `${field.key}${textOf(conditions)}`;
    const known = this.#entries.get(id)?.under ?? null;
    if (known !== null) return known;
    const under = new WrittenSelection(isMixed);
    this.#entries.set(id, { field, conditions, under });
    return under;
  }

  /** What is selected of objects of a type (null: of all) while the conditions hold, to be added to. */
  within(on: string | null, conditions: readonly Condition[]): WrittenSelection {
    if (on === null && conditions.length === 0) return this;
    const id = `...${on ?? ''}${textOf(conditions)}`;
    const known = this.#entries.get(id)?.under ?? null;
    if (known !== null) return known;
    const under = new WrittenSelection(this.isMixed);
    this.#entries.set(id, { on, conditions, under });
    return under;
  }

  /** A text that no other selection has; empty where nothing is left of it. */
  toText(): string {
    let text = '';
    for (const [id, entry] of this.#entries) {
      const under = entry.under?.toText() ?? '';
      if ('on' in entry && under === '') continue;
      const given = 'field' in entry ? entry.field.arguments.map(print).join() : '';
      text += `${id}(${given}){${under}}`;
    }
    return text;
  }

  /** The selection; null where nothing is left of it. */
  toNode(): SelectionSetNode | null {
    const selections = [...this.#entries.values()].flatMap(nodesOf);
    return selections.length === 0 ? null : { kind: Kind.SELECTION_SET, selections };
  }
}

function nodesOf(entry: Entry): readonly SelectionNode[] {
  const { under, conditions } = entry;
  const selectionSet = under?.toNode() ?? null;
  const directives = directivesOf(conditions);
  if ('field' in entry) {
    // Of an object of which nothing is left it is still asked whether it is there.
    const own = under === null ? {} : { selectionSet: selectionSet ?? typenameAlone };
    return [{ ...fieldNode(entry.field), directives, ...own }];
  }
  if (selectionSet === null) return [];
  const typeCondition = entry.on === null ? {} : { typeCondition: namedType(entry.on) };
  return [{ kind: Kind.INLINE_FRAGMENT, ...typeCondition, directives, selectionSet }];
}

function fieldNode({ key, name, arguments: given }: WrittenField): FieldNode {
  const alias = key === name ? {} : { alias: nameNode(key) };
  return { kind: Kind.FIELD, ...alias, name: nameNode(name), arguments: given };
}

/** A selection of nothing else. */
export const typenameAlone: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [fieldNode(typename)],
};

function namedType(name: string) {
  return { kind: Kind.NAMED_TYPE, name: nameNode(name) } as const;
}

function nameNode(value: string) {
  return { kind: Kind.NAME, value } as const;
}
