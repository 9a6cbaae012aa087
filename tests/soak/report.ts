import type { Capacity, CapacityStep } from './capacity.ts';
import type { Busy } from './mark.ts';
import type { LoadRun, OverloadResult } from './overload.ts';
import { acceptedTimes, goalsOf, isMet, perSecond } from './overload-goals.ts';
import { quantile } from './quantile.ts';
import type { SoakResult } from './soak.ts';
import type { Vitals } from './vitals.ts';

type Row = readonly (string | number)[];

/** The capacity, by clients that each have one query under way. */
export function capacityReport({ steps, perSecond: capacity }: Capacity): string {
  const row = ({ clients, perSecond: rate, p99, refused }: CapacityStep): Row => [
    clients,
    rate.toFixed(1),
    p99.toFixed(0),
    refused,
  ];
  return `Capacity: ${capacity.toFixed(1)} full queries/s\n\n${table(
    ['clients', 'queries/s', 'p99 ms', 'refused'],
    steps.map(row),
  )}`;
}

/** What a soak came to, as tables. */
export function soakReport(result: SoakResult): string {
  const { plan, tally, start, loaded, end, busy, log } = result;
  const time = (share: number): string => quantile(tally.times, share).toFixed(0);
  const sum: readonly Row[] = [
    ['length', `${(plan.forMs / 60_000).toFixed(1)} min at ${plan.perSecond.toFixed(1)} queries/s`],
    ['faults that struck', result.faultsPlayed],
    ['queries', tally.started],
    ...[...tally.kinds]
      .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
      .map(([kind, n]): Row => [`… ${kind}`, n]),
    ['p50 / p99 / max ms', `${time(0.5)} / ${time(0.99)} / ${time(1)}`],
    ['later than the deadline + 100 ms', tally.late],
    ['event-loop delay p99 / max ms', `${loaded.loop.p99.toFixed(0)} / ${loaded.loop.max.toFixed(0)}`],
    ['gateway / mocks / sender, share of a core', shares(busy)],
    [
      'disclosure log',
      `${log.records} records verified: ${log.accounts.intents} requests, ${log.accounts.unfinished} without an outcome`,
    ],
    ['sent late by the generator, p99 ms', result.sendDelayP99.toFixed(0)],
  ];
  const memory: readonly Row[] = [
    ['heap MiB', mebibytes(start.heapBytes), mebibytes(end.heapBytes)],
    [
      'RSS MiB (peak)',
      mebibytes(start.rssBytes),
      `${mebibytes(end.rssBytes)} (${mebibytes(end.peakRssBytes)})`,
    ],
    ...handleRows(start, end),
  ];
  const illegal = [...tally.illegal].map(([problem, times]): Row => [problem, times]);
  return [
    table(['soak', ''], sum),
    table(['', 'start', 'end'], memory),
    ...(illegal.length > 0 ? [table(['illegal answer', 'times'], illegal)] : []),
    ...(end.warnings.length > 0 ? [`Warnings of Node: ${end.warnings.join(', ')}\n`] : []),
    verdict(result.failures),
  ].join('\n');
}

/** What an overload run came to, as tables. */
export function overloadReport(result: OverloadResult): string {
  const { baseline, overload, after, capacity } = result;
  const runs: readonly (readonly [string, LoadRun])[] = [
    ['before', baseline],
    ['overload', overload],
    ['after', after],
  ];
  const goals = goalsOf(result);
  return [
    `Capacity before and after: ${capacity.before.perSecond.toFixed(1)} and ${capacity.after.perSecond.toFixed(1)} full queries/s\n`,
    table(
      [
        '',
        'asked/s',
        'whole/s',
        'incomplete/s',
        'refused/s',
        'p50 ms',
        'p99 ms',
        'refusal p99 ms',
        'loop p99/max ms',
        'peak RSS MiB',
        'gateway / mocks / sender',
      ],
      runs.map(([name, run]) => loadRow(name, run)),
    ),
    table(
      ['goal', 'asked for', 'figure', ''],
      goals.map((goal) => [
        goal.name,
        goal.most === null ? `≥ ${goal.least}` : `≤ ${goal.most}`,
        `${goal.figure.toFixed(1)} ${goal.unit}`,
        isMet(goal) ? 'met' : 'MISSED',
      ]),
    ),
    `The generator sent 99 of 100 queries at most ${result.sendDelayP99.toFixed(0)} ms late.\n`,
    ...starvedNote(overload),
    verdict(goals.filter((goal) => !isMet(goal)).map(({ name }) => `goal missed: ${name}`)),
  ].join('\n');
}

/** An overloaded gateway takes a whole core when it can have one. */
function starvedNote({ busy }: LoadRun): readonly string[] {
  if (busy.gateway >= 0.85) return [];
  const share = Math.round(busy.gateway * 100);
  return [`The gateway got ${share} % of a core under overload: other work of this machine took the rest.\n`];
}

function loadRow(name: string, run: LoadRun): Row {
  const times = acceptedTimes(run.samples);
  const refusals = run.samples.filter(({ is }) => is === 'refused').map(({ fromSentMs }) => fromSentMs);
  const { loop, peakRssBytes } = run.vitals;
  return [
    name,
    run.perSecond.toFixed(1),
    perSecond(run, 'whole').toFixed(1),
    perSecond(run, 'incomplete').toFixed(1),
    perSecond(run, 'refused').toFixed(1),
    quantile(times, 0.5).toFixed(0),
    quantile(times, 0.99).toFixed(0),
    refusals.length === 0 ? '–' : quantile(refusals, 0.99).toFixed(0),
    `${loop.p99.toFixed(0)} / ${loop.max.toFixed(0)}`,
    mebibytes(peakRssBytes),
    shares(run.busy),
  ];
}

function handleRows(start: Vitals, end: Vitals): readonly Row[] {
  const kinds = new Set([...Object.keys(start.resources), ...Object.keys(end.resources)]);
  return [...kinds].map((kind) => [kind, start.resources[kind] ?? 0, end.resources[kind] ?? 0]);
}

function verdict(failures: readonly string[]): string {
  return failures.length === 0 ? 'Passed.\n' : `FAILED: ${failures.join('; ')}.\n`;
}

function table(head: Row, rows: readonly Row[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}

function shares({ gateway, mocks, sender }: Busy): string {
  return [gateway, mocks, sender].map((share) => `${Math.round(share * 100)} %`).join(' / ');
}
