import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { startSandboxRegistries } from '../../gateway/sandbox-registries.ts';
import { mockRegistries } from '../../mocks/index.ts';
import { buildPeople } from '../../mocks/people.ts';
import { officerBulkQuery, officerQuery } from '../officer-query.ts';
import { type Contestant, startContestant } from './contestant.ts';
import { type Load, type Measured, run } from './load.ts';
import { printTable, type Row } from './table.ts';

const help = `Measures the gateway against a hand-written aggregator over the same clients, mocks and people.

  npm run bench [-- options]

  --json      prints the figures as JSON instead of a table
  --rounds N  how often each load runs on each contestant, in turns (default 5)
  --quick     a short run that only shows that it works
  --help      this text`;

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const people = 5000;
const today = new Date().toISOString().slice(0, 10);

if (options.help) process.stdout.write(`${help}\n`);
else await bench();

async function bench(): Promise<void> {
  const ids = buildPeople({ today, generated: people, seed: 1 })
    .slice(-people)
    .flatMap(({ records }) => records[0]?.oid ?? []);
  const loads = loadsFor(ids, options.quick ? 0.1 : 1);
  const mocks = await startSandboxRegistries({ people, today });
  const environment = { PORT: '0', LOG_LEVEL: 'silent', TODAY: today };
  const contestants = [
    await startContestant('gateway', './contestant-gateway.ts', environment),
    await startContestant('aggregator', './contestant-aggregator.ts', environment),
  ];
  progress(`${contestants.length} contestants, ${mockRegistries.length} mock registries, ${people} people`);
  const rows: Row[] = [];
  for (const load of loads) rows.push(...(await measure(load, contestants)));
  await Promise.all(contestants.map((contestant) => contestant.stop()));
  await mocks.stop();
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  process.stdout.write(
    options.json ? `${JSON.stringify({ machine, rows }, null, 2)}\n` : printTable(machine, rows),
  );
}

/** Each load in turns, A B A B, so that a slow moment of the machine falls on both; the first round warms up. */
async function measure(load: Load, contestants: readonly Contestant[]): Promise<readonly Row[]> {
  const rounds = options.quick ? 1 : Number(options.rounds);
  const measured = new Map<string, Measured[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const contestant of contestants) {
      const result = await run(load, contestant);
      const note = round === 0 ? 'warm-up' : `round ${round} of ${rounds}`;
      progress(
        `${load.name}, ${contestant.name}, ${note}: ${result.cpuMsPerRequest.toFixed(2)} ms CPU a request`,
      );
      if (round > 0) measured.get(contestant.name)?.push(result);
    }
  }
  return [...measured].map(([contestant, runs]) => ({ load: load.name, contestant, runs }));
}

function loadsFor(ids: readonly string[], share: number): readonly Load[] {
  const single = ids
    .slice(0, Math.round(1500 * share))
    .map((oppijanumero) => body(officerQuery, { oppijanumero }));
  const batches = Math.max(2, Math.round(10 * share));
  const bulk = Array.from({ length: batches }, (_, batch) =>
    body(officerBulkQuery, { oppijanumerot: ids.slice(batch * 500, (batch + 1) * 500) }),
  );
  return [
    { name: 'one student', bodies: single, concurrency: 8 },
    { name: '500 students', bodies: bulk, concurrency: 1 },
  ];
}

function body(query: string, variables: Record<string, unknown>): string {
  return JSON.stringify({ query, variables });
}

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}
