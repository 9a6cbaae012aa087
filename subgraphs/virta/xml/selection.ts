import type { XmlAttributes } from './parser.ts';

/**
 * What to do with the text of a child element; `draft` is what the parent element is read into, `attribute` the child's
 * attribute that was asked for.
 */
export type TakeText<D> = (draft: D, text: string, attribute: string | null) => void;

/** Opens a child element that has elements of its own. */
export type OpenChild<D> = (draft: D, attributes: XmlAttributes) => Frame;

/** A child element whose text is read, and the attribute that is read with it. */
interface TextChild<D> {
  readonly take: TakeText<D>;
  readonly attribute: string | null;
}

/** Which children of an element are read; all others are passed over, or refused when `closed`. */
export interface Selection<D> {
  readonly children: ReadonlyMap<string, TextChild<D> | OpenChild<D>>;
  readonly closed: boolean;
}

/** An element that is being read. */
export interface Frame {
  readonly closed: boolean;
  /** A child begins: one whose text is read, one that is a frame of its own, or null: one that is not read. */
  readonly start: (name: string, attributes: XmlAttributes) => 'TEXT' | Frame | null;
  /** The child whose text is read ends. */
  readonly endText: (text: string) => void;
}

class DraftFrame<D> implements Frame {
  readonly closed: boolean;
  readonly #children: Selection<D>['children'];
  readonly #draft: D;
  #take: TakeText<D> | null = null;
  #attribute: string | null = null;

  constructor(selection: Selection<D>, draft: D) {
    this.closed = selection.closed;
    this.#children = selection.children;
    this.#draft = draft;
  }

  start(name: string, attributes: XmlAttributes): 'TEXT' | Frame | null {
    const found = this.#children.get(name);
    if (found === undefined) return null;
    if (typeof found === 'function') return found(this.#draft, attributes);
    this.#take = found.take;
    this.#attribute = found.attribute === null ? null : attributeOf(attributes, found.attribute);
    return 'TEXT';
  }

  endText(text: string): void {
    const trimmed = trimmedOf(text);
    if (trimmed !== '') this.#take?.(this.#draft, trimmed, this.#attribute);
  }
}

/** Begins to read an element into a draft. */
export function frameOf<D>(selection: Selection<D>, draft: D): Frame {
  return new DraftFrame(selection, draft);
}

/** Declares a selection; it passes over what it does not name. */
export function selectionOf<D>(parts: {
  readonly texts?: Readonly<Record<string, TextChild<D>>>;
  readonly children?: Readonly<Record<string, OpenChild<D>>>;
}): Selection<D> {
  const texts = Object.entries(parts.texts ?? {});
  const children = Object.entries(parts.children ?? {});
  return { children: new Map<string, TextChild<D> | OpenChild<D>>([...texts, ...children]), closed: false };
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

/** A child whose text is read. */
export function text<D>(take: TakeText<D>): TextChild<D> {
  return { take, attribute: null };
}

/** A child whose text is read together with one of its attributes. */
export function textWith<D>(attribute: string, take: TakeText<D>): TextChild<D> {
  return { take, attribute };
}

/** Takes texts into fields of the same kind: element name → field. Of two different texts for one field none may win. */
export function textFields<K extends string>(
  fields: Readonly<Record<string, K>>,
): Readonly<Record<string, TextChild<Record<K, string | null>>>> {
  const into = (field: K): TextChild<Record<K, string | null>> =>
    text((draft, value) => {
      const known = draft[field];
      draft[field] = known === null || known === value ? value : together(known, value);
    });
  return Object.fromEntries(Object.entries(fields).map(([element, field]) => [element, into(field)]));
}

/** Different texts that stand where one may: all of them in any order, which no reader of a value takes for one. */
export function together(known: string, value: string): string {
  const all = new Set([...known.split(between), value]);
  return [...all].sort().join(between);
}

const between = ' | ';

/** An attribute's text; null when it is absent or empty. */
export function attributeOf(attributes: XmlAttributes, name: string): string | null {
  const value = attributes.get(name);
  return value === null ? null : trimmedOf(value) || null;
}

/** A text without white space around it: nearly all are so already, and `trim` is called for each of thousands. */
function trimmedOf(text: string): string {
  const isBare = isVisibleAscii(text.charCodeAt(0)) && isVisibleAscii(text.charCodeAt(text.length - 1));
  return isBare ? text : text.trim();
}

function isVisibleAscii(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}
