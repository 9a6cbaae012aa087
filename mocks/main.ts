import { readFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { checkScenario, playScenario, type Scenario } from './faults/scenario.ts';
import { mockRegistries, sandboxServices } from './index.ts';
import { buildPeople } from './people.ts';
import { startMock } from './registry-server.ts';

const servers = [...mockRegistries, ...sandboxServices];
const names = servers.map(({ registry }) => registry.name);
const help = `Starts mock registries and the sandbox's issuer of tokens on 127.0.0.1: npm run mock -- [name…] [options]

  name         ${names.join(', ')}; all of them when none is named
  --people N   synthetic people besides the personas (default 0)
  --seed N     seed of the synthetic people (default 1)
  --today DAY  the day the personas' stories are told from, yyyy-MM-dd (default today)
  --port N     port, when one registry is named
  --scenario FILE  faults to play: JSON [{"at": 0, "registry": "virta", "fault": "hang", "for": 20}, …], seconds
  --loop       play the scenario again and again
  --help       this text`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    people: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    today: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    port: { type: 'string' },
    scenario: { type: 'string' },
    loop: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(`${help}\n`);
else await start().catch(reportAndExit);

async function start(): Promise<void> {
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Error(`There is no mock registry of that name. Known: ${names.join(', ')}`);
  const { today } = values;
  const people = buildPeople({ today, generated: Number(values.people), seed: Number(values.seed) });
  const world = { people, now: Date.now };
  const chosen = servers.filter(
    ({ registry }) => positionals.length === 0 || positionals.includes(registry.name),
  );
  const scenario = scenarioFor(chosen.map(({ registry }) => registry.name));
  const running = await Promise.all(
    chosen.map(({ registry, port }) => startMock(registry, world, Number(values.port ?? port))),
  );
  for (const { name, url } of running) process.stdout.write(`mock registry ${name} at ${url}\n`);
  process.send?.('listening');
  // The embedded system ends its mocks by ending the channel, also when it is killed.
  process.once('disconnect', () => process.exit(0));
  await playScenario(running, scenario, {
    loop: values.loop,
    onTurn: (registry, fault) => process.stdout.write(`dial of ${registry}: ${fault}\n`),
  });
}

function scenarioFor(registries: readonly string[]): Scenario {
  if (values.scenario === undefined) return [];
  const check = checkScenario(JSON.parse(readFileSync(values.scenario, 'utf8')), registries);
  if (check.ok) return check.scenario;
  throw new Error(`The scenario ${values.scenario} cannot be played.\n${check.problems.join('\n')}`);
}

function reportAndExit(error: unknown): void {
  process.stderr.write(
    `${error instanceof Error ? error.message : 'The mock registries could not start.'}\n`,
  );
  process.exit(1);
}
