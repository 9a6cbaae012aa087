import { Pool } from 'undici';
import type { Headers } from '../sandbox-access.ts';
import type { Contestant } from './contestant.ts';

/** Sends queries to one contestant. */
export interface Sender {
  /** The answer as it came. Throws when it is no answer with data and without errors. */
  readonly send: (body: string) => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

const right = Buffer.from('{"data":{"');

/** A sender with at most so many connections, which sends these headers besides the type of the body. */
export function openSender(
  contestant: Contestant,
  connections: number,
  more: () => Promise<Headers>,
): Sender {
  const { origin, pathname: path } = new URL(contestant.url);
  const pool = new Pool(origin, { connections, headersTimeout: 0, bodyTimeout: 0 });
  const usual = { 'content-type': 'application/json', accept: 'application/json' };
  return {
    send: async (body) => {
      const headers = { ...usual, ...(await more()) };
      const response = await pool.request({ method: 'POST', path, headers, body });
      const answer = Buffer.from(await response.body.arrayBuffer());
      // Only its beginning is looked at: to parse it would take more time than to make it.
      const isRight = response.statusCode === 200 && answer.subarray(0, right.length).equals(right);
      if (isRight && !answer.includes('"errors":')) return answer;
      const shown = answer.toString('utf8', 0, 300);
      throw new Error(`A contestant answered ${response.statusCode}: ${shown}`);
    },
    close: () => pool.close(),
  };
}
