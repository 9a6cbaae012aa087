import { cpus, totalmem } from 'node:os';
import { type Bench, createBench } from './bench.ts';
import { type Asked, neededPorts, readOptions } from './options.ts';
import { takenPorts } from './ports.ts';
import { tablesOf } from './table.ts';

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The benchmark failed.'}\n`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const asked = readOptions();
  if ('help' in asked) process.stdout.write(`${asked.help}\n`);
  else await measure(asked);
}

async function measure({ scale, form }: Exclude<Asked, { help: string }>): Promise<void> {
  const taken = await takenPorts(neededPorts);
  if (taken.length > 0) {
    const which = taken.join(', ');
    throw new Error(
      `In use on 127.0.0.1: port ${which}. The mock registries of the benchmark listen there; stop what does (npm start, npm run mock) and try again.`,
    );
  }
  const started = performance.now();
  const bench = createBench(scale, (line) => {
    const seconds = ((performance.now() - started) / 1000).toFixed(0).padStart(4);
    process.stderr.write(`${seconds} s  ${line}\n`);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void interrupt(bench));
  try {
    const results = await bench.results();
    const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
    process.stdout.write(
      form === 'json' ? `${JSON.stringify({ machine, ...results }, null, 2)}\n` : tablesOf(machine, results),
    );
  } finally {
    await bench.stop();
  }
}

async function interrupt(bench: Bench): Promise<void> {
  await bench.stop();
  process.exit(1);
}
