import type { FailureCode } from './answer.ts';
import type { BreakerState } from './breaker.ts';

/** Where operators read; fields hold names, codes and counts, never anything of a person. */
export interface OperatorLog {
  readonly warn: (fields: Readonly<Record<string, string | number>>, message: string) => void;
}

/** A log that nobody reads. */
export const silentLog: OperatorLog = { warn: () => undefined };

/** Tells operators what only they can mend. */
export interface Alarms {
  readonly breakerChanged: (state: BreakerState, counts: { calls: number; failures: number }) => void;
  /** A failure of a call; only those that an operator must act on are told, once a minute each. */
  readonly failed: (code: FailureCode) => void;
}

const messages: Partial<Record<FailureCode, string>> = {
  AUTHENTICATION_FAILED:
    'A registry refuses our credentials, rights or certificate, or its own is not valid.',
  REJECTED_BY_SOURCE: 'A registry refuses our question as not valid.',
};
const silenceMs = 60_000;

/** Alarms about one registry; `now` is a monotonic clock in milliseconds. */
export function createAlarms(registry: string, log: OperatorLog, now: () => number): Alarms {
  const told = new Map<FailureCode, { at: number; untold: number }>();
  return {
    breakerChanged: (state, { calls, failures }) => {
      if (state === 'OPEN')
        log.warn({ registry, calls, failures }, 'A registry is no longer asked: it fails.');
      if (state === 'CLOSED') log.warn({ registry }, 'A registry is asked again: it answers.');
    },
    failed: (code) => {
      const message = messages[code];
      if (message === undefined) return;
      const last = told.get(code);
      if (last !== undefined && now() - last.at < silenceMs) {
        last.untold += 1;
        return;
      }
      log.warn({ registry, code, count: (last?.untold ?? 0) + 1 }, message);
      told.set(code, { at: now(), untold: 0 });
    },
  };
}
