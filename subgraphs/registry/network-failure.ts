import type { FailureCode } from './answer.ts';

/** Why an answer is not read further. */
export type HttpRefusalKind = 'COMPRESSED' | 'TOO_LARGE' | 'NOT_UTF8';

/** An answer that the gateway refuses to read further; nothing of its content is named. */
export class HttpRefusal extends Error {
  readonly kind: HttpRefusalKind;

  constructor(kind: HttpRefusalKind) {
    super(kind);
    this.kind = kind;
  }
}

const unreachable = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_SOCKET',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
  'UND_ERR_CONNECT_TIMEOUT',
  // The operating system's word for a connection that does not come about, or that died.
  'ETIMEDOUT',
]);
const timeouts = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_ABORTED']);
const tls = /^(CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/;

/** Sorts what went wrong on the wire into the graph's failure codes. */
export function failureOf(error: unknown): FailureCode {
  if (error instanceof HttpRefusal) return 'INVALID_ANSWER';
  const { name, code } = namesOf(error);
  if (timeouts.has(code) || name === 'TimeoutError' || name === 'AbortError') return 'TIMEOUT';
  if (unreachable.has(code)) return 'UNREACHABLE';
  if (tls.test(code)) return 'AUTHENTICATION_FAILED';
  return 'INVALID_ANSWER';
}

function namesOf(error: unknown): { readonly name: string; readonly code: string } {
  if (!(error instanceof Error)) return { name: '', code: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === '' && error.cause instanceof Error) return namesOf(error.cause);
  return { name: error.name, code };
}
