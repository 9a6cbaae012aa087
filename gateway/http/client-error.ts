import type { Socket } from 'node:net';
import { type ErrorCode, errorCodes } from '../errors.ts';

/** What Node says of a request that it cannot read as HTTP. */
interface ConnectionError extends Error {
  readonly code?: string;
}

/** The most headers of a request; Node would leave further ones out without a word. */
export const mostHeaders = 100;

const statuses: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers what is no HTTP, is too slow or has too large headers, in the form of all refusals, and hangs up. */
export function answerClientError(error: ConnectionError, socket: Socket): void {
  // Nobody is left to answer, or shook hands in TLS, or something of an answer was sent already.
  const isOfHttp = /^(?:HPE|ERR_HTTP)_/.test(error.code ?? '');
  if (!isOfHttp || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const code: ErrorCode = 'BAD_REQUEST';
  const body = JSON.stringify({ errors: [{ message: errorCodes[code][1], extensions: { code } }] });
  const lines = [
    `HTTP/1.1 ${statuses[error.code ?? ''] ?? '400 Bad Request'}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'x-content-type-options: nosniff',
    'connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
