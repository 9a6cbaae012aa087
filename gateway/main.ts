import process from 'node:process';
import { parseArgs } from 'node:util';
import * as registries from '../subgraphs/index.ts';
import { ConfigurationError, loadConfig } from './config.ts';
import { startSandboxRegistries } from './sandbox-registries.ts';

const help = `Starts the gateway: npm start [-- options]

  --people N   synthetic people besides the personas, in the mock registries (default 100)
  --help       this text

Settings are environment variables; .env.example lists them. With REGISTRIES=mock (the default) the
mock registries start too, on 127.0.0.1:4101-4105. Health and metrics are at OPS_PORT.`;

const { values: options } = parseArgs({
  options: { people: { type: 'string', default: '100' }, help: { type: 'boolean', default: false } },
});

if (options.help) {
  process.stdout.write(`${help}\n`);
} else {
  await start(Number(options.people)).catch(reportAndExit);
}

async function start(people: number): Promise<void> {
  if (!Number.isInteger(people) || people < 0 || people > 100_000) {
    throw new ConfigurationError('--people: must be a whole number from 0 to 100000');
  }
  const config = loadConfig(process.env, Object.values(registries));
  const sandbox =
    config.shared.REGISTRIES === 'mock' && config.placements.some(({ at }) => at === 'process')
      ? startSandboxRegistries({ people, today: config.shared.TODAY ?? null })
      : null;
  // Loading the gateway takes longest: it goes on while the mocks start.
  const [{ createServer }, { opsUrlOf }] = await Promise.all([import('./server.ts'), import('./ops-app.ts')]);
  const app = await createServer(config);
  const mocks = await sandbox;
  const url = await app.listen({ host: config.shared.HOST, port: config.port });
  process.stdout.write(`Opintolupa answers at ${url}/graphql\n`);
  if (config.sandboxPages)
    process.stdout.write(
      `Ask in a browser: ${url}/ (a student's card: ${url}/card, the process: ${url}/process, the disclosure log: ${url}/disclosures)\n`,
    );
  process.stdout.write(`Health and metrics, for operators: ${opsUrlOf(app)}\n`);
  const stop = async (): Promise<void> => {
    await app.close();
    await mocks?.stop();
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
}

function reportAndExit(error: unknown): void {
  const known = error instanceof ConfigurationError;
  process.stderr.write(
    `${known || error instanceof Error ? error.message : 'The gateway could not start.'}\n`,
  );
  process.exit(1);
}
