import { Registry } from 'prom-client';
import { createWatch } from '../../gateway/limits/anomalies.ts';
import type { Asker } from '../../gateway/limits/asker.ts';
import { createRateLimits, type RateLimits, type Wait } from '../../gateway/limits/rate-limits.ts';
import { openSharedState, type SharedStateParts } from '../../gateway/shared-state/open.ts';
import type { SharedStateSettings } from '../../gateway/shared-state/settings.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { createProcessLeases } from '../../subgraphs/registry/connection-leases.ts';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import { createProcessRests } from '../../subgraphs/registry/log-in-rests.ts';

/** One process of a deployment, as far as it shares state with others. */
export type Replica = Awaited<ReturnType<typeof startReplica>>;

/** Starts what a gateway's process shares; its clock, which counts only without the store, stands until it is set. */
export async function startReplica(
  settings: Pick<SharedStateSettings, 'url' | 'deployment'> & Partial<SharedStateSettings>,
  parts: Pick<SharedStateParts, 'answerMs'> = {},
) {
  const all = { mode: 'mock', replicas: 2, ...settings } as const;
  const metrics = new Registry();
  const lines: string[] = [];
  const clock = { now: 1_000 };
  const closers: (() => Promise<void>)[] = [];
  const log = {
    warn: (fields: object, message: string) => lines.push(JSON.stringify({ ...fields, message })),
  };
  const tools = {
    clock: createClock('2026-11-24'),
    callerId: '1.2.246.562.10.00000000001.test',
    onlyMocks: false,
    institutions: loadInstitutions(null),
    onClose: (close: () => Promise<void>) => closers.push(close),
    log,
    connectionLeases: createProcessLeases(all.replicas),
    logInRests: createProcessRests(all.replicas),
  };
  const state = await openSharedState(all, { tools, now: () => clock.now, metrics, ...parts });
  const noon = { now: () => new Date('2026-11-24T10:00:00Z') };
  return {
    ...state,
    clock,
    lines,
    rates: createRateLimits(state),
    watch: createWatch({ ...state, clock: noon, log, metrics }),
    leases: state.tools.connectionLeases ?? tools.connectionLeases,
    rests: state.tools.logInRests ?? tools.logInRests,
    metric: async (name: string) => {
      const { values } = (await metrics.getSingleMetric(name)?.get()) ?? { values: [] };
      return values.reduce((sum, { value }) => sum + value, 0);
    },
    close: async () => {
      await Promise.all(closers.map((close) => close()));
    },
  };
}

/** How many of so many requests are admitted, asked of the replicas in turn. */
export async function requestsAdmitted(
  limits: readonly RateLimits[],
  asker: Asker,
  count: number,
): Promise<number> {
  const waits: Wait[] = [];
  for (let index = 0; index < count; index += 1)
    waits.push((await limits[index % limits.length]?.admitRequest(asker)) ?? null);
  return admitted(waits);
}

/** How many of the questions, each about some people, are admitted, asked of the replicas in turn. */
export async function questionsAdmitted(
  limits: readonly RateLimits[],
  asker: Asker,
  questions: readonly (readonly string[])[],
): Promise<number> {
  const waits: Wait[] = [];
  for (const [index, people] of questions.entries())
    waits.push((await limits[index % limits.length]?.admitPeople(asker, people)) ?? null);
  return admitted(waits);
}

/** How many were admitted. */
export function admitted(waits: readonly Wait[]): number {
  return waits.filter((wait) => wait === null).length;
}
