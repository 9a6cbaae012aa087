import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { AlarmCode } from './alarms.ts';
import type { FailureCode } from './answer.ts';
import type { BreakerState } from './breaker.ts';

/** How a call to a registry ended; ABANDONED when its caller went away or ran out of time first. */
export type Outcome = 'ANSWERED' | 'ABANDONED' | FailureCode;

/** Counts what happens between the gateway and the registries; labels are registries and codes, never persons. */
export interface UpstreamMetrics {
  readonly callEnded: (registry: string, outcome: Outcome) => void;
  readonly callTook: (registry: string, seconds: number) => void;
  readonly attempted: (registry: string) => void;
  readonly retried: (registry: string) => void;
  /** Something that an operator must look at, also when the log was told of it within the minute. */
  readonly alarmed: (registry: string, code: AlarmCode) => void;
  readonly breakerChanged: (registry: string, state: BreakerState) => void;
  readonly placesTaken: (registry: string, taken: number) => void;
}

const stateValues = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 } as const satisfies Record<BreakerState, number>;
const secondsBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Registers the metrics of all upstream calls; once for a process. */
export function createUpstreamMetrics(registry: Registry): UpstreamMetrics {
  const registers = [registry];
  const labelNames = ['registry'] as const;
  const calls = new Counter({
    name: 'upstream_calls_total',
    help: 'Calls to registries by how they ended, also those refused without asking.',
    labelNames: [...labelNames, 'outcome'] as const,
    registers,
  });
  const counter = (name: string, help: string) => new Counter({ name, help, labelNames, registers });
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames, registers });
  const attempts = counter(
    'upstream_attempts_total',
    'HTTP requests sent or tried to be sent to registries.',
  );
  const retries = counter('upstream_retries_total', 'HTTP requests made again because they were never sent.');
  const alarms = new Counter({
    name: 'operator_alarms_total',
    help: 'What registries did that an operator must look at.',
    labelNames: [...labelNames, 'code'] as const,
    registers,
  });
  const state = gauge('breaker_state', 'Breaker of a registry: 0 closed, 1 half-open, 2 open.');
  const inUse = gauge('bulkhead_in_use', 'Calls to a registry under way.');
  const seconds = new Histogram({
    name: 'upstream_seconds',
    help: 'Time of calls to registries that were asked.',
    labelNames,
    buckets: secondsBuckets,
    registers,
  });
  return {
    callEnded: (name, outcome) => calls.inc({ registry: name, outcome }),
    callTook: (name, took) => seconds.observe({ registry: name }, took),
    attempted: (name) => attempts.inc({ registry: name }),
    retried: (name) => retries.inc({ registry: name }),
    alarmed: (name, code) => alarms.inc({ registry: name, code }),
    breakerChanged: (name, to) => state.set({ registry: name }, stateValues[to]),
    placesTaken: (name, taken) => inUse.set({ registry: name }, taken),
  };
}

/** Metrics that nobody reads. */
export const noMetrics: UpstreamMetrics = {
  callEnded: () => undefined,
  callTook: () => undefined,
  attempted: () => undefined,
  retried: () => undefined,
  alarmed: () => undefined,
  breakerChanged: () => undefined,
  placesTaken: () => undefined,
};
