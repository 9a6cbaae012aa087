import { fileURLToPath } from 'node:url';
import { accessFrom } from '../sandbox-access.ts';
import { type Need, startBehind, type Urls } from './behind.ts';
import { type Contestant, contestantOf } from './contestant.ts';
import { grantFiles } from './grant-files.ts';
import { type MeasuredProcess, startProcess } from './measured-process.ts';
import { peerEnvironment } from './peer-environment.ts';
import { hiveCommand } from './peers.ts';
import { freePort } from './ports.ts';
import { requiringLastFirst } from './required-order.ts';

/** Who is measured, in the order of the table. */
export const contestantNames = [
  'embedded',
  'unguarded',
  'distributed',
  'apollo',
  'hive',
  'aggregator',
] as const;

/** One of those who are measured. */
export type ContestantName = (typeof contestantNames)[number];

/** What the table calls each. */
export const titles: Readonly<Record<ContestantName, string>> = {
  embedded: '(a) Opintolupa, one process',
  unguarded: '(a′) the same without access control, policy and log',
  distributed: '(b) Opintolupa, each subgraph a process',
  apollo: '(c) @apollo/gateway, our subgraphs',
  hive: '(d) Hive Gateway, our subgraphs',
  aggregator: '(e) aggregator written by hand',
};

/** Where the issuer of the sandbox listens by default. */
export const issuerAt = 'http://127.0.0.1:4106';

/** The processes that a contestant is made of. */
export interface Recipe {
  /** Whether it asks subgraphs that are servers of their own, and can sign what it asks. */
  readonly behind: Need;
  /** Starts the process that clients talk to. */
  readonly startFront: (urls: Urls) => Promise<MeasuredProcess>;
}

type Variables = Readonly<Record<string, string>>;

/** How a contestant is started. */
export function recipeOf(name: ContestantName, today: string): Recipe {
  const shared = sharedBy(today);
  const own = ownBy(today);
  const alone = (environment: Variables): Recipe => ({
    behind: 'nothing',
    startFront: () => startScript(name, environment),
  });
  switch (name) {
    case 'embedded':
      return alone({ ...own, ...accessFrom(issuerAt) });
    case 'unguarded':
      return alone(own);
    case 'aggregator':
      return alone(shared);
    case 'distributed':
      return {
        behind: 'subgraphs',
        startFront: (urls) => startScript('embedded', { ...own, ...accessFrom(issuerAt), ...remote(urls) }),
      };
    case 'apollo':
      return {
        behind: 'signed subgraphs',
        startFront: (urls) => startScript(name, peerEnvironment(urls)),
      };
    case 'hive':
      return { behind: 'signed subgraphs', startFront: startHive };
  }
}

/** Starts (a) once more, as one that answers to `planned` how many operations it has planned. */
export function startCounted(today: string): Promise<MeasuredProcess> {
  return startScript('counted', { ...ownBy(today), ...accessFrom(issuerAt) });
}

/** Starts a contestant; the mock registries must be there. */
export async function startContestant(name: ContestantName, today: string): Promise<Contestant> {
  const { behind: need, startFront } = recipeOf(name, today);
  const behind = await startBehind(need, today);
  return contestantOf(await startFront(behind.urls), behind);
}

/** Settings that all contestants share. */
function sharedBy(today: string): Variables {
  return { TODAY: today };
}

/** All answer everything: a refusal would be no measure. */
function ownBy(today: string): Variables {
  return {
    ...sharedBy(today),
    PORT: '0',
    OPS_PORT: '0',
    LOG_LEVEL: 'silent',
    MIN_CONCURRENT_QUERIES: '1000',
  };
}

function startScript(name: string, environment: Variables): Promise<MeasuredProcess> {
  return startProcess({ name, environment, script: new URL(`./contestant-${name}.ts`, import.meta.url) });
}

function remote(urls: Urls): Variables {
  const variables = [...urls].map(([name, url]) => [`SUBGRAPH_${name.toUpperCase()}_URL`, url]);
  return { SUBGRAPHS: 'remote', GRANT_KEY_FILE: grantFiles().secret, ...Object.fromEntries(variables) };
}

/** By its own command line, as its documentation says. */
async function startHive(urls: Urls): Promise<MeasuredProcess> {
  const environment = peerEnvironment(urls, requiringLastFirst);
  const config = fileURLToPath(new URL('./contestant-hive-config.ts', import.meta.url));
  const port = await freePort();
  return startProcess({
    name: 'Hive Gateway',
    script: hiveCommand,
    arguments: ['supergraph', '-c', config, '--host', '127.0.0.1', '--port', String(port)],
    environment,
    url: `http://127.0.0.1:${port}/graphql`,
  });
}
