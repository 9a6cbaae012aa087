import { LUKU_NAMESPACE, SOAP_NAMESPACE } from './namespaces.ts';
import type { XmlElement } from './xml-element.ts';
import { each, escapeXml } from './xml-writing.ts';

/** An HTTP answer; without a body when Spring-WS gives none. */
export interface SoapAnswer {
  readonly status: number;
  readonly body: string | null;
}

/** What went wrong, as a SOAP 1.1 Fault tells it. */
export interface Fault {
  readonly code: 'Client' | 'Server' | 'VersionMismatch';
  readonly text: string;
  readonly validationErrors: readonly string[];
}

/** The root element of a SOAP 1.1 message's body, or why there is none to be had. */
export function bodyRootOf(message: XmlElement): XmlElement | 'empty' | 'not SOAP 1.1' {
  if (message.uri !== SOAP_NAMESPACE || message.local !== 'Envelope') return 'not SOAP 1.1';
  const body = message.children.find(({ uri, local }) => uri === SOAP_NAMESPACE && local === 'Body');
  return body?.children[0] ?? 'empty';
}

/** A successful answer of an operation. */
export function responseAnswer(operation: string, payload: string): SoapAnswer {
  const name = `virtaluku:${operation}Response`;
  return { status: 200, body: envelope(`<${name} xmlns:virtaluku="${LUKU_NAMESPACE}">${payload}</${name}>`) };
}

/** A fault; SOAP 1.1 over HTTP has all of them under status 500. */
export function faultAnswer({ code, text, validationErrors }: Fault): SoapAnswer {
  const detail =
    validationErrors.length === 0 ? '' : `<detail>${each(validationErrors, validationError)}</detail>`;
  const fault =
    `<SOAP-ENV:Fault><faultcode>SOAP-ENV:${code}</faultcode>` +
    `<faultstring xml:lang="en">${escapeXml(text)}</faultstring>${detail}</SOAP-ENV:Fault>`;
  return { status: 500, body: envelope(fault) };
}

function validationError(text: string): string {
  const name = 'spring-ws:ValidationError';
  return `<${name} xmlns:spring-ws="http://springframework.org/spring-ws">${escapeXml(text)}</${name}>`;
}

function envelope(body: string): string {
  const opening = `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP_NAMESPACE}"><SOAP-ENV:Header/><SOAP-ENV:Body>`;
  return `${opening}${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}
