import { SaxesParser } from 'saxes';

/** An element of a request. */
export interface XmlElement {
  readonly uri: string;
  readonly local: string;
  /** Names of its attributes, without namespace declarations and `xsi:` hints. */
  readonly attributes: readonly string[];
  readonly children: readonly XmlElement[];
  /** Its own text, the pieces between its children put together. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

const TRANSPARENT_ATTRIBUTES: ReadonlySet<string> = new Set([
  'http://www.w3.org/2000/xmlns/',
  'http://www.w3.org/2001/XMLSchema-instance',
]);

/** Reads an XML document into a tree; null when it is malformed or has a document type declaration. */
export function readXml(document: string): XmlElement | null {
  try {
    return parse(document);
  } catch {
    return null;
  }
}

function parse(document: string): XmlElement | null {
  const parser = new SaxesParser({ xmlns: true });
  const outside: OpenElement = emptyElement('', '', []);
  const open = [outside];
  // A declaration could define entities; Spring-WS refuses it as a whole.
  parser.on('doctype', () => {
    throw new Error('document type declaration');
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const visible = Object.values(attributes).filter(
      (attribute) => !TRANSPARENT_ATTRIBUTES.has(attribute.uri),
    );
    const element = emptyElement(
      uri,
      local,
      visible.map(({ name }) => name),
    );
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  const addText = (text: string): void => {
    const current = open.at(-1);
    if (current !== undefined) current.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(document).close();
  return outside.children[0] ?? null;
}

function emptyElement(uri: string, local: string, attributes: readonly string[]): OpenElement {
  return { uri, local, attributes, children: [], text: '' };
}
