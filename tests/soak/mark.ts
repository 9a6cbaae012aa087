import type { Stage } from './stage.ts';
import type { Vitals } from './vitals.ts';

/** Where everything stands at a moment. */
export interface Mark {
  /** By the monotonic clock, milliseconds. */
  readonly at: number;
  readonly vitals: Vitals;
  readonly cpuMs: Readonly<Record<Party, number>>;
}

/** The processes that share the machine: what one lacks, the others wait for. */
export type Party = 'gateway' | 'mocks' | 'sender';

/** Shares of one core that the processes took. */
export type Busy = Readonly<Record<Party, number>>;

/** Looks at everything. */
export async function markNow(stage: Stage, how: 'collected' | 'as it is'): Promise<Mark> {
  const at = performance.now();
  const { user, system } = process.cpuUsage();
  const [vitals, mocks] = await Promise.all([stage.vitals(how), stage.mocksCpuMs()]);
  return { at, vitals, cpuMs: { gateway: vitals.cpuMs, mocks, sender: (user + system) / 1000 } };
}

/** What the processes took between two moments. */
export function busyBetween(start: Mark, end: Mark): Busy {
  const wallMs = end.at - start.at;
  const share = (party: Party): number => (end.cpuMs[party] - start.cpuMs[party]) / wallMs;
  return { gateway: share('gateway'), mocks: share('mocks'), sender: share('sender') };
}
