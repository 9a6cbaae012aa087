import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Headers } from '../sandbox-access.ts';

/** What became of one request; times in milliseconds. */
export interface Sent {
  /** 0 where the connection was closed. */
  readonly status: number;
  readonly tookMs: number;
  readonly text: string;
}

/** Sends GraphQL requests over connections of its own. */
export interface Sender {
  readonly send: (body: string, headers: Headers) => Promise<Sent>;
  readonly close: () => Promise<void>;
}

/** A sender with as many connections as it has requests at once. */
export function openSender(url: string): Sender {
  const pool = new Pool(url, { connections: 512, headersTimeout: 0, bodyTimeout: 0 });
  return {
    send: async (body, headers) => {
      const begun = performance.now();
      try {
        const own = { 'content-type': 'application/json', ...headers };
        const reply = await pool.request({ method: 'POST', path: '/graphql', headers: own, body });
        const text = await reply.body.text();
        return { status: reply.statusCode, tookMs: performance.now() - begun, text };
      } catch {
        return { status: 0, tookMs: performance.now() - begun, text: '' };
      }
    },
    close: () => pool.destroy(),
  };
}

/** How many came to which status. */
export class Tally {
  readonly #counts = new Map<string, number>();

  count(name: string | number): void {
    this.#counts.set(String(name), (this.#counts.get(String(name)) ?? 0) + 1);
  }

  toString(): string {
    return [...this.#counts].map(([name, count]) => `${count} × ${name}`).join(', ') || 'nothing';
  }
}

/** Does something over and over, so many at once, until a signal aborts. */
export async function over(
  again: (index: number) => Promise<unknown>,
  { atOnce, until }: { readonly atOnce: number; readonly until: AbortSignal },
): Promise<void> {
  let index = 0;
  const one = async (): Promise<void> => {
    while (!until.aborted) {
      index += 1;
      await again(index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

/** Does something so many times a second, whatever becomes of it, until a signal aborts. */
export async function everySecond(
  times: number,
  until: AbortSignal,
  again: (index: number) => Promise<unknown>,
): Promise<void> {
  const begun = performance.now();
  const coming = new Set<Promise<unknown>>();
  for (let index = 0; !until.aborted; index += 1) {
    const early = begun + (index * 1_000) / times - performance.now();
    if (early > 0) await sleep(early);
    const one = again(index).finally(() => coming.delete(one));
    coming.add(one);
  }
  await Promise.allSettled(coming);
}
