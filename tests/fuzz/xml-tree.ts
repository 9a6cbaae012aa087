import { SaxesParser } from 'saxes';

/** An element of a document. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Its own text, trimmed, the pieces between its children put together. */
  readonly text: string;
}

interface OpenNode extends XmlNode {
  readonly children: OpenNode[];
  text: string;
}

/** Reads a document into a tree; null when it is malformed or has a DOCTYPE. */
export function xmlTreeOf(document: string): XmlNode | null {
  const parser = new SaxesParser({ xmlns: true });
  const outside: OpenNode = { name: '', attributes: {}, children: [], text: '' };
  const open = [outside];
  parser.on('doctype', () => parser.fail('DOCTYPE'));
  parser.on('opentag', ({ local, attributes }) => {
    const values = Object.entries(attributes).map(([name, { value }]) => [name, value.trim()] as const);
    const node: OpenNode = { name: local, attributes: Object.fromEntries(values), children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => {
    const node = open.pop();
    if (node !== undefined) node.text = node.text.trim();
  });
  const add = (text: string): void => {
    const node = open.at(-1);
    if (node !== undefined) node.text += text;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  try {
    parser.write(document).close();
  } catch {
    return null;
  }
  return outside.children[0] ?? null;
}

/** The children of a name. */
export function childrenNamed(node: XmlNode, name: string): readonly XmlNode[] {
  return node.children.filter((child) => child.name === name);
}

/** What the children of a name say, empty ones left out. */
export function textsOf(node: XmlNode, name: string): readonly string[] {
  return childrenNamed(node, name).flatMap(({ text }) => (text === '' ? [] : [text]));
}

/** Everything that is said in an element: texts and attributes, at any depth. */
export function wordsIn(node: XmlNode): ReadonlySet<string> {
  const words = new Set<string>();
  const pending = [node];
  for (const { text, attributes, children } of pending) {
    for (const word of [text, ...Object.values(attributes)]) words.add(word);
    pending.push(...children);
  }
  return words;
}
