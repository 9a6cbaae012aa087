import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { isXml } from '../answer-text.ts';
import type { Strike } from '../dials.ts';
import type { Effects, WireWork } from './effect.ts';

const mebibyte = 1024 * 1024;

/** What goes wrong while an answer is on its way. */
export const wireEffects = {
  latency: {
    at: 'wire',
    send: async ({ strike }) => {
      await sleep(delayOf(strike), undefined, { ref: false });
      return 'pass';
    },
  },
  hang: { at: 'wire', send: async () => 'sent' },
  'hang-body': {
    at: 'wire',
    send: async (work) => {
      const body = begin(work);
      await write(work.response, body.subarray(0, Math.min(work.strike.number('bytes'), body.length - 1)));
      return 'sent';
    },
  },
  'slow-drip': {
    at: 'wire',
    send: async (work) => {
      const { response, strike } = work;
      for (const byte of begin(work)) {
        if (response.destroyed) return 'sent';
        response.write(Uint8Array.of(byte));
        await sleep(strike.number('ms'), undefined, { ref: false });
      }
      response.end();
      return 'sent';
    },
  },
  reset: {
    at: 'wire',
    send: async ({ response }) => {
      response.socket?.resetAndDestroy();
      return 'sent';
    },
  },
  'reset-mid-body': {
    at: 'wire',
    send: async (work) => {
      const body = begin(work);
      await write(work.response, body.subarray(0, Math.min(work.strike.number('bytes'), body.length - 1)));
      work.response.socket?.resetAndDestroy();
      return 'sent';
    },
  },
  truncated: {
    at: 'wire',
    send: async (work) => {
      const body = begin(work);
      await write(work.response, halfOf(body));
      work.response.socket?.end();
      return 'sent';
    },
  },
  'truncated-chunked': {
    at: 'wire',
    send: async (work) => {
      await write(work.response, halfOf(begin(work, 'chunked')));
      work.response.socket?.end();
      return 'sent';
    },
  },
  'endless-body': {
    at: 'wire',
    send: async (work) => {
      const body = begin(work, 'chunked');
      const xml = isXml(body.toString());
      await write(work.response, xml ? body.subarray(0, body.indexOf('>') + 1) : Buffer.from('['));
      await pour(work.response, work.strike.number('mebibytes') * mebibyte);
      return 'sent';
    },
  },
} as const satisfies Effects;

/** Sends the head, with the length of the whole body or without, and gives the body. */
function begin({ response, headers, answer }: WireWork, form: 'whole' | 'chunked' = 'whole'): Buffer {
  // A body of at least two bytes, so that there is always something that does not come.
  const body = answer.body.length < 2 ? Buffer.from('  ') : Buffer.from(answer.body);
  const length = form === 'whole' ? { 'content-length': body.length } : {};
  response.writeHead(answer.status, { ...headers, ...length });
  response.flushHeaders();
  return body;
}

function halfOf(body: Buffer): Buffer {
  return body.subarray(0, Math.ceil(body.length / 2));
}

/** Writes, and waits until it is out. */
async function write(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  if (bytes.length === 0) return;
  await new Promise<void>((resolve) => {
    response.write(bytes, () => resolve());
  });
}

/** Sends spaces until the reader has had enough, or the limit is reached. */
async function pour(response: ServerResponse, limit: number): Promise<void> {
  const spaces = Buffer.alloc(mebibyte / 16, ' ');
  for (let sent = 0; sent < limit && !response.destroyed; sent += spaces.length) {
    await write(response, spaces);
  }
  response.destroy();
}

/** The 99th percentile of the standard normal distribution. */
const z99 = 2.326_347_9;

/** A delay in milliseconds, drawn by the strike's distribution. */
export function delayOf(strike: Strike): number {
  const { random } = strike;
  const distribution = strike.choice('distribution');
  if (distribution === 'fixed') return strike.number('ms');
  if (distribution === 'uniform') {
    const min = strike.number('min');
    return min + random.next() * Math.max(strike.number('max') - min, 0);
  }
  const median = Math.max(strike.number('p50'), 1);
  const spread = Math.log(Math.max(strike.number('p99'), median) / median) / z99;
  // Box–Muller; 1 - next() is never 0, whose logarithm is none.
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.min(median * Math.exp(spread * normal), 120_000);
}
