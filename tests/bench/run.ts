import type { Headers } from '../sandbox-access.ts';
import type { Contestant } from './contestant.ts';
import { type Sent, shareOverCriticalPath } from './critical-path.ts';
import type { Load } from './loads.ts';
import { wallClock } from './mock-gates.ts';
import type { Mocks } from './mocks.ts';
import { openSender } from './sending.ts';
import { ownUsage } from './usage.ts';

/** What a round takes place between. */
export interface Servers {
  readonly contestant: Contestant;
  readonly mocks: Mocks;
  readonly headers: Headers;
}

/** What one round of a load on one contestant gave; times in milliseconds. */
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

/** Sends all bodies of a load to a contestant; the seed fixes how late registries are. Throws on any wrong answer. */
export async function run(load: Load, { contestant, mocks, headers }: Servers, seed: number): Promise<Run> {
  const sender = openSender(contestant, load.concurrency, headers);
  const usages = () => Promise.all([contestant.usage(), mocks.usage(), ownUsage()]);
  await mocks.letPass();
  if (load.delayed) await mocks.delay(seed);
  const before = await usages();
  const started = performance.now();
  const { sent, bytes } = await sendAll(load, sender.send);
  const wallMs = performance.now() - started;
  const after = await usages();
  const seen = await mocks.seen();
  await mocks.letPass();
  await sender.close();
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

async function sendAll(
  { bodies, concurrency }: Load,
  send: (body: string) => Promise<Buffer>,
): Promise<{ readonly sent: readonly Sent[]; readonly bytes: number }> {
  const sent: Sent[] = [];
  let bytes = 0;
  const pending = bodies.values();
  const worker = async (): Promise<void> => {
    for (const body of pending) {
      const sentMs = wallClock();
      bytes += (await send(body)).length;
      sent.push({ sentMs, answeredMs: wallClock() });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return { sent, bytes };
}
