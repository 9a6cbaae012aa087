import type { Verification } from '../../gateway/disclosure/verify/verify-log.ts';
import { randomFrom } from '../../mocks/generator/random.ts';
import { verdictOf } from './answer.ts';
import { takeBaseline } from './baseline.ts';
import type { Client } from './client.ts';
import { problemsOfLog } from './disclosures.ts';
import { type Busy, busyBetween, markNow } from './mark.ts';
import { runOpenLoop } from './open-loop.ts';
import { type FaultPlan, type FaultPlay, pause, playFaults } from './play-faults.ts';
import { quantile } from './quantile.ts';
import { drawQuery, type Query } from './requests.ts';
import type { Stage, StageOptions } from './stage.ts';
import { count, createTally, type Tally, totalOf } from './tally.ts';
import { growthOf, type Vitals } from './vitals.ts';

/** A soak: how much is asked for how long, and how faults follow each other. */
export interface SoakPlan extends FaultPlan {
  readonly perSecond: number;
  readonly forMs: number;
  /** Without any load, before the gateway is looked at; milliseconds. */
  readonly calmMs: number;
  readonly deadlines: Pick<StageOptions, 'deadlineMs' | 'bulkDeadlineMs'>;
}

/** What a soak came to. */
export interface SoakResult {
  readonly plan: SoakPlan;
  readonly tally: Tally;
  readonly faultsPlayed: number;
  readonly start: Vitals;
  /** At the end of the load; its event-loop delay is that of the load. */
  readonly loaded: Vitals;
  readonly end: Vitals;
  /** How late the load generator sent its queries, 99 of 100; milliseconds. */
  readonly sendDelayP99: number;
  readonly busy: Busy;
  /** Of the gateway's disclosure log, after the load. */
  readonly log: Verification;
  /** What fails the soak, in words; empty when it passed. */
  readonly failures: readonly string[];
}

type Progress = (line: string) => void;

const progressMs = 10_000;
/** Connections to all registries and their log-ins that may stay open: the sum of their pools. */
const pools = 60;

/** Runs a soak on a stage that is warm. Throws when the gateway cannot be asked any more. */
export async function soak(stage: Stage, plan: SoakPlan, progress: Progress): Promise<SoakResult> {
  const baseline = await withClient(stage, (client) => takeBaseline(client, stage.people));
  progress(`baseline of ${baseline.size} people taken`);
  await pause(Math.min(plan.calmMs, 5_000));
  const start = await markNow(stage, 'collected');
  const tally = createTally();
  const faults = playFaults(stage, plan);
  const telling = setInterval(() => progress(progressLine(tally, faults)), progressMs);
  const client = stage.openClient();
  const ask = async (query: Query, due: number): Promise<void> => {
    tally.started += 1;
    const sent = performance.now();
    const outcome = await client.send(query);
    const fromDueMs = performance.now() - due;
    const struck = faults.since(sent);
    const verdict = verdictOf(query, outcome, { baseline, faults: struck });
    const under = struck.map(({ registry, fault }) => `${fault} of ${registry}`).join(', ') || 'no fault';
    count(tally, { outcome, verdict, under }, { deadlineMs: deadlineOf(query, plan), fromDueMs });
  };
  const random = randomFrom(plan.seed);
  const sendDelays = await runOpenLoop({
    stretches: [{ perSecond: plan.perSecond, forMs: plan.forMs }],
    random,
    send: (due) => ask(drawQuery(random, stage.people), due),
    stop: () => stage.endedBy() !== null,
  });
  clearInterval(telling);
  await faults.end();
  const loaded = await markNow(stage, 'as it is');
  await client.close();
  await pause(plan.calmMs);
  const end = await stage.vitals();
  const log = await stage.verifyLog();
  return {
    plan,
    tally,
    faultsPlayed: faults.played(),
    start: start.vitals,
    loaded: loaded.vitals,
    end,
    sendDelayP99: quantile(sendDelays, 0.99),
    busy: busyBetween(start, loaded),
    log,
    failures: [...failuresOf(tally, start.vitals, end), ...problemsOfLog(log, tally.kinds.get('200') ?? 0)],
  };
}

async function withClient<T>(stage: Stage, use: (client: Client) => Promise<T>): Promise<T> {
  const client = stage.openClient();
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

function deadlineOf({ kind }: Query, { deadlines }: SoakPlan): number {
  return kind === 'bulk' ? deadlines.bulkDeadlineMs : deadlines.deadlineMs;
}

function failuresOf(tally: Tally, start: Vitals, end: Vitals): readonly string[] {
  const illegal = totalOf(tally.illegal);
  const unanswered = tally.started - totalOf(tally.kinds);
  return [
    ...(illegal > 0 ? [`${illegal} illegal answers`] : []),
    ...(unanswered > 0 ? [`${unanswered} queries without any outcome`] : []),
    ...growthOf(start, end, pools),
  ];
}

function progressLine(tally: Tally, faults: FaultPlay): string {
  const fault = faults.now();
  const now = fault === null ? 'normal' : `${fault.fault} of ${fault.registry}`;
  const recent = tally.times.slice(-500);
  const kinds = [...tally.kinds].map(([kind, times]) => `${kind}: ${times}`).join(', ');
  const p99 = quantile(recent, 0.99).toFixed(0);
  return `${now} | ${tally.started} started; ${kinds}; illegal: ${totalOf(tally.illegal)} | p99 of the last ${recent.length}: ${p99} ms`;
}
