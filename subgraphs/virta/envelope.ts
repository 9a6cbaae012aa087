import { messageNamespace, type Operation, soapNamespace } from './contract.ts';

/** The caller, as VIRTA wants it in the body of every request. */
export interface Caller {
  readonly system: string;
  readonly user: string;
  readonly key: string;
}

/** A SOAP request for some learner numbers. The schema fixes the order of its elements. */
export function requestOf(operation: Operation, caller: Caller, ids: readonly string[]): string {
  const { request, idElement } = operation;
  return [
    `<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="${soapNamespace}"><SOAP-ENV:Body>`,
    `<${request} xmlns="${messageNamespace}"><Kutsuja>`,
    element('jarjestelma', caller.system),
    element('tunnus', caller.user),
    element('avain', caller.key),
    '</Kutsuja><Hakuehdot>',
    ...ids.map((id) => element(idElement, id)),
    `</Hakuehdot></${request}></SOAP-ENV:Body></SOAP-ENV:Envelope>`,
  ].join('');
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

const escapes: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  // A parser turns a bare carriage return into a line feed.
  '\r': '&#13;',
};
/** Markup, and characters that no XML 1.0 document can hold; the latter are replaced, so that such an id finds nobody. */
const unsafe = /[<>&\r]|[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function escaped(text: string): string {
  return text.replace(unsafe, (character) => escapes[character] ?? '\u{FFFD}');
}
