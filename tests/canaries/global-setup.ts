import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { outputVariable } from '../test-output.ts';
import { reportOf, scanFolder } from './scan.ts';

let folder = '';

/** Makes the folder that gateways under test write into. */
export function setup(): void {
  folder = mkdtempSync(join(tmpdir(), 'opintolupa-run-'));
  process.env[outputVariable] = folder;
}

/** Searches all that was written for personal identity codes. One that is found fails the run, and all is kept. */
export async function teardown(): Promise<void> {
  const scan = await scanFolder(folder);
  process.stdout.write(`${reportOf(scan)}\n`);
  if (scan.found.length > 0) throw new Error(`Personal identity codes got out: see ${folder}`);
  rmSync(folder, { recursive: true, force: true });
}
