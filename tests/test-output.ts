import { appendFileSync, closeSync, mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Names the folder of a test run; set by the run's set-up, and missing outside of one. */
export const outputVariable = 'OPINTOLUPA_TEST_OUTPUT';

/** A new folder for what a gateway under test writes; in a test run it is searched for identity codes at the end. */
export function outputFolder(name: string): string {
  return mkdtempSync(join(process.env[outputVariable] ?? tmpdir(), `${name}-`));
}

/** Keeps a text that came out of the system, so that it is searched too; outside of a test run nothing is kept. */
export function keepOutput(name: string, text: string): void {
  const run = process.env[outputVariable];
  if (run !== undefined) appendFileSync(join(run, `${name}-${process.pid}.txt`), `${text}\n`);
}

/**
 * Lets what is created meanwhile log into a file of this folder. A logger writes to the number of the standard output,
 * which it looks up when it is created.
 */
export function loggingInto<T>(folder: string, create: () => T): T {
  const file = openSync(join(folder, 'log.jsonl'), 'a');
  const own = Object.getOwnPropertyDescriptor(process.stdout, 'fd');
  Object.defineProperty(process.stdout, 'fd', { value: file, configurable: true, writable: true });
  try {
    return create();
  } finally {
    if (own === undefined) Reflect.deleteProperty(process.stdout, 'fd');
    else Object.defineProperty(process.stdout, 'fd', own);
  }
}

/** Opens a file of this folder for the output of a child process; call `close` when the child has it. */
export function outputFile(
  folder: string,
  name: string,
): { readonly fd: number; readonly close: () => void } {
  const fd = openSync(join(folder, name), 'a');
  return { fd, close: () => closeSync(fd) };
}
