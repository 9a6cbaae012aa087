import { buildPeople } from '../../mocks/people.ts';
import { accessFrom, developerAt, type Headers } from '../sandbox-access.ts';
import { type Contestant, type Start, startContestant } from './contestant.ts';
import { figuresOf } from './figures.ts';
import { type Load, type Run, run } from './load.ts';
import { loadsOf } from './loads.ts';
import { type ContestantName, contestantNames, type LoadResult } from './table.ts';

/** How much is measured. */
export interface Scale {
  /** Generated people; queries ask for them alone. */
  readonly people: number;
  readonly rounds: number;
  /** Length of a round, as a share of the full one. */
  readonly share: number;
}

interface Field {
  readonly contestants: Readonly<Record<ContestantName, Contestant>>;
  readonly mocks: Contestant;
  /** Headers of whoever asks. */
  readonly headers: () => Promise<Headers>;
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
      progress(`mock registries with ${scale.people} people, gateways and aggregator are up`);
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

/** Where the issuer of the sandbox listens by default. */
const issuerAt = 'http://127.0.0.1:4106';

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
    // All answer everything: a refusal would be no measure.
    MIN_CONCURRENT_QUERIES: '1000',
  };
  const mocks = await start({
    name: 'mock registries',
    script: new URL('./mock-registries.ts', import.meta.url),
    arguments: [today, String(people)],
  });
  const contestant = (name: ContestantName, script: string, more: Readonly<Record<string, string>> = {}) =>
    start({ name, script: new URL(script, import.meta.url), environment: { ...environment, ...more } });
  return {
    mocks,
    contestants: {
      gateway: await contestant('gateway', './contestant-gateway.ts', accessFrom(issuerAt)),
      'without its log': await contestant(
        'without its log',
        './contestant-unlogged.ts',
        accessFrom(issuerAt),
      ),
      aggregator: await contestant('aggregator', './contestant-aggregator.ts'),
    },
    headers: developerAt(issuerAt),
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

/** Each load in turns, so that a slow moment of the machine falls on all; who begins changes from round to round. */
async function measure(load: Load, field: Field, { rounds, progress }: Measuring): Promise<LoadResult> {
  const { contestants, mocks, headers } = field;
  const runs: Record<ContestantName, Run[]> = { gateway: [], 'without its log': [], aggregator: [] };
  for (let round = 1 - load.warmUps; round <= rounds; round += 1) {
    for (const name of inTurn(contestantNames, round + load.warmUps)) {
      const result = await run(load, { contestant: contestants[name], mocks, headers: await headers() });
      const step = round < 1 ? 'warm-up' : `round ${round} of ${rounds}`;
      const cpu = (result.cpuMs / result.times.length).toFixed(2);
      progress(`${load.name}: ${name}, ${step}: ${cpu} ms CPU a query`);
      if (round >= 1) runs[name].push(result);
    }
  }
  return {
    load: load.name,
    gateway: figuresOf(runs.gateway),
    'without its log': figuresOf(runs['without its log']),
    aggregator: figuresOf(runs.aggregator),
  };
}

function inTurn<T>(all: readonly T[], turn: number): readonly T[] {
  const first = turn % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
}
