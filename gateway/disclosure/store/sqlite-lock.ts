import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreRefused } from './store.ts';

/**
 * Makes this process the only writer until it ends, however it ends: a lock of the operating system on a file beside
 * the log, so that readers of the log itself are not kept out. Throws `StoreRefused` when there is a writer already.
 */
export function lockForWriting(path: string): DatabaseSync {
  closeSync(openSync(`${path}.lock`, 'a', 0o600));
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw new StoreRefused('The disclosure log is being written by another process: one writer at a time.', {
      cause: error,
    });
  }
}
