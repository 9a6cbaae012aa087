/** An answer on its way out. */
export interface OutgoingAnswer {
  readonly status: number;
  /** Headers to set beside, or in place of, the registry's own. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** A part of a text: from its first to after its last character. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const jsonValue = /:\s*"((?:[^"\\]|\\.)+)"/g;
const xmlValue = />([^<>\s][^<>]*)</g;

/** Where the texts are in a JSON or XML document: string values, or texts of elements. */
export function valueSpans(document: string): readonly Span[] {
  const pattern = isXml(document) ? xmlValue : jsonValue;
  return [...document.matchAll(pattern)].map((match) => {
    const [whole, value = ''] = match;
    const from = match.index + whole.length - value.length - 1;
    return { from, to: from + value.length };
  });
}

/** Whether a document is XML. */
export function isXml(document: string): boolean {
  return document.trimStart().startsWith('<');
}

/** The text with a span of it replaced. */
export function replaceSpan(text: string, { from, to }: Span, replacement: string): string {
  return `${text.slice(0, from)}${replacement}${text.slice(to)}`;
}

/** The first half of a text, at least one character less than all of it. */
export function firstHalf(text: string): string {
  return text.slice(0, Math.floor(text.length / 2));
}

/** UTF-8 of a text with one byte changed at a character. */
export function withByteChanged(text: string, at: number, change: (byte: number) => number): Uint8Array {
  const bytes = Buffer.from(text);
  const index = Buffer.byteLength(text.slice(0, at));
  const byte = bytes[index];
  if (byte !== undefined) bytes[index] = change(byte);
  return bytes;
}

const instant = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})/g;
const epochMilliseconds = /(?<=:)1\d{12}(?=[,}\]])/g;

/** The text with every time in it moved; each keeps its form. */
export function withTimesMoved(text: string, milliseconds: number): string {
  return text
    .replace(instant, (whole, fraction: string | undefined, zone: string) => {
      const local = whole.slice(0, 19);
      const moved = new Date(Date.parse(`${local}Z`) + milliseconds).toISOString().slice(0, 19);
      return `${moved}${fraction ?? ''}${zone}`;
    })
    .replace(epochMilliseconds, (time) => String(Number(time) + milliseconds));
}

const anyPersonOid = /1\.2\.246\.562\.(?:24|98|198|298)\.\d{11}/g;
const identityCodeElement = /<virta:Henkilotunnus>[^<]*<\/virta:Henkilotunnus>/g;

/** A person OID that no synthetic person has. */
export const strangerOid = '1.2.246.562.24.99999999999';

/** The text with every person in it replaced by a stranger. */
export function aboutAStranger(text: string): string {
  return text.replace(anyPersonOid, strangerOid).replace(identityCodeElement, '');
}
