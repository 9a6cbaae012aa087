import { accessEnvironment, developerHeaders } from '../sandbox-access.ts';
import { environmentOfMocks, startMocks } from '../system.ts';
import { type Contestant, contestantOf } from './contestant.ts';
import { type GuardedLoad, guardedLoads, guardedPeople } from './guarded-loads.ts';
import { startProcess } from './measured-process.ts';
import { openSender } from './sending.ts';

/** CPU of the gateway by that of the aggregator for the same queries, by load. */
export interface Ratios {
  readonly one: number;
  readonly bulk: number;
}

/** What stands in the place of the gateway: itself, or one that does the work of each request twice. */
export type Guarded = 'embedded' | 'doubled';

const today = '2026-11-24';
const rounds = 6;

/**
 * Measures gateways against the hand-written aggregator, each in a process of its own over the same mocks, in turns.
 * Each counts with its best round, so that a busy machine disturbs none.
 */
export async function measureRatios<G extends Guarded>(
  guarded: readonly G[],
): Promise<ReadonlyMap<G, Ratios>> {
  const { people, mocks } = await startMocks({ today, generated: guardedPeople });
  const shared = { ...environmentOfMocks(mocks), TODAY: today };
  const aggregator = await start('aggregator', shared);
  const gateways = new Map<G, Contestant>();
  for (const name of guarded) {
    const own = { ...shared, ...(await accessEnvironment()), PORT: '0', OPS_PORT: '0', LOG_LEVEL: 'silent' };
    gateways.set(name, await start(name, own));
  }
  const all = [aggregator, ...gateways.values()];
  const oids = people.slice(-guardedPeople).flatMap(({ records }) => records[0]?.oid ?? []);
  const loads = guardedLoads(oids);
  const one = await leastOf(loads.one, all);
  const bulk = await leastOf(loads.bulk, all);
  await Promise.all([...all, ...mocks].map((server) => ('stop' in server ? server.stop() : server.close())));
  const by = (least: Least, gateway: Contestant): number =>
    (least.get(gateway) ?? Number.NaN) / (least.get(aggregator) ?? Number.NaN);
  const ratios = [...gateways].map(
    ([name, gateway]) => [name, { one: by(one, gateway), bulk: by(bulk, gateway) }] as const,
  );
  return new Map(ratios);
}

async function start(name: string, environment: Readonly<Record<string, string>>): Promise<Contestant> {
  const script = new URL(`./contestant-${name}.ts`, import.meta.url);
  return contestantOf(await startProcess({ name, script, environment }));
}

/** CPU of the best round. */
type Least = ReadonlyMap<Contestant, number>;

async function leastOf(load: GuardedLoad, all: readonly Contestant[]): Promise<Least> {
  const best = new Map(all.map((one) => [one, Number.POSITIVE_INFINITY]));
  for (let round = -load.warmUps; round < rounds; round += 1) {
    for (const [one, least] of best) {
      const cpu = await cpuOf(load.bodies, one);
      if (round >= 0) best.set(one, Math.min(least, cpu));
    }
  }
  return best;
}

async function cpuOf(bodies: readonly string[], contestant: Contestant): Promise<number> {
  const sender = openSender(contestant, 1, developerHeaders);
  const before = await contestant.usage();
  for (const body of bodies) await sender.send(body);
  const after = await contestant.usage();
  await sender.close();
  return after.cpuMs - before.cpuMs;
}
