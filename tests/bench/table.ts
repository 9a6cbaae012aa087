import type { Measured } from './load.ts';

/** All runs of one load on one contestant. */
export interface Row {
  readonly load: string;
  readonly contestant: string;
  readonly runs: readonly Measured[];
}

const columns: readonly { readonly title: string; readonly of: keyof Measured; readonly digits: number }[] = [
  { title: 'CPU ms/request', of: 'cpuMsPerRequest', digits: 2 },
  { title: 'p50 ms', of: 'p50', digits: 1 },
  { title: 'p99 ms', of: 'p99', digits: 1 },
  { title: 'requests/s', of: 'requestsPerSecond', digits: 1 },
  { title: 'peak MiB', of: 'peakMiB', digits: 0 },
  { title: 'answer bytes', of: 'bytesPerAnswer', digits: 0 },
];

/** The figures as a Markdown table: medians, with the spread of the CPU time, and ratios to the last contestant of each load. */
export function printTable(machine: string, rows: readonly Row[]): string {
  const head = ['load', 'contestant', ...columns.map(({ title }) => title), 'spread of CPU', '× aggregator'];
  const lines = rows.map((row) => [
    row.load,
    row.contestant,
    ...columns.map(({ of, digits }) => median(row, of).toFixed(digits)),
    spread(row),
    (median(row, 'cpuMsPerRequest') / median(limitOf(row, rows), 'cpuMsPerRequest')).toFixed(2),
  ]);
  const table = [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return `\n${machine}\n\n${table}\n`;
}

function limitOf(row: Row, rows: readonly Row[]): Row {
  return rows.find(({ load, contestant }) => load === row.load && contestant === 'aggregator') ?? row;
}

function median({ runs }: Row, of: keyof Measured): number {
  const sorted = runs.map((run) => run[of]).toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] =
    sorted.length % 2 === 0 ? sorted.slice(middle - 1, middle + 1) : [sorted[middle], sorted[middle]];
  return (low + high) / 2;
}

function spread({ runs }: Row): string {
  const values = runs.map(({ cpuMsPerRequest }) => cpuMsPerRequest);
  return `${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)}`;
}
