import { buildPeople } from '../../mocks/people.ts';
import { type Contestant, type Start, startContestant } from './contestant.ts';
import { figuresOf } from './figures.ts';
import { type Load, type Run, run } from './load.ts';
import { loadsOf } from './loads.ts';
import type { LoadResult } from './table.ts';

/** How much is measured. */
export interface Scale {
  /** Generated people; queries ask for them alone. */
  readonly people: number;
  readonly rounds: number;
  /** Length of a round, as a share of the full one. */
  readonly share: number;
}

interface Field {
  readonly gateway: Contestant;
  readonly aggregator: Contestant;
  readonly mocks: Contestant;
}

/** A benchmark under way. */
export interface Bench {
  readonly results: () => Promise<readonly LoadResult[]>;
  /** Ends every process that was started. */
  readonly stop: () => Promise<void>;
}

/** Prepares a benchmark; `progress` is told a line for each step. */
export function createBench(scale: Scale, progress: (line: string) => void): Bench {
  const started: Contestant[] = [];
  const start = async (options: Start): Promise<Contestant> => {
    const contestant = await startContestant(options);
    started.push(contestant);
    return contestant;
  };
  return {
    results: async () => {
      const today = new Date().toISOString().slice(0, 10);
      const field = await startField(start, today, scale.people);
      progress(`mock registries with ${scale.people} people, gateway and aggregator are up`);
      const results: LoadResult[] = [];
      for (const load of loadsOf(oidsOf(today, scale.people), scale.share)) {
        results.push(await measure(load, field, { rounds: scale.rounds, progress }));
      }
      return results;
    },
    stop: async () => {
      await Promise.all(started.map((contestant) => contestant.stop()));
    },
  };
}

async function startField(
  start: (options: Start) => Promise<Contestant>,
  today: string,
  people: number,
): Promise<Field> {
  // Rounds ask for the same people again: nothing may be kept from one to the next.
  const environment = {
    PORT: '0',
    LOG_LEVEL: 'silent',
    TODAY: today,
    OPPIJANUMERO_LINKS_CACHE_SECONDS: '0',
    // Both answer everything: a refusal would be no measure.
    MIN_CONCURRENT_QUERIES: '1000',
  };
  return {
    mocks: await start({
      name: 'mock registries',
      script: new URL('./mock-registries.ts', import.meta.url),
      arguments: [today, String(people)],
    }),
    gateway: await start({
      name: 'gateway',
      script: new URL('./contestant-gateway.ts', import.meta.url),
      environment,
    }),
    aggregator: await start({
      name: 'aggregator',
      script: new URL('./contestant-aggregator.ts', import.meta.url),
      environment,
    }),
  };
}

/** The personas come first; the generated people are alike, so that batches are. */
function oidsOf(today: string, generated: number): readonly string[] {
  const people = buildPeople({ today, generated, seed: 1 }).slice(-generated);
  return people.flatMap(({ records }) => records[0]?.oid ?? []);
}

interface Measuring {
  readonly rounds: number;
  readonly progress: (line: string) => void;
}

/** Each load in turns, so that a slow moment of the machine falls on both; who begins changes from round to round. */
async function measure(load: Load, field: Field, { rounds, progress }: Measuring): Promise<LoadResult> {
  const { gateway, aggregator, mocks } = field;
  const runs = new Map<Contestant, Run[]>([
    [gateway, []],
    [aggregator, []],
  ]);
  for (let round = 1 - load.warmUps; round <= rounds; round += 1) {
    const order = round % 2 === 0 ? [gateway, aggregator] : [aggregator, gateway];
    for (const contestant of order) {
      const result = await run(load, { contestant, mocks });
      const step = round < 1 ? 'warm-up' : `round ${round} of ${rounds}`;
      const cpu = (result.cpuMs / result.times.length).toFixed(2);
      progress(`${load.name}: ${contestant.name}, ${step}: ${cpu} ms CPU a query`);
      if (round >= 1) runs.get(contestant)?.push(result);
    }
  }
  return {
    load: load.name,
    gateway: figuresOf(runs.get(gateway) ?? []),
    aggregator: figuresOf(runs.get(aggregator) ?? []),
  };
}
