import process from 'node:process';
import { parseArgs } from 'node:util';
import * as registries from './index.ts';
import { tooFewConnections } from './registry/connection-leases.ts';
import { wholeNumber } from './registry/environment.ts';
import { createTools, sharedEnvironment, withoutEmpty } from './registry/settings.ts';
import { problemsOf } from './registry/subgraph.ts';
import { configureIn } from './registry/walls.ts';
import { createSubgraphServer } from './subgraph-server.ts';

const subgraphs = Object.values(registries);
const names = subgraphs.map(({ name }) => name).sort();
const firstPort = 4201;

const help = `Starts one subgraph as its own server: npm run subgraph -- <name> [options]

  name       ${names.map((name, index) => `${name} (port ${firstPort + index})`).join(', ')}
  --port N   another port; 0 takes any free one
  --help     this text

Settings are environment variables; .env.example lists them.`;

const settingsSchema = sharedEnvironment.extend({
  BULK_DEADLINE_MS: wholeNumber({ min: 100, max: 600_000, default: 60_000 }),
});

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string' }, help: { type: 'boolean', default: false } },
});

if (values.help) process.stdout.write(`${help}\n`);
else await start(positionals[0] ?? '').catch(exitWith);

async function start(name: string): Promise<void> {
  const subgraph = subgraphs.find((candidate) => candidate.name === name);
  if (subgraph === undefined) return exitWith(new Error(`Name one of: ${names.join(', ')}`));
  const settings = settingsSchema.safeParse(withoutEmpty(process.env));
  if (!settings.success) return exitWith(new Error(problemsOf(settings.error).join('\n')));
  const configured = configureIn(settings.data, subgraph, process.env);
  if (!configured.ok) return exitWith(new Error(configured.problems.join('\n')));
  const few = tooFewConnections(configured.connections, settings.data.REPLICAS);
  if (few.length > 0) return exitWith(new Error(few.join('\n')));
  const { tools, close } = createTools(settings.data);
  const app = createSubgraphServer({
    schema: configured.build(tools),
    clock: tools.clock,
    deadlineMs: settings.data.BULK_DEADLINE_MS,
    mayChooseDay: settings.data.REGISTRIES === 'mock',
  });
  app.addHook('onClose', close);
  const port = Number(values.port ?? firstPort + names.indexOf(name));
  const url = await app.listen({ host: settings.data.HOST, port });
  process.stdout.write(`subgraph ${name} answers at ${url}/graphql\n`);
  process.send?.({ url: `${url}/graphql` });
  const stop = async (): Promise<void> => {
    await app.close();
    // A channel to a parent process would keep this one alive.
    if (process.connected) process.disconnect?.();
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  process.once('disconnect', () => void app.close());
}

function exitWith(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : 'The subgraph could not start.'}\n`);
  process.exit(1);
}
