import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { startTimer } from '../../subgraphs/registry/timer.ts';
import { createKeyedHash } from '../limits/keyed-hash.ts';
import { watchOver } from './availability.ts';
import type { Connection, Script, ScriptCall } from './connection.ts';
import { stamp } from './scripts.ts';
import type { StoreTelling } from './telling.ts';

/** A store that replicas share, as long as it answers. */
export interface Store {
  /** What a script gave; null when the store is not there, of which no caller hears later than after `answerMs`, and once. */
  readonly run: (script: Script, call: ScriptCall) => Promise<unknown>;
  /** The key of a kind of thing. */
  readonly keyOf: (kind: string, name: string) => string;
  /** Hashes under a secret of all replicas; while there was no store yet, under one of this process. */
  readonly hashed: (text: string) => string;
  /** What has to be in the store before it is used again, and is put there whenever it is looked at; by what is given. */
  readonly beforeUse: (listener: (run: Connection['run']) => Promise<unknown>) => void;
  readonly close: () => void;
}

/** What a store rests on. */
export interface StoreParts {
  readonly connection: Connection;
  readonly deployment: string;
  readonly mode: 'mock' | 'real';
  /** What replicas know and the store does not: its password. */
  readonly pepper: string;
  readonly telling: StoreTelling;
  /** The longest that anybody waits for it, in milliseconds; 50 unless told. */
  readonly answerMs?: number | undefined;
}

/** The start is refused: the store holds the state of the other mode. */
export class OtherMode extends Error {
  override name = 'OtherMode';
}

const firstAnswerMs = 2_000;

const stamped = z.tuple([z.string(), z.string()]);

/**
 * Opens a store. One that does not answer is not used until it does. Rejects with `OtherMode` when it holds the state of
 * the other mode.
 */
export async function openStore(parts: StoreParts): Promise<Store> {
  const { connection, deployment, mode, telling, answerMs = 50 } = parts;
  const listeners: ((run: Connection['run']) => Promise<unknown>)[] = [];
  const { stampStore, hashed } = stamping(parts);
  const look = async (): Promise<void> => {
    await within(stampStore(), answerMs);
    await Promise.all(listeners.map((listener) => within(listener(connection.run), answerMs)));
  };
  const answers = await within(connection.open().then(stampStore), firstAnswerMs).then(
    () => true,
    (error: unknown) => {
      if (error instanceof OtherMode) throw error;
      return false;
    },
  );
  const { mayAsk, failed, close } = watchOver(look, { telling, answers });
  return {
    run: async (script, call) => {
      if (!mayAsk()) return null;
      return within(connection.run(script, call), answerMs).catch(() => {
        failed();
        return null;
      });
    },
    keyOf: (kind, name) => `{${deployment}}:${mode}:${kind}:${name}`,
    hashed,
    beforeUse: (listener) => listeners.push(listener),
    close: () => {
      close();
      connection.close();
    },
  };
}

/** Stamps the store with the mode, and hashes under the secret that is in it, or under one to be put there. */
function stamping({ connection, deployment, mode, pepper }: StoreParts) {
  const keys = [`{${deployment}}:mode`, `{${deployment}}:secret`];
  let secret = randomBytes(32).toString('base64url');
  let hash = createKeyedHash();
  return {
    hashed: (text: string): string => hash(text),
    stampStore: async (): Promise<void> => {
      const given = await connection.run(stamp, { keys, args: [mode, secret] });
      const [found, kept] = stamped.parse(given);
      if (found !== mode) throw new OtherMode(`SHARED_STATE: holds the state of REGISTRIES=${found}`);
      secret = kept;
      hash = createKeyedHash(createHmac('sha256', pepper).update(secret).digest('base64url'));
    },
  };
}

/** Rejects when there is no answer in time. One that this process was too busy to read yet is still taken. */
async function within<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = startTimer(() => setImmediate(() => reject(new Error('no answer in time'))), milliseconds);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}
