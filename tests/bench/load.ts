import { Pool } from 'undici';
import type { Headers } from '../sandbox-access.ts';
import { type Contestant, type Usage, usageOf } from './contestant.ts';

/** What is sent again and again. */
export interface Load {
  readonly name: string;
  /** Students in one query. */
  readonly students: number;
  /** Sent once each in a round; no two ask for the same student. */
  readonly bodies: readonly string[];
  /** Most requests under way at once. */
  readonly concurrency: number;
  /** Rounds whose figures are thrown away, until the compiler has settled. */
  readonly warmUps: number;
}

/** The servers that a run involves. */
export interface Servers {
  readonly contestant: Contestant;
  readonly mocks: Contestant;
  /** Sent with each query, besides the type of the body. */
  readonly headers: Headers;
}

/** What one round of a load on one contestant gave; times in milliseconds. */
export interface Run {
  /** Time of each query, from sending to the last byte of its answer. */
  readonly times: readonly number[];
  readonly wallMs: number;
  readonly bytes: number;
  readonly cpuMs: number;
  /** CPU time of the mock registries and of the process that sends the load: what they lack, a contestant waits for. */
  readonly mocksCpuMs: number;
  readonly senderCpuMs: number;
  /** Largest resident memory of the contestant so far. */
  readonly peakMiB: number;
}

/** Sends all bodies of a load to a contestant. Throws on any answer that is not right. */
export async function run(load: Load, { contestant, mocks, headers }: Servers): Promise<Run> {
  const { origin, pathname } = new URL(contestant.url);
  const pool = new Pool(origin, { connections: load.concurrency, headersTimeout: 0, bodyTimeout: 0 });
  const measureAll = () => Promise.all([contestant.usage(), mocks.usage(), usageOf(process)]);
  const before = await measureAll();
  const started = performance.now();
  const sent = await sendAll(load, (body) => send(pool, pathname, { body, headers }));
  const wallMs = performance.now() - started;
  const after = await measureAll();
  await pool.close();
  return {
    ...sent,
    wallMs,
    cpuMs: spent(before[0], after[0]),
    mocksCpuMs: spent(before[1], after[1]),
    senderCpuMs: spent(before[2], after[2]),
    peakMiB: after[0].peakMiB,
  };
}

async function sendAll(
  { bodies, concurrency }: Load,
  sendOne: (body: string) => Promise<number>,
): Promise<Pick<Run, 'times' | 'bytes'>> {
  const times: number[] = [];
  let bytes = 0;
  const pending = bodies.values();
  const worker = async (): Promise<void> => {
    for (const body of pending) {
      const sent = performance.now();
      bytes += await sendOne(body);
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return { times, bytes };
}

const right = Buffer.from('{"data":{"student');

/** The bytes of the answer. Only its beginning is looked at: to parse it would take more time than to make it. */
async function send(
  pool: Pool,
  path: string,
  sent: { readonly body: string; readonly headers: Headers },
): Promise<number> {
  const { body } = sent;
  const headers = { 'content-type': 'application/json', ...sent.headers };
  const response = await pool.request({ method: 'POST', path, headers, body });
  const answer = Buffer.from(await response.body.arrayBuffer());
  const isRight = response.statusCode === 200 && answer.subarray(0, right.length).equals(right);
  if (!isRight || answer.includes('"errors":'))
    throw new Error(`A contestant answered ${response.statusCode}: ${answer.toString('utf8', 0, 300)}`);
  return answer.length;
}

function spent(before: Usage, after: Usage): number {
  return after.cpuMs - before.cpuMs;
}
