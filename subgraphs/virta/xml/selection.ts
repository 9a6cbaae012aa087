import type { XmlAttributes } from './parser.ts';

/** What to do with the text of a child element; `draft` is what the parent element is read into. */
export type TakeText<D> = (draft: D, text: string, attributes: XmlAttributes) => void;

/** Opens a child element that has elements of its own. */
export type OpenChild<D> = (draft: D, attributes: XmlAttributes) => Frame;

/** Which children of an element are read; all others are passed over, or refused when `closed`. */
export interface Selection<D> {
  readonly texts: ReadonlyMap<string, TakeText<D>>;
  readonly children: ReadonlyMap<string, OpenChild<D>>;
  readonly closed: boolean;
}

/** An element that is being read. */
export interface Frame {
  readonly closed: boolean;
  /** Whether the child is one whose text is read. */
  readonly startText: (name: string, attributes: XmlAttributes) => boolean;
  readonly endText: (text: string) => void;
  /** The child as a frame of its own; null when it is not read. */
  readonly startChild: (name: string, attributes: XmlAttributes) => Frame | null;
}

class DraftFrame<D> implements Frame {
  readonly closed: boolean;
  readonly #selection: Selection<D>;
  readonly #draft: D;
  #take: TakeText<D> | undefined;
  #attributes: XmlAttributes = {};

  constructor(selection: Selection<D>, draft: D) {
    this.closed = selection.closed;
    this.#selection = selection;
    this.#draft = draft;
  }

  startText(name: string, attributes: XmlAttributes): boolean {
    this.#take = this.#selection.texts.get(name);
    this.#attributes = attributes;
    return this.#take !== undefined;
  }

  endText(text: string): void {
    const trimmed = text.trim();
    if (trimmed !== '') this.#take?.(this.#draft, trimmed, this.#attributes);
  }

  startChild(name: string, attributes: XmlAttributes): Frame | null {
    const open = this.#selection.children.get(name);
    return open === undefined ? null : open(this.#draft, attributes);
  }
}

/** Begins to read an element into a draft. */
export function frameOf<D>(selection: Selection<D>, draft: D): Frame {
  return new DraftFrame(selection, draft);
}

/** Declares a selection; it passes over what it does not name. */
export function selectionOf<D>(parts: {
  readonly texts?: Readonly<Record<string, TakeText<D>>>;
  readonly children?: Readonly<Record<string, OpenChild<D>>>;
}): Selection<D> {
  return {
    texts: new Map(Object.entries(parts.texts ?? {})),
    children: new Map(Object.entries(parts.children ?? {})),
    closed: false,
  };
}

/** Declares an element that may hold only the children named: anything else means that it was not understood. */
export function closedSelectionOf<D>(children: Readonly<Record<string, OpenChild<D>>>): Selection<D> {
  return { ...selectionOf({ children }), closed: true };
}

/** A child that is read into a draft of its own. */
export function child<D, C>(
  selection: Selection<C>,
  draftOf: (parent: D, attributes: XmlAttributes) => C,
): OpenChild<D> {
  return (parent, attributes) => frameOf(selection, draftOf(parent, attributes));
}

/** Takes texts into fields of the same kind: element name → field. */
export function textFields<K extends string>(
  fields: Readonly<Record<string, K>>,
): Readonly<Record<string, TakeText<Record<K, string | null>>>> {
  const take = (field: K): TakeText<Record<K, string | null>> => {
    return (draft, text) => {
      draft[field] = text;
    };
  };
  return Object.fromEntries(Object.entries(fields).map(([element, field]) => [element, take(field)]));
}

/** An attribute's text; null when it is absent or empty. */
export function attributeOf(attributes: XmlAttributes, name: string): string | null {
  return attributes[name]?.value.trim() || null;
}
