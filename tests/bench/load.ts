import { Pool } from 'undici';
import type { Contestant, Usage } from './contestant.ts';

/** What is sent again and again. */
export interface Load {
  readonly name: string;
  /** Bodies in turn; ids differ from one to the next, so that no contestant gains by answering twice the same. */
  readonly bodies: readonly string[];
  readonly concurrency: number;
}

/** What one run of a load on one contestant gave. */
export interface Measured {
  readonly cpuMsPerRequest: number;
  readonly p50: number;
  readonly p99: number;
  readonly requestsPerSecond: number;
  readonly peakMiB: number;
  readonly bytesPerAnswer: number;
}

/** Sends all bodies of a load to a contestant, a fixed number under way at once. Throws on any answer that is not right. */
export async function run(load: Load, contestant: Contestant): Promise<Measured> {
  const { origin, pathname } = new URL(contestant.url);
  const pool = new Pool(origin, { connections: load.concurrency });
  const before = await contestant.usage();
  const started = performance.now();
  const times: number[] = [];
  let bytes = 0;
  const bodies = load.bodies.values();
  const worker = async (): Promise<void> => {
    for (const body of bodies) {
      const sent = performance.now();
      bytes += await send(pool, pathname, body);
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: load.concurrency }, worker));
  const seconds = (performance.now() - started) / 1000;
  const after = await contestant.usage();
  await pool.close();
  return summary({ times, seconds, bytes, before, after });
}

async function send(pool: Pool, path: string, body: string): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const response = await pool.request({ method: 'POST', path, headers, body });
  const text = await response.body.text();
  if (response.statusCode !== 200 || !text.startsWith('{"data":') || text.includes('"errors":')) {
    throw new Error(`a contestant answered ${response.statusCode}: ${text.slice(0, 300)}`);
  }
  return text.length;
}

interface Raw {
  readonly times: readonly number[];
  readonly seconds: number;
  readonly bytes: number;
  readonly before: Usage;
  readonly after: Usage;
}

function summary({ times, seconds, bytes, before, after }: Raw): Measured {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    cpuMsPerRequest: (after.cpuMs - before.cpuMs) / times.length,
    p50: at(0.5),
    p99: at(0.99),
    requestsPerSecond: times.length / seconds,
    peakMiB: after.peakMiB,
    bytesPerAnswer: Math.round(bytes / times.length),
  };
}
