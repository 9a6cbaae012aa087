/** How a registry failed to answer; the same words as the graph's `FactReasonCode`. */
export type FailureCode =
  | 'TIMEOUT'
  | 'UNREACHABLE'
  | 'SOURCE_ERROR'
  | 'INVALID_ANSWER'
  | 'AUTHENTICATION_FAILED'
  | 'REJECTED_BY_SOURCE'
  | 'RATE_LIMITED'
  | 'BUSY'
  | 'CIRCUIT_OPEN';

/** A registry's failure to answer: never carries any text of the registry's. */
export interface Failure {
  readonly code: FailureCode;
  /** The earliest time worth asking again, ISO; null when nobody knows. */
  readonly retryAt: string | null;
}

/** That an answer was read earlier and kept. */
export interface Kept {
  /** Why the registry gave none now; null when it was not asked. */
  readonly insteadOf: Failure | null;
}

/** What became of a question to a registry: an expected failure is a value, not a throw. */
export type Answer<T> =
  | { readonly answered: true; readonly value: T; readonly observedAt: string; readonly kept?: Kept }
  | { readonly answered: false; readonly failure: Failure };

/** An answer with its time of reading. */
export function answered<T>(value: T, observedAt: string): Answer<T> {
  return { answered: true, value, observedAt };
}

/** A question that got no usable answer. */
export function failed(code: FailureCode, retryAt: string | null = null): Answer<never> {
  return { answered: false, failure: { code, retryAt } };
}

/** Applies `read` to an answered value; `read` may itself find the answer unusable. */
export function andThen<A, B>(
  answer: Answer<A>,
  read: (value: A, observedAt: string) => Answer<B>,
): Answer<B> {
  return answer.answered ? read(answer.value, answer.observedAt) : answer;
}
