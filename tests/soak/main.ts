import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { findCapacity } from './capacity.ts';
import { runOverload } from './overload.ts';
import { goalsOf, isMet } from './overload-goals.ts';
import { capacityReport, overloadReport, soakReport } from './report.ts';
import { soak } from './soak.ts';
import { type Stage, startStage } from './stage.ts';

const help = `Loads the gateway for long with faulty registries, and then with more than it can do.

  npm run soak [-- options]

  --minutes N  length of the soak (default 10)
  --overload   only the overload, which takes two minutes
  --seed N     of arrivals, queries and faults (default 1)
  --json       prints the figures as JSON instead of tables
  --help       this text

Ends with exit code 1 when the gateway gave an illegal answer, grew, crashed or missed a goal of the overload.
Everything listens on free ports of 127.0.0.1. Progress goes to stderr.`;

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    overload: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const deadlines = { deadlineMs: 5_000, bulkDeadlineMs: 10_000 } as const;
/** The share of the capacity that a soak asks for. */
const soakShare = 0.7;
/** For `--json`. */
const figures: Record<string, unknown> = { machine: machineNow() };

if (options.help) process.stdout.write(`${help}\n`);
else await main().catch(reportAndFail);

async function main(): Promise<void> {
  const minutes = numberOf('--minutes', options.minutes, [0.1, 10_000]);
  const seed = numberOf('--seed', options.seed, [0, 2 ** 31]);
  const passed = [];
  print(machineNow());
  if (!options.overload) passed.push(await onStage((stage) => runSoak(stage, minutes * 60_000, seed)));
  passed.push(await onStage((stage) => overload(stage, seed)));
  if (options.json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  if (passed.includes(false)) process.exitCode = 1;
}

async function runSoak(stage: Stage, forMs: number, seed: number): Promise<boolean> {
  const client = stage.openClient();
  const capacity = await findCapacity(client, stage.people.slice(-500));
  await client.close();
  progress(`capacity: ${capacity.perSecond.toFixed(1)} full queries/s`);
  const result = await soak(
    stage,
    {
      seed,
      perSecond: capacity.perSecond * soakShare,
      forMs,
      faultMs: 15_000,
      normalMs: 5_000,
      calmMs: 10_000,
      deadlines,
    },
    progress,
  );
  const { times, kinds, illegal, ...tally } = result.tally;
  const shown = { ...tally, kinds: Object.fromEntries(kinds), illegal: Object.fromEntries(illegal) };
  figures.capacity = capacity;
  figures.soak = { ...result, tally: shown };
  print(`${capacityReport(capacity)}\n${soakReport(result)}`);
  return result.failures.length === 0;
}

async function overload(stage: Stage, seed: number): Promise<boolean> {
  const plan = { seed, baselineMs: 10_000, overloadMs: 60_000, afterMs: 12_000 };
  const result = await runOverload(stage, plan, progress);
  const goals = goalsOf(result);
  figures.overload = { capacity: result.capacity, goals };
  print(overloadReport(result));
  return goals.every(isMet);
}

async function onStage<T>(run: (stage: Stage) => Promise<T>): Promise<T> {
  const stage = await startStage({ generated: 500, ...deadlines });
  const interrupt = (): void => {
    void stage.stop().then(() => process.exit(1));
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    return await run(stage);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await stage.stop();
  }
}

function print(tables: string): void {
  if (!options.json) process.stdout.write(`${tables}\n`);
}

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

function numberOf(name: string, text: string, [least, most]: readonly [number, number]): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new Error(`${name}: must be a number from ${least} to ${most}`);
}

function reportAndFail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : 'The soak failed.'}\n`);
  process.exitCode = 1;
}

/** What the figures were measured on; load that is not ours makes them worse. */
function machineNow(): string {
  const load = loadavg()[0] ?? 0;
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}, load before the start ${load.toFixed(1)}\n`;
}
