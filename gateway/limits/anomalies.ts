import { LRUCache } from 'lru-cache';
import { Counter, type Registry } from 'prom-client';
import type { OperatorLog } from '../../subgraphs/registry/alarms.ts';
import { isOfficeTime } from './office-hours.ts';
import type { Asker, MonotonicClock } from './rate-limits.ts';

/** A manner of use that somebody should look into; none proves misuse, and none refuses anything by itself. */
export const patterns = {
  SEQUENTIAL_NUMBERS: 'ten learner numbers in a row, each the one before or after the last',
  MANY_PEOPLE: 'a question beyond the people that may be asked about in a minute',
  OFF_HOURS: 'an end user asks at night or on a weekend, Finnish time; public holidays are not known',
  REPEATED_REFUSALS: 'ten refusals within ten minutes',
} as const;

/** The name of a manner of use. */
export type Pattern = keyof typeof patterns;

/** Watches how end users, and clients without them, ask: Act 906/2019 section 23 has access to be limited and followed. */
export interface Watch {
  /** A question was asked about these people. */
  readonly asked: (asker: Asker, people: readonly string[]) => void;
  /** A question was refused; by RATE_LIMITED only when it was for its people. */
  readonly refused: (asker: Asker, why: 'MANY_PEOPLE' | 'OTHER') => void;
}

/** What the watch needs from outside. */
export interface WatchParts {
  readonly now: MonotonicClock;
  readonly wallClock: () => Date;
  readonly log: OperatorLog;
  readonly metrics: Registry;
}

/** What is remembered of one asker. */
interface Trace {
  lastSerial: number | null;
  inRow: number;
  refusedAt: readonly number[];
  readonly toldAt: Map<Pattern, number>;
}

const longestRow = 10;
const mostRefusals = 10;
const refusalsWithinMs = 600_000;
/** Each pattern of an asker is told once in so long. */
const silenceMs = 3_600_000;
const mostAskers = 10_000;

/**
 * A watch that counts patterns in `use_anomalies_total` by client and tells operators of each, once an hour an asker.
 * Neither says who the end user or the person is: the disclosure log does, to those who may read it.
 */
export function createWatch({ now, wallClock, log, metrics }: WatchParts): Watch {
  const traces = new LRUCache<string, Trace>({ max: mostAskers });
  const counter = new Counter({
    name: 'use_anomalies_total',
    help: 'Unusual manners of use, by client and pattern; each at most once an hour for one end user.',
    labelNames: ['client', 'pattern'] as const,
    registers: [metrics],
  });
  const traceOf = ({ client, endUser }: Asker): Trace => {
    const name = JSON.stringify([client.id, endUser]);
    const trace = traces.get(name) ?? { lastSerial: null, inRow: 0, refusedAt: [], toldAt: new Map() };
    traces.set(name, trace);
    return trace;
  };
  const tell = ({ client }: Asker, { toldAt }: Trace, pattern: Pattern): void => {
    const last = toldAt.get(pattern);
    if (last !== undefined && now() - last < silenceMs) return;
    toldAt.set(pattern, now());
    counter.inc({ client: client.id, pattern });
    log.warn({ client: client.id, pattern }, `Unusual use: ${patterns[pattern]}.`);
  };
  return {
    asked: (asker, people) => {
      const trace = traceOf(asker);
      if (people.some((person) => followsRow(trace, person))) tell(asker, trace, 'SEQUENTIAL_NUMBERS');
      if (asker.endUser !== null && !isOfficeTime(wallClock())) tell(asker, trace, 'OFF_HOURS');
    },
    refused: (asker, why) => {
      const trace = traceOf(asker);
      if (why === 'MANY_PEOPLE') tell(asker, trace, 'MANY_PEOPLE');
      trace.refusedAt = [...trace.refusedAt, now()]
        .filter((at) => now() - at < refusalsWithinMs)
        .slice(-mostRefusals);
      if (trace.refusedAt.length === mostRefusals) tell(asker, trace, 'REPEATED_REFUSALS');
    },
  };
}

/** Goes on with the row or begins a new one; whether it has become long. Only the last number is remembered. */
function followsRow(trace: Trace, person: string): boolean {
  const serial = serialOf(person);
  if (serial === null || serial === trace.lastSerial) return false;
  const neighbours = trace.lastSerial !== null && Math.abs(serial - trace.lastSerial) === 1;
  trace.inRow = neighbours ? trace.inRow + 1 : 1;
  trace.lastSerial = serial;
  return trace.inRow >= longestRow;
}

/** A learner number without its arc and its last digit, which is a check digit; null for anything else. */
function serialOf(person: string): number | null {
  const digits = /^1\.2\.246\.562\.\d+\.(\d{10})\d$/.exec(person)?.[1];
  return digits === undefined ? null : Number(digits);
}
