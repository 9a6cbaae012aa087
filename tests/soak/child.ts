import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { z } from 'zod';

/** A process of the soak's own, which can be asked questions one after the other. */
export interface Child<Ready> {
  /** What it said when it was ready. */
  readonly ready: Ready;
  /** Sends a question and gives the answer. Throws when the process ends before it has answered. */
  readonly ask: (question: Question) => Promise<unknown>;
  /** How it ended by itself; null while it runs, or when it was stopped. */
  readonly endedBy: () => string | null;
  readonly stop: () => Promise<void>;
}

/** What can be sent to another process. */
export type Question = Readonly<Record<string, unknown>>;

/** How a process is started. */
export interface ChildStart<Ready> {
  readonly script: URL;
  readonly ready: z.ZodType<Ready>;
  readonly arguments?: readonly string[];
  readonly nodeOptions?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a process by the very Node that runs this one and waits until it is ready. Throws when it ends before that. */
export async function startChild<Ready>(start: ChildStart<Ready>): Promise<Child<Ready>> {
  const child = fork(start.script, start.arguments ?? [], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...start.environment },
    execArgv: [...(start.nodeOptions ?? [])],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let stopping = false;
  let last: Promise<unknown> = Promise.resolve();
  const ready = start.ready.parse(await nextMessage(child));
  const askNow = async (question: Question): Promise<unknown> => {
    // Its end would never be told again.
    if (endOf(child) !== null) throw endedEarly(child);
    const answer = nextMessage(child);
    child.send(question);
    return answer;
  };
  return {
    ready,
    ask: (question) => {
      last = last.catch(() => undefined).then(() => askNow(question));
      return last;
    },
    endedBy: () => (stopping ? null : endOf(child)),
    stop: async () => {
      stopping = true;
      if (endOf(child) !== null) return;
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
}

/** The process's side: says that it is ready, answers each question, and ends when its starter has ended. */
export function serveParent(ready: unknown, answer: (question: unknown) => Promise<unknown>): void {
  const end = (): never => process.exit(0);
  process.once('disconnect', end);
  if (!process.connected) end();
  process.on('message', (question) => {
    // A failure ends the process, which is what its starter must see.
    void answer(question).then((reply) => process.send?.({ reply }));
  });
  process.send?.({ reply: ready });
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const settled = new AbortController();
  const { signal } = settled;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([message]): unknown => message.reply),
      once(child, 'exit', { signal }).then(() => {
        throw endedEarly(child);
      }),
    ]);
  } finally {
    settled.abort();
  }
}

function endedEarly(child: ChildProcess): Error {
  return new Error(`A process of the soak ended (${endOf(child)}); the lines above may say why.`);
}

function endOf({ exitCode, signalCode }: ChildProcess): string | null {
  if (signalCode !== null) return `signal ${signalCode}`;
  return exitCode === null ? null : `exit code ${exitCode}`;
}
