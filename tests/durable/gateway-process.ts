import { fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { outputFile } from '../test-output.ts';

/** When a gateway writes its log: before it answers, or, as a control, a moment after. */
export type Mode = 'writes-first' | 'answers-first';

/** A gateway in a process of its own. */
export interface GatewayProcess {
  readonly url: string;
  readonly pid: number;
  /** Ends it as `kill -9` does; resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

/** How a gateway is started. */
export interface GatewayStart {
  /** Its output goes there. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly mode?: Mode;
}

/** Starts are quicker with it, and nothing of a gateway's own goes there. */
const compiled = join(tmpdir(), 'opintolupa-compiled');

const script = fileURLToPath(new URL('gateway-child.ts', import.meta.url));

/** Starts a gateway and waits until it listens. Throws when it ends before that. */
export async function startGatewayProcess(start: GatewayStart): Promise<GatewayProcess> {
  const { folder, environment, mode = 'writes-first' } = start;
  const output = outputFile(folder, 'output.txt');
  const child = fork(script, [mode], {
    env: {
      PATH: process.env.PATH,
      LOG_LEVEL: 'debug',
      NODE_COMPILE_CACHE: compiled,
      ...environment,
    },
    execArgv: [],
    stdio: ['ignore', output.fd, output.fd, 'ipc'],
  });
  output.close();
  const exited = once(child, 'exit');
  const ended = exited.then(() => {
    throw new Error(`The gateway ended before it listened: see ${folder}/output.txt`);
  });
  // Later, its end is what the test wants.
  ended.catch(() => undefined);
  const [{ url }] = await Promise.race([once(child, 'message'), ended]);
  return {
    url,
    pid: child.pid ?? 0,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
