import type { Answer, Failure } from './answer.ts';
import type { Verdict } from './breaker.ts';

/** A call that was made, as it bears on the health of its registry. */
export interface Asked<T> {
  readonly answer: Answer<T>;
  /** What went wrong, also where `answer` is a reply that says so; null when nothing did. */
  readonly failure: Failure | null;
  /** How long the registry had the question, in milliseconds; null when it never got it. */
  readonly askedForMs: number | null;
  /** Whom it was about, for counting one record's repeated failure once; null when that does not matter. */
  readonly subject: () => string | null;
  /** Whether one record of several may have failed it: such a failure counts only once it is found to be none's. */
  readonly mayBeOneRecord: boolean;
  /** Whether the answer held somebody whom nobody asked about; then `failure` says so too. */
  readonly isAboutOthers: boolean;
}

/** What a call says of the registry's health; a caller that gives up before `patienceMs` says nothing. */
export function verdictOf(
  { failure, askedForMs }: Asked<unknown>,
  callerGaveUp: boolean,
  patienceMs: number,
): Verdict {
  if (askedForMs === null) return 'NONE';
  switch (failure?.code) {
    case undefined:
      return 'SUCCESS';
    case 'UNREACHABLE':
    case 'SOURCE_ERROR':
    case 'INVALID_ANSWER':
      return 'FAILURE';
    case 'TIMEOUT':
      return callerGaveUp && askedForMs < patienceMs ? 'NONE' : 'FAILURE';
    case 'AUTHENTICATION_FAILED':
    case 'REJECTED_BY_SOURCE':
    case 'RATE_LIMITED':
      return 'ALIVE';
    case 'BUSY':
    case 'CIRCUIT_OPEN':
      return 'NONE';
  }
}

/** Whom a failure was about: only failures that one record's content may cause are told apart by that. */
export function subjectOf({ failure, subject }: Asked<unknown>): string | null {
  return failure?.code === 'SOURCE_ERROR' || failure?.code === 'INVALID_ANSWER' ? subject() : null;
}
