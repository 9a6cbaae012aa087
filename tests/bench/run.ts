import type { Contestant } from './contestant.ts';
import { type Sent, shareOverCriticalPath } from './critical-path.ts';
import type { Load } from './loads.ts';
import { wallClock } from './mock-gates.ts';
import type { Mocks } from './mocks.ts';
import type { Sender } from './sending.ts';
import { ownUsage } from './usage.ts';

/** What a turn takes place between. */
export interface Servers {
  readonly contestant: Contestant;
  readonly sender: Sender;
  readonly mocks: Mocks;
}

/** What of a load is needed to send a turn of it. */
export type SentLoad = Pick<Load, 'bodies' | 'concurrency' | 'perTurn' | 'delayed'>;

/** What one turn of a contestant gave; times in milliseconds. */
export interface Run {
  /** Time of each query, from sending to the last byte of its answer. */
  readonly times: readonly number[];
  readonly wallMs: number;
  readonly bytes: number;
  /** Of all the contestant's processes. */
  readonly cpuMs: number;
  /** CPU time of the mock registries and of the process that sends the load: what they lack, a contestant waits for. */
  readonly mocksCpuMs: number;
  readonly senderCpuMs: number;
  /** The sum of the largest resident memories of the contestant's processes so far, and that of the front alone. */
  readonly peakMiB: number;
  readonly frontPeakMiB: number;
  /** Calls to registries. */
  readonly calls: number;
  /** Time of each query by the delays on its critical path; empty where registries are not delayed. */
  readonly overCriticalPath: readonly number[];
}

/**
 * Sends the queries of one turn to a contestant; its number says which, and how late registries are. Throws on any wrong
 * answer.
 */
export async function run(
  load: SentLoad,
  { contestant, sender, mocks }: Servers,
  turn: number,
): Promise<Run> {
  const usages = () => Promise.all([contestant.usage(), mocks.usage(), ownUsage()]);
  await mocks.letPass();
  if (load.delayed) await mocks.delay(turn);
  const before = await usages();
  const started = performance.now();
  const { sent, bytes } = await sendAll(load, turn, sender.send);
  const wallMs = performance.now() - started;
  const after = await usages();
  const seen = await mocks.seen();
  await mocks.letPass();
  return {
    times: sent.map(({ sentMs, answeredMs }) => answeredMs - sentMs),
    bytes,
    wallMs,
    cpuMs: after[0].cpuMs - before[0].cpuMs,
    mocksCpuMs: after[1].cpuMs - before[1].cpuMs,
    senderCpuMs: after[2].cpuMs - before[2].cpuMs,
    peakMiB: after[0].peakMiB,
    frontPeakMiB: after[0].frontPeakMiB,
    calls: seen.calls,
    overCriticalPath: load.delayed ? shareOverCriticalPath(sent, seen.delayed) : [],
  };
}

/** CPU of a contestant's turn for each of its queries, in milliseconds. */
export function cpuPerQueryOf({ cpuMs, times }: Run): number {
  return cpuMs / times.length;
}

/** Sends the queries of one turn without measuring anything: what warms a contestant up. */
export async function warmUp(load: SentLoad, { send }: Sender, turn: number): Promise<void> {
  await sendAll(load, turn, send);
}

async function sendAll(
  { bodies, concurrency, perTurn }: SentLoad,
  turn: number,
  send: (body: string) => Promise<Buffer>,
): Promise<{ readonly sent: readonly Sent[]; readonly bytes: number }> {
  const sent: Sent[] = [];
  let bytes = 0;
  const first = turn * perTurn;
  const pending = Array.from(
    { length: perTurn },
    (_, index) => bodies[(first + index) % bodies.length] ?? '',
  ).values();
  const worker = async (): Promise<void> => {
    for (const body of pending) {
      const sentMs = wallClock();
      bytes += (await send(body)).length;
      sent.push({ sentMs, answeredMs: wallClock() });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: concurrency }, worker));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return { sent, bytes };
}
