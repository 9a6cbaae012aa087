import { SaxesParser } from 'saxes';

/** Attributes of an element by their name as written. */
export type XmlAttributes = Readonly<Record<string, { readonly value: string }>>;

/** Receives a document's elements as they are read. */
export interface XmlReader {
  /** An element begins. False when the document must not be used. */
  readonly open: (namespace: string, name: string, attributes: XmlAttributes) => boolean;
  /** Text of the innermost element, possibly one of several pieces. False when the document must not be used. */
  readonly text: (text: string) => boolean;
  readonly close: () => void;
}

const maxDepth = 32;
const maxAttributes = 32;
const maxTextLength = 64 * 1024;

/**
 * Reads a document to its end. False when it is not well-formed, has a DOCTYPE (so that entities and external files
 * cannot even be declared), is beyond the limits of depth, attributes and text, or when the reader refuses it.
 */
export function readXml(document: string, reader: XmlReader): boolean {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  let attributes = 0;
  const text = (piece: string): void => {
    if (piece.length > maxTextLength) parser.fail('text too long');
    if (!reader.text(piece)) parser.fail('refused');
  };
  // No more than six handlers: the seventh makes V8 keep the parser's state in a hash table, and parsing six times slower.
  parser.on('doctype', () => parser.fail('DOCTYPE'));
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > maxAttributes) parser.fail('too many attributes');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    attributes = 0;
    if (depth > maxDepth) parser.fail('too deep');
    if (!reader.open(tag.uri, tag.local, tag.attributes)) parser.fail('refused');
  });
  parser.on('closetag', () => {
    depth -= 1;
    reader.close();
  });
  try {
    // Without an error handler the parser throws at the first fault, also at the ones reported above.
    parser.write(document).close();
    return true;
  } catch {
    return false;
  }
}
