import { randomFrom } from '../../mocks/generator/random.ts';
import { type Capacity, findCapacity } from './capacity.ts';
import type { Client, Outcome } from './client.ts';
import { type Busy, busyBetween, type Mark, markNow } from './mark.ts';
import { runOpenLoop, type Stretch } from './open-loop.ts';
import { quantile } from './quantile.ts';
import { fullQuery } from './requests.ts';
import type { Stage } from './stage.ts';
import type { Vitals } from './vitals.ts';

/** How long each part of an overload run takes, milliseconds. */
export interface OverloadPlan {
  readonly seed: number;
  readonly baselineMs: number;
  readonly overloadMs: number;
  readonly afterMs: number;
}

/** One query of a load; times in milliseconds. */
export interface Sample {
  /** From the stretch's start to when the query was due. */
  readonly dueMs: number;
  readonly is: 'whole' | 'incomplete' | 'refused' | 'broken';
  readonly fromDueMs: number;
  readonly fromSentMs: number;
}

/** A stretch of the load, and who was how busy meanwhile. */
export interface LoadRun extends Stretch {
  readonly samples: readonly Sample[];
  /** The gateway at its end. */
  readonly vitals: Vitals;
  readonly busy: Busy;
}

/** What an overload run came to. */
export interface OverloadResult {
  readonly capacity: { readonly before: Capacity; readonly after: Capacity };
  readonly baseline: LoadRun;
  readonly overload: LoadRun;
  readonly after: LoadRun;
  /** How late the load generator sent its queries, 99 of 100; milliseconds. */
  readonly sendDelayP99: number;
}

/** How much is asked, as a multiple of the capacity. */
const overloadFactor = 3;
const ordinaryFactor = 0.5;

/** Measures the capacity, asks half of it, three times it and half of it again, and measures the capacity again. */
export async function runOverload(
  stage: Stage,
  plan: OverloadPlan,
  progress: (line: string) => void,
): Promise<OverloadResult> {
  const client = stage.openClient();
  // Generated people are alike: no query is heavier than another by whom it asks about.
  const people = stage.people.slice(-500);
  const before = await findCapacity(client, people);
  progress(`capacity: ${before.perSecond.toFixed(1)} queries/s`);
  await stage.vitals();
  const ordinary = before.perSecond * ordinaryFactor;
  const stretches = [
    { perSecond: ordinary, forMs: plan.baselineMs },
    { perSecond: before.perSecond * overloadFactor, forMs: plan.overloadMs },
    { perSecond: ordinary, forMs: plan.afterMs },
  ];
  const run = await runStretches(stage, client, { stretches, people, seed: plan.seed, progress });
  const after = await findCapacity(client, people);
  await client.close();
  return { ...run, capacity: { before, after } };
}

interface Loading {
  readonly stretches: readonly Stretch[];
  readonly people: readonly string[];
  readonly seed: number;
  readonly progress: (line: string) => void;
}

type Run = Omit<OverloadResult, 'capacity'>;

async function runStretches(stage: Stage, client: Client, loading: Loading): Promise<Run> {
  const { stretches, people, seed, progress } = loading;
  const samples: Sample[][] = stretches.map(() => []);
  const marks: Promise<Mark>[] = [];
  let next = 0;
  let began = 0;
  const sendDelays = await runOpenLoop({
    stretches,
    random: randomFrom(seed),
    onStretch: (number) => {
      began = performance.now();
      marks.push(markNow(stage, 'as it is'));
      const stretch = stretches[number];
      if (stretch !== undefined)
        progress(`${stretch.perSecond.toFixed(1)} queries/s for ${stretch.forMs / 1000} s`);
    },
    send: async (due, number) => {
      next += 1;
      const dueMs = due - began;
      const sent = performance.now();
      const outcome = await client.send(fullQuery(people[next % people.length] ?? ''));
      const now = performance.now();
      samples[number]?.push({ dueMs, is: kindOf(outcome), fromDueMs: now - due, fromSentMs: now - sent });
    },
    stop: () => stage.endedBy() !== null,
  });
  const [baseline, overload, after] = runsOf(stretches, samples, await Promise.all(marks));
  if (baseline === undefined || overload === undefined || after === undefined)
    throw new Error('The load ended early.');
  return { baseline, overload, after, sendDelayP99: quantile(sendDelays, 0.99) };
}

function runsOf(
  stretches: readonly Stretch[],
  samples: readonly (readonly Sample[])[],
  marks: readonly Mark[],
): readonly LoadRun[] {
  return stretches.flatMap((stretch, number) => {
    const [start, end] = marks.slice(number, number + 2);
    if (start === undefined || end === undefined) return [];
    return [
      { ...stretch, samples: samples[number] ?? [], vitals: end.vitals, busy: busyBetween(start, end) },
    ];
  });
}

/** Only looked at, not parsed: to parse every answer would take the time that is to be measured. */
function kindOf(outcome: Outcome): Sample['is'] {
  if (outcome.is !== 'answered') return 'broken';
  if (outcome.status === 503) return outcome.retryAfter ? 'refused' : 'broken';
  if (outcome.status !== 200 || outcome.body.includes('"errors":')) return 'broken';
  return outcome.body.includes('"SOURCE_UNAVAILABLE"') ? 'incomplete' : 'whole';
}
