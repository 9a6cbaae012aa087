import { mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { outputFolder } from '../test-output.ts';
import { root } from './shown-commands.ts';

const own = new Set(['.git', 'data', '.env']);

/**
 * A folder that looks like a fresh copy of the project: what is written into it stays out of the project. It is no part of
 * a test run's output, since a search there would follow its links into the project; its `data` is.
 */
export function freshFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `opintolupa-${name}-`));
  for (const entry of readdirSync(root)) {
    if (!own.has(entry)) symlinkSync(join(root, entry), join(folder, entry));
  }
  symlinkSync(outputFolder(name), join(folder, 'data'));
  return folder;
}

/** What a shell needs of this process's environment, so that no setting of ours gets into a command. */
export const shellEnvironment = {
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  npm_config_update_notifier: 'false',
};
