import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { shellEnvironment } from './fresh-folder.ts';

/** What a command printed; `failed` when it, or one before it, did not end well. */
export interface Given {
  readonly failed: boolean;
  readonly printed: string;
}

const mark = '=== a command has ended ===';

/**
 * Gives commands to one shell, as somebody would who follows a README: what one sets, the next has. It stops at the first
 * that fails.
 */
export async function giveInTurn(
  commands: readonly string[],
  {
    folder,
    environment,
  }: { readonly folder: string; readonly environment: Readonly<Record<string, string>> },
): Promise<readonly Given[]> {
  const script = commands.map((command) => `${command}\necho '${mark}'`).join('\n');
  const run = promisify(execFile)('bash', ['-euo', 'pipefail', '-c', `exec 2>&1\n${script}`], {
    cwd: folder,
    env: { ...shellEnvironment, ...environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  const { stdout } = await run.catch((error: unknown) => ({
    stdout: String(Reflect.get(Object(error), 'stdout')),
  }));
  const outputs = stdout.split(`${mark}\n`);
  return commands.map((_command, index) => ({
    failed: index >= outputs.length - 1,
    printed: outputs[index] ?? '',
  }));
}
