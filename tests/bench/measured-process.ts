import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import type { Usage } from './usage.ts';

const listeningSchema = z.object({ url: z.string() });
const usageSchema = z.object({ cpuMs: z.number(), peakMiB: z.number() });
const replySchema = z.object({ id: z.number(), reply: z.unknown().optional() });
const preload = new URL('./contestant-preload.ts', import.meta.url).href;
const compileCache = new URL('../../gateway/compile-cache.mjs', import.meta.url).href;

/** As `npm start` has it, for all contestants alike. */
export const nodeFlags = ['--min-semi-space-size=16', '--no-memory-reducer'] as const;

/** A process that was started to be measured. */
export interface MeasuredProcess {
  readonly url: string;
  readonly usage: () => Promise<Usage>;
  /** Asks what the program itself answers. */
  readonly ask: (question: string, argument?: unknown) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

const graceMs = 2_000;

/** How a process is started. */
export interface Start {
  /** For messages. */
  readonly name: string;
  readonly script: URL;
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Where it will listen, of a program that does not tell; others tell. */
  readonly url?: string;
}

/** Starts a process by the very Node that runs this one, and waits until it listens. Throws when it ends before that. */
export async function startProcess({ url, ...start }: Start): Promise<MeasuredProcess> {
  const child = fork(start.script, start.arguments ?? [], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...start.environment },
    execArgv: [...nodeFlags, '--import', compileCache, '--import', preload],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then((): never => {
    throw new Error(`The process “${start.name}” ended; the lines above may say why.`);
  });
  // Nobody may be waiting when it is stopped.
  ended.catch(() => undefined);
  const told = url ?? listeningSchema.parse((await Promise.race([once(child, 'message'), ended]))[0]).url;
  if (url !== undefined) await Promise.race([untilItListens(url), ended]);
  const ask = asker(child, ended);
  return {
    url: told,
    usage: async () => usageSchema.parse(await ask('usage')),
    ask,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill();
      // Some wait for connections to end that nobody is going to end.
      const lastResort = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(lastResort);
    },
  };
}

/** Questions are answered one by one, whatever else the process sends. */
function asker(child: ChildProcess, ended: Promise<never>): MeasuredProcess['ask'] {
  const waiting = new Map<number, (reply: unknown) => void>();
  let last = 0;
  child.on('message', (message) => {
    const { success, data } = replySchema.safeParse(message);
    if (!success) return;
    waiting.get(data.id)?.(data.reply);
    waiting.delete(data.id);
  });
  return (question, argument) => {
    last += 1;
    const id = last;
    const reply = new Promise<unknown>((resolve) => waiting.set(id, resolve));
    child.send({ id, ask: question, argument });
    return Promise.race([reply, ended]);
  };
}

const betweenTriesMs = 20;

/** Any answer over HTTP will do: the program is there. */
async function untilItListens(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(url, { method: 'HEAD' }).catch(() => null);
    if (answer !== null) return;
    await new Promise((resolve) => setTimeout(resolve, betweenTriesMs));
  }
}
