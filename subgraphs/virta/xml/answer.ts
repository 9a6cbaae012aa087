import {
  dataNamespace,
  messageNamespace,
  type Operation,
  type Opiskelija,
  type RecordKind,
  soapNamespace,
} from '../contract.ts';
import { readXml, type XmlAttributes, type XmlReader } from './parser.ts';
import { type Payload, payloadOf } from './payload.ts';
import type { Frame } from './selection.ts';

/** What an answer's XML says. The text of a fault is only compared, never passed on. */
export type XmlAnswer =
  | { readonly kind: 'DATA'; readonly students: readonly Opiskelija[] }
  | { readonly kind: 'FAULT'; readonly validationError: boolean }
  | { readonly kind: 'INVALID' };

const invalid: XmlAnswer = { kind: 'INVALID' };

/**
 * Reads an answer whole or not at all. An empty response element is data without records: VIRTA's "no hit". A fault
 * wins over data beside it.
 */
export function readAnswer(xml: string, operation: Operation, kinds: ReadonlySet<RecordKind>): XmlAnswer {
  const reader = new AnswerReader(operation, payloadOf(operation, kinds));
  return readXml(xml, reader) ? reader.result() : invalid;
}

type Place = 'DOCUMENT' | 'ENVELOPE' | 'BODY' | 'RESPONSE' | 'FAULT';

class AnswerReader implements XmlReader {
  readonly #operation: Operation;
  readonly #payload: Payload;
  readonly #places: Place[] = ['DOCUMENT'];
  readonly #frames: Frame[] = [];
  readonly #seen = new Set<'BODY' | 'RESPONSE' | 'FAULT' | 'PAYLOAD'>();
  #skipped = 0;
  #text: string | null = null;
  #faultText = '';

  constructor(operation: Operation, payload: Payload) {
    this.#operation = operation;
    this.#payload = payload;
  }

  open(namespace: string, name: string, attributes: XmlAttributes): boolean {
    if (this.#skipped > 0 || this.#text !== null) return this.#skip();
    const frame = this.#frames.at(-1);
    if (frame === undefined) return this.#openOuter(namespace, name);
    // A known name in another namespace, such as that of model 1.05, must not pass for "nothing there".
    if (namespace !== dataNamespace) return false;
    if (frame.startText(name, attributes)) {
      this.#text = '';
      return true;
    }
    const next = frame.startChild(name, attributes);
    if (next === null) return frame.closed ? false : this.#skip();
    this.#frames.push(next);
    return true;
  }

  text(text: string): boolean {
    if (this.#skipped > 0) return true;
    if (this.#text === null) return this.#mayHoldText() || text.trim() === '';
    this.#text += text;
    return true;
  }

  close(): void {
    if (this.#skipped > 0) this.#skipped -= 1;
    else if (this.#text !== null) this.#endText(this.#text);
    else if (this.#frames.pop() === undefined) this.#places.pop();
  }

  result(): XmlAnswer {
    if (this.#seen.has('FAULT')) {
      return { kind: 'FAULT', validationError: this.#faultText.trim().toLowerCase() === 'validation error' };
    }
    return this.#seen.has('RESPONSE') ? { kind: 'DATA', students: this.#payload.students } : invalid;
  }

  /** Words where only elements may stand are an answer that was not understood: never "nothing there". */
  #mayHoldText(): boolean {
    const frame = this.#frames.at(-1);
    return frame === undefined ? this.#places.at(-1) === 'FAULT' : !frame.closed;
  }

  #skip(): true {
    this.#skipped += 1;
    return true;
  }

  #endText(text: string): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) this.#faultText = text;
    else frame.endText(text);
    this.#text = null;
  }

  #openOuter(namespace: string, name: string): boolean {
    switch (this.#places.at(-1)) {
      case 'DOCUMENT':
        return namespace === soapNamespace && name === 'Envelope' && this.#enter('ENVELOPE');
      case 'ENVELOPE':
        if (namespace !== soapNamespace) return false;
        if (name === 'Header') return this.#skip();
        return name === 'Body' && this.#once('BODY') && this.#enter('BODY');
      case 'BODY':
        return this.#openInBody(namespace, name);
      case 'RESPONSE':
        return this.#openPayload(namespace, name);
      default:
        if (name !== 'faultstring') return this.#skip();
        this.#text = '';
        return true;
    }
  }

  #openInBody(namespace: string, name: string): boolean {
    if (namespace === soapNamespace && name === 'Fault') return this.#once('FAULT') && this.#enter('FAULT');
    const expected = namespace === messageNamespace && this.#operation.responses.includes(name);
    return expected && this.#once('RESPONSE') && this.#enter('RESPONSE');
  }

  #openPayload(namespace: string, name: string): boolean {
    if (namespace !== dataNamespace || name !== this.#operation.payload || !this.#once('PAYLOAD'))
      return false;
    this.#frames.push(this.#payload.frame);
    return true;
  }

  #once(part: 'BODY' | 'RESPONSE' | 'FAULT' | 'PAYLOAD'): boolean {
    if (this.#seen.has(part)) return false;
    this.#seen.add(part);
    return true;
  }

  #enter(place: Place): true {
    this.#places.push(place);
    return true;
  }
}
