import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createKeyedHash } from '../limits/keyed-hash.ts';
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
  /** What has to be in the store before it is used again; to be sent by what is given. */
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
  /** The longest that anybody waits for it, in milliseconds. */
  readonly answerMs: number;
}

/** The start is refused: the store holds the state of the other mode. */
export class OtherMode extends Error {
  override name = 'OtherMode';
}

const firstAnswerMs = 2_000;
/** A store that is gone is tried again after so long, by nobody's request; one that answers is looked at now and then. */
const retryMs = 1_000;
const lookMs = 10_000;

const stamped = z.tuple([z.string(), z.string()]);

/**
 * Opens a store. One that does not answer is not used until it does. Rejects with `OtherMode` when it holds the state of
 * the other mode.
 */
export async function openStore(parts: StoreParts): Promise<Store> {
  const { connection, deployment, mode, telling, answerMs } = parts;
  const listeners: ((run: Connection['run']) => Promise<unknown>)[] = [];
  let secret = randomBytes(32).toString('base64url');
  let hashed = createKeyedHash();
  let isUp = false;
  let timer: NodeJS.Timeout;

  const prepare = async (withinMs: number): Promise<void> => {
    const keys = [`{${deployment}}:mode`, `{${deployment}}:secret`];
    const answer = within(connection.run(stamp, { keys, args: [mode, secret] }), withinMs);
    const [found, given] = stamped.parse(await answer);
    if (found !== mode) throw new OtherMode(`SHARED_STATE: holds the state of REGISTRIES=${found}`);
    secret = given;
    hashed = createKeyedHash(createHmac('sha256', parts.pepper).update(secret).digest('base64url'));
    if (!isUp) for (const listener of listeners) await within(listener(connection.run), answerMs);
  };
  const change = (to: boolean): void => {
    if (isUp !== to) telling.changed(to);
    isUp = to;
    clearTimeout(timer);
    timer = setTimeout(look, to ? lookMs : retryMs);
    timer.unref();
  };
  const look = async (): Promise<void> => {
    const answers = await prepare(answerMs).then(yes, no);
    if (!answers) telling.failed();
    change(answers);
  };
  const fail = (): null => {
    telling.failed();
    if (isUp) change(false);
    return null;
  };

  const first = within(connection.open(), firstAnswerMs).then(() => prepare(firstAnswerMs));
  await first.then(
    () => change(true),
    (error: unknown) => {
      if (error instanceof OtherMode) throw error;
      telling.changed(false);
      change(false);
    },
  );
  return {
    run: async (script, call) => {
      if (!isUp) return null;
      return within(connection.run(script, call), answerMs).catch(fail);
    },
    keyOf: (kind, name) => `{${deployment}}:${mode}:${kind}:${name}`,
    hashed: (text) => hashed(text),
    beforeUse: (listener) => listeners.push(listener),
    close: () => {
      clearTimeout(timer);
      isUp = false;
      connection.close();
    },
  };
}

const yes = (): boolean => true;
const no = (): boolean => false;

/** Rejects when there is no answer in time. One that this process was too busy to read yet is still taken. */
async function within<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => setImmediate(() => reject(new Error('no answer in time'))), milliseconds);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}
