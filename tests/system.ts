import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { loadConfig } from '../gateway/config.ts';
import { grantKeyFiles } from '../gateway/federation/remote/grant-key.ts';
import type { PlanningBudget } from '../gateway/limits/planning-budget.ts';
import { opsUrlOf } from '../gateway/ops-app.ts';
import { createServer } from '../gateway/server.ts';
import { mockRegistries } from '../mocks/index.ts';
import { buildPeople } from '../mocks/people.ts';
import type { Person } from '../mocks/person.ts';
import { type MockRegistry, type RunningMock, startMock } from '../mocks/registry-server.ts';
import * as registries from '../subgraphs/index.ts';
import { accessEnvironment, developerHeaders, type Headers } from './sandbox-access.ts';
import { keepOutput, loggingInto, outputFile, outputFolder } from './test-output.ts';

/** How the subgraphs run: in the gateway's process, or each as its own. */
export const modes = ['embedded', 'distributed'] as const;

export type Mode = (typeof modes)[number];

export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for; the expectation is the check.
  readonly body: any;
}

/** A running system: mock registries, subgraphs and gateway, over real HTTP. */
export interface System {
  readonly url: string;
  /** Where operators ask. */
  readonly opsUrl: string;
  readonly people: readonly Person[];
  readonly mock: (name: string) => RunningMock;
  /** Sends a query, as a developer in the sandbox unless other headers tell who asks. */
  readonly ask: Ask;
  readonly post: (body: string, headers?: Record<string, string>) => Promise<Reply>;
  /** Calls that the mocks received for data, log-ins left out. */
  readonly dataCalls: () => Readonly<Record<string, number>>;
  readonly clearCalls: () => void;
  /** Ends one subgraph's process; only when they run as their own. */
  readonly stopSubgraph: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Sends a query. */
export type Ask = (query: string, variables?: Record<string, unknown>, headers?: Headers) => Promise<Reply>;

export interface SystemOptions {
  readonly mode?: Mode;
  readonly today: string;
  readonly generated?: number;
  readonly environment?: Record<string, string>;
  /** Mock registries that stand in for the ordinary one of their name. */
  readonly replace?: readonly MockRegistry[];
  /** Unlimited unless told. */
  readonly planningBudget?: PlanningBudget | undefined;
}

/** The gateway shares its process with the test, whose own work must not close its door. It logs all it can. */
const ofTests = { PORT: '0', OPS_PORT: '0', LOG_LEVEL: 'debug', MIN_CONCURRENT_QUERIES: '1000' };

/** Tests ask more that is new in a second than any client, and on a busy machine planning takes as long as it takes. */
const unlimitedPlanning: PlanningBudget = { admit: () => null, charge: () => undefined };

/** Starts the mock registries on free ports. */
export async function startMocks(
  options: Pick<SystemOptions, 'today' | 'generated' | 'replace'>,
): Promise<{ readonly people: readonly Person[]; readonly mocks: readonly RunningMock[] }> {
  const { today, generated = 0, replace = [] } = options;
  const people = buildPeople({ today, generated, seed: 1 });
  const world = { people, now: Date.now };
  const chosen = mockRegistries.map(
    ({ registry }) => replace.find(({ name }) => name === registry.name) ?? registry,
  );
  return { people, mocks: await Promise.all(chosen.map((registry) => startMock(registry, world, 0))) };
}

/** A gateway of its own over running mocks, subgraphs in its process. */
export async function startGateway(environment: Readonly<Record<string, string>>): Promise<{
  readonly url: string;
  readonly opsUrl: string;
  readonly ask: Ask;
  /** What the gateway counts, as operators read it. */
  readonly metrics: () => Promise<string>;
  readonly close: () => Promise<void>;
}> {
  const settings = { ...ofTests, ...(await accessEnvironment()), ...environment };
  return serve(settings);
}

/** A gateway that logs into a file and leaves its figures when it is closed, so that both can be searched. */
async function serve(
  settings: Readonly<Record<string, string>>,
  planningBudget: PlanningBudget = unlimitedPlanning,
) {
  const config = loadConfig(settings, Object.values(registries));
  const app = await loggingInto(outputFolder('gateway'), () =>
    createServer(config, { planningBudget, readingBudget: unlimitedPlanning }),
  );
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const opsUrl = opsUrlOf(app);
  const metrics = async () => (await fetch(`${opsUrl}/metrics`)).text();
  return {
    url,
    opsUrl,
    ask: asker(url),
    metrics,
    close: async () => {
      keepOutput('metrics', await metrics());
      await app.close();
    },
  };
}

/** Starts everything on free ports. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { today } = options;
  const { people, mocks } = await startMocks(options);
  const registryEnvironment = { ...environmentOfMocks(mocks), TODAY: today, ...options.environment };
  const access = await accessEnvironment();
  const subgraphEnvironment = { ...registryEnvironment, GATEWAY_KEYS_FILE: gatewayKeysFile(access) };
  const children = options.mode === 'distributed' ? await startSubgraphs(subgraphEnvironment) : [];
  const environment = {
    ...ofTests,
    ...access,
    ...registryEnvironment,
    ...urlsOf(children),
  };
  const gateway = await serve(environment, options.planningBudget);
  const { url, opsUrl } = gateway;
  return {
    url,
    opsUrl,
    people,
    mock: (name) => mocks.find((mock) => mock.name === name) ?? raise(`no mock ${name}`),
    ask: gateway.ask,
    post: async (body, headers) => post(url, body, { ...(await developerHeaders()), ...headers }),
    dataCalls: () => Object.fromEntries(mocks.map((mock) => [mock.name, dataCallsOf(mock)])),
    clearCalls: () => {
      for (const mock of mocks) mock.clearCalls();
    },
    stopSubgraph: async (name) => {
      await stop(children.find((child) => child.name === name)?.child ?? raise(`no subgraph ${name}`));
    },
    close: async () => {
      await gateway.close();
      await Promise.all(children.map(({ child }) => stop(child)));
      await Promise.all(mocks.map((mock) => mock.close()));
    },
  };
}

/** Where a gateway puts the public half of the key that it makes at its first start: beside the log's keys. */
function gatewayKeysFile({ DISCLOSURE_KEYS = '' }: Readonly<Record<string, string>>): string {
  return join(dirname(DISCLOSURE_KEYS), 'grants', grantKeyFiles.public);
}

function dataCallsOf(mock: RunningMock): number {
  return mock.calls().filter(({ operation }) => operation !== null).length;
}

function asker(url: string): Ask {
  return async (query, variables = {}, headers = undefined) =>
    post(url, JSON.stringify({ query, variables }), headers ?? (await developerHeaders()));
}

async function post(url: string, body: string, headers: Headers): Promise<Reply> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  keepOutput('replies', text);
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

/** The sandbox's settings, with the mocks' real ports. */
export function environmentOfMocks(mocks: readonly RunningMock[]): Record<string, string> {
  const entries = mocks.flatMap(({ name, url }) => {
    const file = new URL(`../subgraphs/${name}/sandbox.env`, import.meta.url);
    const values = Object.entries(parseEnv(readFileSync(file, 'utf8')));
    return values.map(([key, value = '']) => [key, value.replace(/http:\/\/127\.0\.0\.1:\d+/, url)] as const);
  });
  return Object.fromEntries(entries);
}

interface Child {
  readonly name: string;
  readonly url: string;
  readonly child: ChildProcess;
}

function startSubgraphs(environment: Record<string, string>): Promise<readonly Child[]> {
  const script = new URL('../subgraphs/main.ts', import.meta.url);
  const folder = outputFolder('subgraphs');
  return Promise.all(
    Object.values(registries).map(async ({ name }) => {
      const env = { PATH: process.env.PATH, ...environment };
      const output = outputFile(folder, `${name}.txt`);
      const child = fork(script, [name, '--port', '0'], {
        env,
        stdio: ['ignore', output.fd, output.fd, 'ipc'],
      });
      output.close();
      const [message] = await once(child, 'message');
      return { name, child, url: message.url };
    }),
  );
}

function urlsOf(children: readonly Child[]): Record<string, string> {
  const urls = children.map(({ name, url }) => [`SUBGRAPH_${name.toUpperCase()}_URL`, url]);
  return children.length === 0 ? {} : { SUBGRAPHS: 'remote', ...Object.fromEntries(urls) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill();
  await exited;
}

function raise(message: string): never {
  throw new Error(message);
}
