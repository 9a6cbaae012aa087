import { readXml, type Wanted, type XmlAttributes } from '../../subgraphs/virta/xml/parser.ts';

/** What a reader of XML is told, one line an event; neighbouring pieces of text are one. */
export class XmlEvents {
  readonly lines: string[] = [];
  #text = '';

  open(
    namespace: string,
    local: string,
    attributes: readonly (readonly [name: string, value: string])[],
  ): void {
    this.#flush();
    this.lines.push(JSON.stringify(['open', namespace, local, ...attributes]));
  }

  text(piece: string): void {
    this.#text += piece;
  }

  close(): void {
    this.#flush();
    this.lines.push('close');
  }

  #flush(): void {
    if (this.#text !== '') this.lines.push(JSON.stringify(['text', this.#text]));
    this.#text = '';
  }
}

/** What is wanted of an element, by its local name. */
export type WantedOf = (local: string) => Wanted;

/** Everything. */
export const wantAll: WantedOf = () => 'ALL';

/** What our reader tells of a document; null when it refuses it. */
export function eventsOf(document: string, wantedOf: WantedOf = wantAll): readonly string[] | null {
  const events = new XmlEvents();
  const wasRead = readXml(document, {
    open: (namespace, local, attributes) => {
      events.open(namespace, local, pairsOf(attributes));
      return wantedOf(local);
    },
    text: (text) => {
      events.text(text);
      return true;
    },
    close: () => events.close(),
  });
  return wasRead ? events.lines : null;
}

function pairsOf(attributes: XmlAttributes): readonly (readonly [string, string])[] {
  return attributes.names().map((name) => [name, attributes.get(name) ?? 'absent']);
}
