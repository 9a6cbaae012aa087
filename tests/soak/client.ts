import { Pool } from 'undici';
import type { Headers } from '../sandbox-access.ts';
import type { Query } from './requests.ts';

/** What became of a query; times in milliseconds. */
export type Outcome =
  | {
      readonly is: 'answered';
      readonly status: number;
      readonly body: Buffer;
      readonly retryAfter: boolean;
      /** From sending to the last byte. */
      readonly tookMs: number;
    }
  | { readonly is: 'left' }
  | { readonly is: 'broken'; readonly why: string };

/** A client of the gateway. */
export interface Client {
  readonly send: (query: Query) => Promise<Outcome>;
  /** Closes all connections; for good. */
  readonly close: () => Promise<void>;
}

/** More than are ever needed at once: a query that waited for a connection would be measured too slow, and sent too late. */
const connections = 1024;

/** Opens a client; `credentials` are the headers that tell who asks. */
export function openClient(url: string, credentials: () => Promise<Headers>): Client {
  const pool = new Pool(url, { connections, headersTimeout: 0, bodyTimeout: 0 });
  return {
    send: async ({ body, leavesAfterMs }) => {
      const headers = { 'content-type': 'application/json', ...(await credentials()) };
      const leaving = leavesAfterMs === null ? null : AbortSignal.timeout(leavesAfterMs);
      const sent = performance.now();
      try {
        const response = await pool.request({
          method: 'POST',
          path: '/graphql',
          headers,
          body,
          signal: leaving,
        });
        const answer = Buffer.from(await response.body.arrayBuffer());
        const { statusCode: status } = response;
        const retryAfter = response.headers['retry-after'] !== undefined;
        return { is: 'answered', status, body: answer, retryAfter, tookMs: performance.now() - sent };
      } catch (error) {
        if (leaving?.aborted === true) return { is: 'left' };
        return { is: 'broken', why: error instanceof Error ? error.message : 'unknown' };
      }
    },
    close: () => pool.close(),
  };
}
