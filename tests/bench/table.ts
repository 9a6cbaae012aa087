import { type ContestantName, contestantNames, titles } from './contestants.ts';
import { type Figures, ratioOf, type Spread } from './figures.ts';
import type { LoadResult, Results } from './results.ts';
import type { Spelling } from './spelled-documents.ts';
import { type Target, targetsOf } from './targets.ts';

type Row = readonly string[];

interface Column {
  readonly title: string;
  readonly cell: (figures: Figures, limit: Figures | undefined) => string;
}

const columns: readonly Column[] = [
  { title: 'CPU ms/query', cell: ({ cpuPerQuery }) => spread(cpuPerQuery, 2) },
  {
    title: '× (e)',
    cell: (own, limit) => (limit === undefined ? '–' : spread(ratioOf(own, limit), 2)),
  },
  { title: 'p50 ms', cell: ({ p50 }) => p50.toFixed(1) },
  { title: 'p95 ms', cell: ({ p95 }) => p95.toFixed(1) },
  { title: 'p99 ms', cell: ({ p99 }) => p99.toFixed(1) },
  { title: 'queries/s', cell: ({ queriesPerSecond }) => queriesPerSecond.median.toFixed(1) },
  {
    title: 'peak MiB: all, front',
    cell: (one) => `${one.peakMiB.toFixed(0)}, ${one.frontPeakMiB.toFixed(0)}`,
  },
  { title: 'KiB/answer', cell: ({ bytesPerAnswer }) => (bytesPerAnswer / 1024).toFixed(1) },
  { title: 'rounds', cell: ({ rounds }) => (rounds === null ? '–' : String(rounds)) },
  { title: 'calls/query', cell: ({ callsPerQuery }) => callsPerQuery.toFixed(1) },
];

const lateColumn: Column = {
  title: 'time / critical path',
  cell: ({ overCriticalPath }) => (overCriticalPath === null ? '–' : spread(overCriticalPath, 3)),
};

/** The figures as Markdown: a table for each load, then spellings, starts, XML and targets. */
export function tablesOf(machine: string, results: Results): string {
  const parts = [
    machine,
    ...results.loads.map(loadTable),
    spellingsTable(results),
    startsTable(results),
    xmlTable(results),
    targetsTable(targetsOf(results)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function loadTable({ title, figures }: LoadResult): string {
  const measured = contestantNames.flatMap((name) => {
    const own = figures[name];
    return own === undefined ? [] : [{ name, own }];
  });
  const isLate = measured.some(({ own }) => own.overCriticalPath !== null);
  const shown = isLate ? [...columns, lateColumn] : columns;
  const rows = measured.map(({ name, own }) => [
    titles[name],
    ...shown.map(({ cell }) => cell(own, figures.aggregator)),
  ]);
  return `**${capital(title)}**\n\n${table(['', ...shown.map((column) => column.title)], rows)}`;
}

const spellingTitles: Readonly<Record<Spelling, string>> = {
  variables: 'with variables',
  literals: 'a new learner number as a literal in each document',
  aliases: 'other aliases in each document',
};

function spellingsTable({ spellings }: Results): string {
  if (spellings.length === 0) return '';
  const usual = spellings.find(({ spelling }) => spelling === 'variables')?.figures;
  const rows = spellings.map(({ spelling, figures, documents, planned }) => [
    spellingTitles[spelling],
    spread(figures.cpuPerQuery, 2),
    usual === undefined ? '–' : spread(ratioOf(figures, usual), 2),
    figures.p50.toFixed(1),
    figures.p95.toFixed(1),
    figures.peakMiB.toFixed(0),
    String(documents),
    String(planned),
  ]);
  const head = ['', 'CPU ms/query', '× variables', 'p50 ms', 'p95 ms', 'peak MiB', 'documents', 'planned'];
  return `**One student, spelled by clients in their own ways: (a)**\n\n${table(head, rows)}`;
}

function startsTable({ starts }: Results): string {
  const rows = contestantNames.flatMap((name: ContestantName) => {
    const taken = starts[name];
    return taken === undefined ? [] : [[titles[name], spread(taken, 0)]];
  });
  if (rows.length === 0) return '';
  return `**Start to first answer**\n\n${table(['', 'ms from the start of the process'], rows)}`;
}

function xmlTable({ xml }: Results): string {
  if (xml === null) return '';
  const { students, bytes, facts, parsers } = xml;
  const others = Object.entries(parsers).toSorted(([, a], [, b]) => a.median - b.median);
  const rows = [
    ['Opintolupa, to facts', spread(facts, 1)],
    ...others.map(([name, taken]) => [`${name}, merely parsing`, spread(taken, 1)]),
  ];
  const title = `VIRTA’s answer about ${students} students, ${(bytes / 1024).toFixed(0)} KiB of XML`;
  return `**${title}**\n\n${table(['', 'CPU ms'], rows)}`;
}

function targetsTable(targets: readonly Target[]): string {
  const rows = targets.map(({ what, most, measured, unit }) => {
    const digits = unit === undefined ? 2 : 0;
    const of = (value: number): string => `${value.toFixed(digits)}${unit === undefined ? '' : ` ${unit}`}`;
    if (measured === null) return [what, `≤ ${of(most)}`, '–', 'not measured'];
    return [what, `≤ ${of(most)}`, of(measured), measured <= most ? 'met' : 'missed'];
  });
  return `**Targets**\n\n${table(['', 'target', 'measured', ''], rows)}`;
}

function table(head: Row, rows: readonly Row[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function spread({ median, lower, upper }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${lower.toFixed(digits)}–${upper.toFixed(digits)})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
