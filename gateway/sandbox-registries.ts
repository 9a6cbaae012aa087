import { fork } from 'node:child_process';
import { once } from 'node:events';

/** The mock registries of the embedded default: servers of their own in a process of their own. */
export interface SandboxRegistries {
  readonly stop: () => Promise<void>;
}

/** Starts every mock registry and waits until all listen. Throws when one cannot. */
export async function startSandboxRegistries(options: {
  readonly people: number;
  readonly today: string | null;
}): Promise<SandboxRegistries> {
  const script = new URL('../mocks/main.ts', import.meta.url);
  const today = options.today === null ? [] : ['--today', options.today];
  const child = fork(script, ['--people', String(options.people), ...today], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const outcome = await Promise.race([
    once(child, 'message').then(() => 'listening' as const),
    once(child, 'exit').then(() => 'stopped' as const),
  ]);
  if (outcome === 'stopped') throw new Error('The mock registries could not start; the lines above say why.');
  return {
    stop: async () => {
      const exited = child.exitCode === null ? once(child, 'exit') : Promise.resolve();
      child.kill();
      await exited;
    },
  };
}
