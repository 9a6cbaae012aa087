import {
  type ArgumentNode,
  type FieldNode,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** A field in canonical form. */
export interface WrittenField {
  readonly key: string;
  readonly name: string;
  readonly arguments: readonly ArgumentNode[];
}

type Entry =
  | { readonly field: WrittenField; readonly under: WrittenSelection | null }
  | { readonly on: string; readonly under: WrittenSelection };

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

  addLeaf(field: WrittenField): void {
    if (!this.#entries.has(field.key)) this.#entries.set(field.key, { field, under: null });
  }

  /** Adds a field with objects; gives what is selected of them, to be added to. */
  addObject(field: WrittenField, isMixed: boolean): WrittenSelection {
    const known = this.#entries.get(field.key)?.under ?? null;
    if (known !== null) return known;
    const under = new WrittenSelection(isMixed);
    this.#entries.set(field.key, { field, under });
    return under;
  }

  /** What is selected of objects of a type alone, to be added to. */
  within(on: string): WrittenSelection {
    const id = `...${on}`;
    const known = this.#entries.get(id)?.under ?? null;
    if (known !== null) return known;
    const under = new WrittenSelection(this.isMixed);
    this.#entries.set(id, { on, under });
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

  /** The selection. Where nothing is left of it, it is still asked whether the objects are there. */
  toNode(): SelectionSetNode {
    const selections = this.#nodes();
    return {
      kind: Kind.SELECTION_SET,
      selections: selections.length > 0 ? selections : [fieldNode(typename)],
    };
  }

  #nodes(): readonly SelectionNode[] {
    return [...this.#entries.values()].flatMap((entry): readonly SelectionNode[] => {
      if ('on' in entry) {
        const selections = entry.under.#nodes();
        return selections.length === 0 ? [] : [fragmentNode(entry.on, selections)];
      }
      const { field, under } = entry;
      return [under === null ? fieldNode(field) : { ...fieldNode(field), selectionSet: under.toNode() }];
    });
  }
}

/** The type of an object. */
export const typename: WrittenField = { key: '__typename', name: '__typename', arguments: [] };

function fieldNode({ key, name, arguments: given }: WrittenField): FieldNode {
  const alias = key === name ? {} : { alias: nameNode(key) };
  return { kind: Kind.FIELD, ...alias, name: nameNode(name), arguments: given };
}

function fragmentNode(on: string, selections: readonly SelectionNode[]): SelectionNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: nameNode(on) },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}

function nameNode(value: string) {
  return { kind: Kind.NAME, value } as const;
}
