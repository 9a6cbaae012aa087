import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type LogInRests, restMs } from '../../subgraphs/registry/log-in-rests.ts';
import { beginLogIn, endLogIn } from './scripts.ts';
import type { Store } from './store.ts';

/** A replica that died while it logged in holds the others up for so long. */
const longestTryMs = 10_000;
const pauseMs = 50;

const begun = z.tuple([z.int().min(0), z.int()]);

/** Rests of all replicas: one of them logs in at a time, so that the others hear of a refusal before they try. */
export function createSharedRests(store: Store, own: LogInRests): LogInRests {
  return {
    of: (server, account) => {
      const alone = own.of(server, account);
      const id = crypto.randomUUID();
      const keys = (): readonly string[] => [
        store.keyOf('log-in', store.hashed(JSON.stringify([server, account]))),
      ];
      return {
        begin: async () => {
          for (;;) {
            const given = await store.run(beginLogIn, { keys: keys(), args: [id, longestTryMs] });
            if (given === null) return alone.begin();
            const [left, isRest] = begun.parse(given);
            if (left === 0 || isRest === 1) return left;
            await delay(pauseMs);
          }
        },
        end: async (wasRefused) => {
          const args = [id, wasRefused ? restMs : 0];
          const given = await store.run(endLogIn, { keys: keys(), args });
          return given === null ? alone.end(wasRefused) : restMs;
        },
      };
    },
  };
}
