import { failureOf, HttpRefusal, type HttpRefusalKind } from '../../../subgraphs/registry/network-failure.ts';

/** Every way in which a subgraph that is asked over HTTP can fail, as operators read it. The README prints this table. */
export const failureMessages = {
  UNREACHABLE: 'A subgraph cannot be reached: no connection came about, or it ended before an answer began.',
  TLS: 'No trusted connection to a subgraph comes about: its certificate is not valid here, or it speaks no TLS.',
  TIMEOUT: 'A subgraph did not answer within the time of the request.',
  NOT_HTTP: 'A subgraph answers something that is no HTTP.',
  STATUS: 'A subgraph answers with a status and without a GraphQL response: it fails, redirects or refuses.',
  CONTENT_TYPE:
    'A subgraph answers something that is neither JSON nor a GraphQL response, nor says that it is.',
  CONTENT_ENCODING: 'A subgraph answers compressed, which it was not offered.',
  TOO_LARGE: 'A subgraph answers more than the gateway reads.',
  TRUNCATED: 'The answer of a subgraph broke off.',
  NOT_JSON: 'A subgraph answers text that is no JSON in UTF-8.',
  NOT_GRAPHQL: 'A subgraph answers JSON that is no GraphQL response.',
  NO_DATA: 'A subgraph answers neither data nor errors.',
  BAD_READS: 'A subgraph tells what it read in a form that cannot be recorded: its answer was dropped.',
  ERRORS: 'A subgraph answers with errors that say nothing to clients: its own log knows more.',
} as const;

/** In which way a call failed. */
export type FailureKind = keyof typeof failureMessages;

/** A call that gave no answer. Nothing of the question and of the answer is in it. */
export class CallFailure extends Error {
  readonly kind: FailureKind;
  /** The HTTP status; null when none came. */
  readonly status: number | null;

  constructor(kind: FailureKind, status: number | null = null) {
    super(kind);
    this.kind = kind;
    this.status = status;
  }
}

const ofRefusal = {
  COMPRESSED: 'CONTENT_ENCODING',
  TOO_LARGE: 'TOO_LARGE',
  NOT_UTF8: 'NOT_JSON',
} as const satisfies Record<HttpRefusalKind, FailureKind>;

/** What went wrong before an answer began. */
export function failureBefore(error: unknown): CallFailure {
  const code = failureOf(error);
  if (code === 'UNREACHABLE' || code === 'TIMEOUT') return new CallFailure(code);
  return new CallFailure(code === 'AUTHENTICATION_FAILED' ? 'TLS' : 'NOT_HTTP');
}

/** What went wrong while an answer was read. */
export function failureWithin(error: unknown, status: number): CallFailure {
  if (error instanceof HttpRefusal) return new CallFailure(ofRefusal[error.kind], status);
  return new CallFailure(failureOf(error) === 'TIMEOUT' ? 'TIMEOUT' : 'TRUNCATED', status);
}
