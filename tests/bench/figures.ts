import { cpuPerQueryOf, type Run } from './run.ts';

/** The middle of some values, and between what half of them lie. */
export interface Spread {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

/** What a load cost a contestant, over all turns. Times in milliseconds. */
export interface Figures {
  /** User and system CPU time of the contestant's processes for a query, by turn, and of each turn in their order. */
  readonly cpuPerQuery: Spread;
  readonly cpuByTurn: readonly number[];
  /** Time of a query, over the queries of all turns. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly queriesPerSecond: Spread;
  /** The sum of the largest resident memories of the processes up to the end of the load. */
  readonly peakMiB: number;
  /** Of the process alone that clients talk to. */
  readonly frontPeakMiB: number;
  readonly bytesPerAnswer: number;
  readonly callsPerQuery: number;
  /** Times in which registries were asked; null where it was not counted. */
  readonly rounds: number | null;
  /** Time of a query by its critical path; null where registries answer at once. */
  readonly overCriticalPath: Spread | null;
  /** Shares of one core that were used meanwhile. */
  readonly busy: { readonly contestant: number; readonly mocks: number; readonly sender: number };
}

/** Sums up turns. */
export function figuresOf(runs: readonly Run[], rounds: number | null): Figures {
  const times = runs.flatMap((run) => run.times).toSorted((a, b) => a - b);
  const sum = (read: (run: Run) => number): number => runs.reduce((total, one) => total + read(one), 0);
  const wallMs = sum((one) => one.wallMs);
  const over = runs.flatMap(({ overCriticalPath }) => overCriticalPath);
  const cpuByTurn = runs.map(cpuPerQueryOf);
  return {
    cpuPerQuery: spreadOf(cpuByTurn),
    cpuByTurn,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    queriesPerSecond: spreadOf(runs.map((one) => one.times.length / (one.wallMs / 1000))),
    peakMiB: Math.max(...runs.map(({ peakMiB }) => peakMiB)),
    frontPeakMiB: Math.max(...runs.map(({ frontPeakMiB }) => frontPeakMiB)),
    bytesPerAnswer: Math.round(sum(({ bytes }) => bytes) / times.length),
    callsPerQuery: sum(({ calls }) => calls) / times.length,
    rounds,
    overCriticalPath: over.length === 0 ? null : spreadOf(over),
    busy: {
      contestant: sum(({ cpuMs }) => cpuMs) / wallMs,
      mocks: sum(({ mocksCpuMs }) => mocksCpuMs) / wallMs,
      sender: sum(({ senderCpuMs }) => senderCpuMs) / wallMs,
    },
  };
}

/**
 * CPU of a contestant by that of another, by turns: each is compared with the other's turn of the same number, so that a
 * slow moment of the machine weighs on both.
 */
export function ratioOf(own: Figures, other: Figures): Spread {
  return spreadOf(own.cpuByTurn.map((cpu, turn) => cpu / (other.cpuByTurn[turn] ?? Number.NaN)));
}

/** The median of some values and their quartiles. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: between(sorted, 0.5), lower: between(sorted, 0.25), upper: between(sorted, 0.75) };
}

/** A quantile between the two values beside it. */
function between(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
