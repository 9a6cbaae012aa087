import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** What a contestant's process has used so far. */
export interface Usage {
  /** User and system CPU time, milliseconds. */
  readonly cpuMs: number;
  /** Largest resident memory so far, MiB. */
  readonly peakMiB: number;
}

/** A server under measurement, in a process of its own. */
export interface Contestant {
  readonly name: string;
  readonly url: string;
  readonly usage: () => Promise<Usage>;
  readonly stop: () => Promise<void>;
}

/** Starts a contestant's script and waits until it listens. */
export async function startContestant(
  name: string,
  script: string,
  environment: Readonly<Record<string, string>>,
): Promise<Contestant> {
  const child = fork(new URL(script, import.meta.url), {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ url }] = await once(child, 'message');
  return {
    name,
    url,
    usage: () => ask(child),
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
}

async function ask(child: ChildProcess): Promise<Usage> {
  const reply = once(child, 'message');
  child.send('usage');
  const [usage] = await reply;
  return usage;
}

/** The contestant's side: says where it listens, then answers what it has used. */
export function reportTo(parent: NodeJS.Process, url: string): void {
  parent.send?.({ url });
  parent.on('message', () => {
    const { user, system } = process.cpuUsage();
    // maxRSS is in KiB.
    const peakMiB = process.resourceUsage().maxRSS / 1024;
    parent.send?.({ cpuMs: (user + system) / 1000, peakMiB } satisfies Usage);
  });
  parent.once('disconnect', () => process.exit(0));
}
