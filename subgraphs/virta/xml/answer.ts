import {
  dataNamespace,
  messageNamespace,
  type Operation,
  type Opiskelija,
  type RecordKind,
  soapNamespace,
} from '../contract.ts';
import { maxTextLength, readXml, type Wanted, type XmlAttributes, type XmlReader } from './parser.ts';
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
  /** The frames around the innermost one. */
  readonly #frames: Frame[] = [];
  #frame: Frame | null = null;
  readonly #seen = new Set<'BODY' | 'RESPONSE' | 'FAULT' | 'PAYLOAD'>();
  /** Of the element whose text is read; null when none is. */
  #text: string | null = null;
  #faultText = '';

  constructor(operation: Operation, payload: Payload) {
    this.#operation = operation;
    this.#payload = payload;
  }

  open(namespace: string, name: string, attributes: XmlAttributes): Wanted | null {
    if (this.#text !== null) return 'NOTHING';
    const frame = this.#frame;
    if (frame === null) return this.#openOuter(namespace, name);
    // A known name in another namespace, such as that of model 1.05, must not pass for "nothing there".
    if (namespace !== dataNamespace) return null;
    const started = frame.start(name, attributes);
    if (started === 'TEXT') return this.#beginText();
    if (started === null) return frame.closed ? null : 'NOTHING';
    this.#frames.push(frame);
    this.#frame = started;
    return wantedIn(started);
  }

  text(text: string): boolean {
    // Words where only elements may stand are an answer that was not understood: never "nothing there".
    if (this.#text === null) return text.trim() === '';
    this.#text = this.#text === '' ? text : this.#text + text;
    return this.#text.length <= maxTextLength;
  }

  close(): void {
    if (this.#text !== null) this.#endText(this.#text);
    else if (this.#frame === null) this.#places.pop();
    else this.#frame = this.#frames.pop() ?? null;
  }

  result(): XmlAnswer {
    if (this.#seen.has('FAULT')) {
      return { kind: 'FAULT', validationError: this.#faultText.trim().toLowerCase() === 'validation error' };
    }
    return this.#seen.has('RESPONSE') ? { kind: 'DATA', students: this.#payload.students } : invalid;
  }

  #beginText(): 'ALL' {
    this.#text = '';
    return 'ALL';
  }

  #endText(text: string): void {
    if (this.#frame === null) this.#faultText = text;
    else this.#frame.endText(text);
    this.#text = null;
  }

  #openOuter(namespace: string, name: string): Wanted | null {
    switch (this.#places.at(-1)) {
      case 'DOCUMENT':
        return namespace === soapNamespace && name === 'Envelope' ? this.#enter('ENVELOPE') : null;
      case 'ENVELOPE':
        if (namespace !== soapNamespace) return null;
        if (name === 'Header') return 'NOTHING';
        return name === 'Body' && this.#once('BODY') ? this.#enter('BODY') : null;
      case 'BODY':
        return this.#openInBody(namespace, name);
      case 'RESPONSE':
        return this.#openPayload(namespace, name);
      default:
        return name === 'faultstring' ? this.#beginText() : 'NOTHING';
    }
  }

  #openInBody(namespace: string, name: string): Wanted | null {
    if (namespace === soapNamespace && name === 'Fault')
      return this.#once('FAULT') ? this.#enter('FAULT') : null;
    const expected = namespace === messageNamespace && this.#operation.responses.includes(name);
    return expected && this.#once('RESPONSE') ? this.#enter('RESPONSE') : null;
  }

  #openPayload(namespace: string, name: string): Wanted | null {
    const expected = namespace === dataNamespace && name === this.#operation.payload;
    if (!expected || !this.#once('PAYLOAD')) return null;
    const { frame } = this.#payload;
    this.#frame = frame;
    return wantedIn(frame);
  }

  #once(part: 'BODY' | 'RESPONSE' | 'FAULT' | 'PAYLOAD'): boolean {
    if (this.#seen.has(part)) return false;
    this.#seen.add(part);
    return true;
  }

  #enter(place: Place): Wanted {
    this.#places.push(place);
    return place === 'FAULT' ? 'ELEMENTS' : 'ALL';
  }
}

/** Where all elements are known, text means that the answer was not understood; elsewhere it is passed over. */
function wantedIn(frame: Frame): Wanted {
  return frame.closed ? 'ALL' : 'ELEMENTS';
}
