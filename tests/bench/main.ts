import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { mockRegistries, sandboxServices } from '../../mocks/index.ts';
import { type Bench, createBench } from './bench.ts';
import { takenPorts } from './ports.ts';
import { tableOf } from './table.ts';

const ports = [...mockRegistries, ...sandboxServices].map(({ port }) => port);

const help = `Measures the gateway against itself without its disclosure log, and against a hand-written aggregator over the same
clients, rules, mocks and people, which has neither access control nor log.

  npm run bench [-- options]

  --json      prints the figures as JSON instead of a table
  --rounds N  how often each load runs on each contestant, in turns (default 5)
  --quick     a short run that only shows that it works
  --help      this text

Meanwhile the mock registries and the issuer listen on 127.0.0.1, ports ${ports.join(', ')}. Progress goes to stderr.`;

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) process.stdout.write(`${help}\n`);
else await main().catch(reportAndFail);

async function main(): Promise<void> {
  const rounds = Number(options.rounds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100)
    throw new Error('--rounds: must be a whole number from 1 to 100');
  const taken = await takenPorts(ports);
  if (taken.length > 0) {
    const which = taken.join(', ');
    throw new Error(
      `In use on 127.0.0.1: port ${which}. The mock registries of the benchmark listen there; stop what does (npm start, npm run mock) and try again.`,
    );
  }
  const scale = options.quick ? { people: 1000, rounds: 1, share: 0.1 } : { people: 4000, rounds, share: 1 };
  const bench = createBench(scale, (line) => process.stderr.write(`${line}\n`));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void interrupt(bench));
  try {
    const results = await bench.results();
    const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
    process.stdout.write(
      options.json ? `${JSON.stringify({ machine, results }, null, 2)}\n` : tableOf(machine, results),
    );
  } finally {
    await bench.stop();
  }
}

async function interrupt(bench: Bench): Promise<void> {
  await bench.stop();
  process.exit(1);
}

function reportAndFail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : 'The benchmark failed.'}\n`);
  process.exitCode = 1;
}
