import type { FailureCode } from './answer.ts';
import type { BreakerState } from './breaker.ts';
import { countRepeats } from './repeats.ts';

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
  /** An answer held somebody whom nobody asked about: a matter of security; told once a minute. */
  readonly answeredAboutOthers: () => void;
}

const messages = {
  AUTHENTICATION_FAILED:
    'A registry refuses our credentials, rights or certificate, or its own is not valid.',
  REJECTED_BY_SOURCE: 'A registry refuses our question as not valid.',
  ANSWERED_ABOUT_OTHERS:
    'SECURITY: a registry answered about somebody whom nobody asked about; it was given to nobody.',
} as const;

/** What an operator is told of a registry, besides that it is no longer asked. */
export type AlarmCode = keyof typeof messages;

/** Where alarms go. */
export interface AlarmSettings {
  readonly registry: string;
  readonly log: OperatorLog;
  /** Counts every alarm, also those that the log is not told of. */
  readonly count: (code: AlarmCode) => void;
  /** A monotonic clock, milliseconds. */
  readonly now: () => number;
}

/** Alarms about one registry. */
export function createAlarms({ registry, log, count, now }: AlarmSettings): Alarms {
  const untold = countRepeats<AlarmCode>(now);
  const tell = (code: AlarmCode): void => {
    count(code);
    const times = untold(code);
    if (times !== null) log.warn({ registry, code, count: times }, messages[code]);
  };
  return {
    breakerChanged: (state, { calls, failures }) => {
      if (state === 'OPEN')
        log.warn({ registry, calls, failures }, 'A registry is no longer asked: it fails.');
      if (state === 'CLOSED') log.warn({ registry }, 'A registry is asked again: it answers.');
    },
    failed: (code) => {
      if (isAlarm(code)) tell(code);
    },
    answeredAboutOthers: () => tell('ANSWERED_ABOUT_OTHERS'),
  };
}

function isAlarm(code: FailureCode): code is FailureCode & AlarmCode {
  return Object.hasOwn(messages, code);
}
