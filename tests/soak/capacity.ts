import type { Client } from './client.ts';
import { quantile } from './quantile.ts';
import { fullQuery } from './requests.ts';

/** What the gateway can do: the most full queries a second whose p99 stayed within bounds. */
export interface Capacity {
  readonly perSecond: number;
  readonly steps: readonly CapacityStep[];
}

/** A step of the search: so many clients, each with one query at a time. */
export interface CapacityStep {
  readonly clients: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99: number;
  readonly refused: number;
}

const clientSteps = [1, 2, 4, 8] as const;
const warmUpMs = 5_000;
const stepMs = 2_500;
/** p99 may be this many milliseconds, or as many times that of one client, if that is more. */
const bounds = { ms: 300, times: 10 } as const;

/** Finds the capacity with clients that each wait for their answer, after a warm-up; `people` are asked in turns. */
export async function findCapacity(client: Client, people: readonly string[]): Promise<Capacity> {
  let next = 0;
  const person = (): string => people[next++ % people.length] ?? '';
  await runClosedLoop(client, { clients: 4, forMs: warmUpMs, person });
  const steps: CapacityStep[] = [];
  for (const clients of clientSteps)
    steps.push(await runClosedLoop(client, { clients, forMs: stepMs, person }));
  const alone = steps[0]?.p99 ?? 0;
  const within = steps.filter(
    ({ p99, refused }) => refused === 0 && p99 <= Math.max(bounds.ms, alone * bounds.times),
  );
  return { steps, perSecond: Math.max(...within.map(({ perSecond }) => perSecond)) };
}

interface ClosedLoop {
  readonly clients: number;
  readonly forMs: number;
  readonly person: () => string;
}

async function runClosedLoop(client: Client, { clients, forMs, person }: ClosedLoop): Promise<CapacityStep> {
  const times: number[] = [];
  let refused = 0;
  const started = performance.now();
  const worker = async (): Promise<void> => {
    while (performance.now() - started < forMs) {
      const outcome = await client.send(fullQuery(person()));
      if (outcome.is === 'answered' && outcome.status === 200) times.push(outcome.tookMs);
      else refused += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, worker));
  const seconds = (performance.now() - started) / 1000;
  return { clients, perSecond: times.length / seconds, p99: quantile(times, 0.99), refused };
}
