import type { Run } from './load.ts';

/** What a load cost a contestant, over all rounds. Times in milliseconds. */
export interface Figures {
  /** User and system CPU time of the contestant's process; median of the rounds. */
  readonly cpuPerQuery: number;
  /** The best and the worst round. */
  readonly cpuSpread: readonly [number, number];
  /** Time of a query, over the queries of all rounds. */
  readonly p50: number;
  readonly p99: number;
  /** Median of the rounds. */
  readonly queriesPerSecond: number;
  /** Largest resident memory of the process up to the end of the load. */
  readonly peakMiB: number;
  readonly bytesPerAnswer: number;
  /** Shares of one core that were used meanwhile. */
  readonly busy: { readonly contestant: number; readonly mocks: number; readonly sender: number };
}

/** Sums up rounds. */
export function figuresOf(runs: readonly Run[]): Figures {
  const cpu = runs.map(({ cpuMs, times }) => cpuMs / times.length);
  const times = runs.flatMap((run) => run.times).toSorted((a, b) => a - b);
  const wallMs = total(runs.map((run) => run.wallMs));
  return {
    cpuPerQuery: median(cpu),
    cpuSpread: [Math.min(...cpu), Math.max(...cpu)],
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    queriesPerSecond: median(runs.map((run) => run.times.length / (run.wallMs / 1000))),
    peakMiB: Math.max(...runs.map(({ peakMiB }) => peakMiB)),
    bytesPerAnswer: Math.round(total(runs.map(({ bytes }) => bytes)) / times.length),
    busy: {
      contestant: total(runs.map(({ cpuMs }) => cpuMs)) / wallMs,
      mocks: total(runs.map(({ mocksCpuMs }) => mocksCpuMs)) / wallMs,
      sender: total(runs.map(({ senderCpuMs }) => senderCpuMs)) / wallMs,
    },
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
