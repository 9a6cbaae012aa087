import { hash } from 'node:crypto';
import { Redis } from 'iovalkey';

/** A script that the store runs as one step. */
export interface Script {
  readonly text: string;
  readonly sha: string;
}

/** What a script is run with. */
export interface ScriptCall {
  readonly keys: readonly string[];
  readonly args: readonly (string | number)[];
}

/** A connection to the store that is made again whenever it breaks. */
export interface Connection {
  /** Connects for the first time; rejects when that fails, and tries again all the same. */
  readonly open: () => Promise<void>;
  /** What a script gave. Rejects when there is no connection, or it breaks; waits as long as the store does not answer. */
  readonly run: (script: Script, call: ScriptCall) => Promise<unknown>;
  readonly close: () => void;
}

const longestPauseMs = 1_000;
/** A connection on which nothing comes back for so long is given up: the other end may be gone without a word. */
const silenceMs = 5_000;

/** A script by its text. */
export function script(text: string): Script {
  return { text, sha: hash('sha1', text) };
}

/** A connection to a Redis or Valkey server. Nothing waits for a connection that is not there, and nothing is sent twice. */
export function connect(url: string): Connection {
  const client = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: silenceMs,
    socketTimeout: silenceMs,
    retryStrategy: (times) => Math.min(50 * times, longestPauseMs),
  });
  // Whoever asks next is told; without somebody listening it would be written to the standard error.
  client.on('error', () => undefined);
  return {
    open: () => client.connect(),
    run: async ({ text, sha }, { keys, args }) => {
      const words = [...keys, ...args];
      try {
        return await client.evalsha(sha, keys.length, ...words);
      } catch (error) {
        if (!isUnknownScript(error)) throw error;
        return client.eval(text, keys.length, ...words);
      }
    },
    close: () => client.disconnect(),
  };
}

function isUnknownScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOSCRIPT');
}
