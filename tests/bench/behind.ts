import * as registries from '../../subgraphs/index.ts';
import { grantFiles } from './grant-files.ts';
import { type MeasuredProcess, startProcess } from './measured-process.ts';

/** Where subgraphs listen, by name. */
export type Urls = ReadonlyMap<string, string>;

/** What stands behind the process that clients talk to. */
export interface Behind {
  readonly urls: Urls;
  /** Whose work is the contestant's. */
  readonly measured: readonly MeasuredProcess[];
  /** Whose work is nobody's. */
  readonly uncounted: readonly MeasuredProcess[];
}

/** What a contestant needs behind it: nothing, subgraphs, or subgraphs and somebody who signs for it what they are asked. */
export type Need = 'nothing' | 'subgraphs' | 'signed subgraphs';

/** Starts it. Each contestant has its own, so that nobody warms up for another. */
export async function startBehind(need: Need, today: string): Promise<Behind> {
  if (need === 'nothing') return { urls: new Map(), measured: [], uncounted: [] };
  const subgraphs = await startSubgraphs(today);
  const urls = new Map([...subgraphs].map(([name, { url }]) => [name, url]));
  const measured = [...subgraphs.values()];
  if (need === 'subgraphs') return { urls, measured, uncounted: [] };
  const proxy = await startProcess({
    name: 'signing proxy',
    script: new URL('./signing-proxy.ts', import.meta.url),
    environment: {
      BENCH_UPSTREAMS: JSON.stringify(Object.fromEntries(urls)),
      BENCH_GRANT_KEY: grantFiles().secret,
    },
  });
  const signed = new Map([...urls.keys()].map((name) => [name, `${proxy.url}/${name}`]));
  return { urls: signed, measured, uncounted: [proxy] };
}

/** Stops it. */
export async function stopBehind({ measured, uncounted }: Behind): Promise<void> {
  await Promise.all([...measured, ...uncounted].map((one) => one.stop()));
}

async function startSubgraphs(today: string): Promise<ReadonlyMap<string, MeasuredProcess>> {
  const script = new URL('../../subgraphs/main.ts', import.meta.url);
  const environment = { TODAY: today, LOG_LEVEL: 'silent', GATEWAY_KEYS_FILE: grantFiles().public };
  const started = Object.values(registries).map(async ({ name }) => {
    const options = { name: `subgraph ${name}`, script, arguments: [name, '--port', '0'], environment };
    return [name, await startProcess(options)] as const;
  });
  return new Map(await Promise.all(started));
}
