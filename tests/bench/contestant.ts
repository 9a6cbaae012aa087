import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

const listeningSchema = z.object({ url: z.string() });
const usageSchema = z.object({ cpuMs: z.number(), peakMiB: z.number() });

/** What a process has used so far: user and system CPU time in milliseconds, largest resident memory in MiB. */
export type Usage = z.infer<typeof usageSchema>;

/** A server in a process of its own, which can be asked what it has used. */
export interface Contestant {
  readonly name: string;
  readonly url: string;
  readonly usage: () => Promise<Usage>;
  readonly stop: () => Promise<void>;
}

/** How a process is started. */
export interface Start {
  readonly name: string;
  readonly script: URL;
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a process by the very Node that runs this one, and waits until it listens. Throws when it ends before that. */
export async function startContestant(start: Start): Promise<Contestant> {
  const { name, script, environment } = start;
  const child = fork(script, start.arguments ?? [], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { url } = listeningSchema.parse(await nextMessage(name, child));
  return {
    name,
    url,
    usage: async () => {
      const reply = nextMessage(name, child);
      child.send('usage');
      return usageSchema.parse(await reply);
    },
    stop: async () => {
      if (hasEnded(child)) return;
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
}

/** The process's side: says where it listens, then answers what it has used, and ends when its starter has ended. */
export function reportTo(parent: NodeJS.Process, url: string): void {
  const end = (): never => process.exit(0);
  parent.once('disconnect', end);
  if (!parent.connected) end();
  parent.on('message', () => parent.send?.(usageOf(process)));
  parent.send?.({ url });
}

/** What a process has used. */
export function usageOf(measured: NodeJS.Process): Usage {
  const { user, system } = measured.cpuUsage();
  // maxRSS is in KiB.
  return { cpuMs: (user + system) / 1000, peakMiB: measured.resourceUsage().maxRSS / 1024 };
}

async function nextMessage(name: string, child: ChildProcess): Promise<unknown> {
  const settled = new AbortController();
  const { signal } = settled;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([message]): unknown => message),
      once(child, 'exit', { signal }).then(() => {
        throw new Error(`The process “${name}” ended; the lines above may say why.`);
      }),
    ]);
  } finally {
    settled.abort();
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
