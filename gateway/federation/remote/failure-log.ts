import type { OperatorLog } from '../../../subgraphs/registry/alarms.ts';
import { countRepeats } from '../../../subgraphs/registry/repeats.ts';
import { type FailureKind, failureMessages } from './call-failure.ts';

/** A call that failed, as operators are told of it: nothing of the question and of the answer. */
export interface ToldFailure {
  readonly kind: FailureKind;
  /** The HTTP status; null when none came. */
  readonly status: number | null;
  /** How long the call took, in milliseconds. */
  readonly ms: number;
  readonly requestId: string;
}

/** Where failures are told. */
export interface FailureLogSettings {
  readonly log: OperatorLog;
  /** A monotonic clock, milliseconds. */
  readonly now: () => number;
}

/** Tells operators of one subgraph's failures: each kind once a minute, with how often it has come since. */
export function createFailureLog(
  subgraph: string,
  { log, now }: FailureLogSettings,
): (failure: ToldFailure) => void {
  const untold = countRepeats<FailureKind>(now);
  return ({ kind, status, ms, requestId }) => {
    const count = untold(kind);
    if (count === null) return;
    const known = status === null ? {} : { status };
    log.warn({ subgraph, kind, ...known, ms: Math.round(ms), requestId, count }, failureMessages[kind]);
  };
}
