import process from 'node:process';
import { parseArgs } from 'node:util';
import * as registries from './index.ts';
import { tooFewConnections } from './registry/connection-leases.ts';
import { configureIn } from './registry/walls.ts';
import { loadServerSettings } from './server-settings.ts';
import { buildServer } from './start.ts';

const subgraphs = Object.values(registries);
const names = subgraphs.map(({ name }) => name).sort();
const firstPort = 4201;

const help = `Starts one subgraph as its own server: npm run subgraph -- <name> [options]

  name           ${names.map((name, index) => `${name} (port ${firstPort + index})`).join(', ')}
  --port N       another port; 0 takes any free one
  --ops-port N   a port of its own for /health/live, /health/ready and /metrics; else they are beside the graph
  --help         this text

Settings are environment variables; .env.example lists them.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string' },
    'ops-port': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(`${help}\n`);
else await start(positionals[0] ?? '').catch(exitWith);

async function start(name: string): Promise<void> {
  const subgraph = subgraphs.find((candidate) => candidate.name === name);
  if (subgraph === undefined) throw new Error(`Name one of: ${names.join(', ')}`);
  const opsPort = values['ops-port'];
  const environment = opsPort === undefined ? process.env : { ...process.env, SUBGRAPH_OPS_PORT: opsPort };
  const settings = loadServerSettings(environment);
  if (!settings.ok) throw new Error(settings.problems.join('\n'));
  const { shared } = settings.value;
  const configured = configureIn(shared, subgraph, environment);
  if (!configured.ok) throw new Error(configured.problems.join('\n'));
  const few = tooFewConnections(configured.connections, shared.REPLICAS);
  if (few.length > 0) throw new Error(few.join('\n'));
  const server = buildServer({ name, configured }, settings.value);
  const url = await server.listen(Number(values.port ?? firstPort + names.indexOf(name)));
  process.stdout.write(`subgraph ${name} answers at ${url}/graphql\n`);
  process.send?.({ url: `${url}/graphql` });
  const stop = async (): Promise<void> => {
    await server.close();
    // A channel to a parent process would keep this one alive.
    if (process.connected) process.disconnect?.();
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  process.once('disconnect', () => void server.close());
}

function exitWith(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : 'The subgraph could not start.'}\n`);
  process.exit(1);
}
