import type { Figures } from './figures.ts';

/** Who is measured. */
export const contestantNames = ['gateway', 'without its log', 'aggregator'] as const;

/** The gateway, the gateway with a disclosure log that keeps nothing, or the aggregator. */
export type ContestantName = (typeof contestantNames)[number];

/** The figures of one load, by contestant. */
export type LoadResult = Readonly<Record<ContestantName, Figures>> & { readonly load: string };

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

const note = `The gateway checks who asks and what for, takes out what the purpose does not give, and writes intent and outcome to
its disclosure log (SQLite, on disk before anything leaves). Without its log it does all of that but keep and chain the
records. The aggregator does none of it: whoever can reach it gets everything, and nobody hears of it.
`;

/** The figures as a Markdown table, each load with the ratios of the gateway to the others. */
export function tableOf(machine: string, results: readonly LoadResult[]): string {
  const head = [
    'load',
    'contestant',
    ...columns.map(({ title }) => title),
    'CPU of the rounds',
    'busy: own/mocks/sender',
  ];
  const lines = results.flatMap((result) => [
    ...contestantNames.map((name) => lineOf(result.load, name, result[name])),
    ratioLineOf(result, 'without its log'),
    ratioLineOf(result, 'aggregator'),
  ]);
  const table = [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return `${machine}\n\n${table}\n\n${note}`;
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

function ratioLineOf(result: LoadResult, to: ContestantName): readonly string[] {
  const ratios = columns.map(({ read }) => `**× ${(read(result.gateway) / read(result[to])).toFixed(2)}**`);
  return [result.load, `**gateway / ${to}**`, ...ratios, '', ''];
}
