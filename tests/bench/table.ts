import type { Figures } from './figures.ts';

/** The figures of one load, by contestant. */
export interface LoadResult {
  readonly load: string;
  readonly gateway: Figures;
  readonly aggregator: Figures;
}

interface Column {
  readonly title: string;
  readonly read: (figures: Figures) => number;
  readonly digits: number;
}

const columns: readonly Column[] = [
  { title: 'CPU ms/query', read: ({ cpuPerQuery }) => cpuPerQuery, digits: 2 },
  { title: 'p50 ms', read: ({ p50 }) => p50, digits: 1 },
  { title: 'p99 ms', read: ({ p99 }) => p99, digits: 1 },
  { title: 'queries/s', read: ({ queriesPerSecond }) => queriesPerSecond, digits: 1 },
  { title: 'peak MiB', read: ({ peakMiB }) => peakMiB, digits: 0 },
];

/** The figures as a Markdown table, each load with the gateway's ratio to the hand-written aggregator. */
export function tableOf(machine: string, results: readonly LoadResult[]): string {
  const head = [
    'load',
    'contestant',
    ...columns.map(({ title }) => title),
    'CPU of the rounds',
    'busy: own/mocks/sender',
  ];
  const lines = results.flatMap((result) => [
    lineOf(result.load, 'gateway', result.gateway),
    lineOf(result.load, 'aggregator', result.aggregator),
    ratioLineOf(result),
  ]);
  const table = [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return `${machine}\n\n${table}\n`;
}

function lineOf(load: string, contestant: string, figures: Figures): readonly string[] {
  const { cpuSpread, busy } = figures;
  const [best, worst] = cpuSpread;
  return [
    load,
    contestant,
    ...columns.map(({ read, digits }) => read(figures).toFixed(digits)),
    `${best.toFixed(2)}–${worst.toFixed(2)}`,
    [busy.contestant, busy.mocks, busy.sender].map((share) => `${Math.round(share * 100)} %`).join(' / '),
  ];
}

function ratioLineOf({ load, gateway, aggregator }: LoadResult): readonly string[] {
  const ratios = columns.map(({ read }) => `**× ${(read(gateway) / read(aggregator)).toFixed(2)}**`);
  return [load, '**ratio**', ...ratios, '', ''];
}
