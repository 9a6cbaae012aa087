import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { Entry } from '../chain.ts';
import { DoesNotFollow } from './sqlite-chain.ts';
import { SqliteFile } from './sqlite-file.ts';
import { lockForWriting } from './sqlite-lock.ts';
import { type Ask, type Reply, type Task, workerSettings } from './sqlite-messages.ts';
import { entriesOnDisk } from './tail-reading.ts';
import { clearTail, readTail } from './tail-text.ts';

// SQLite blocks while a disk or a lock makes it wait: here, it holds up nobody but the log.

const settings = workerSettings.parse(workerData);
const { path, mode } = settings;
let { known } = settings;
let lock: DatabaseSync | null = null;
let file: SqliteFile | null = null;

/** The open file, opened anew after a failure. */
function opened(): SqliteFile {
  lock ??= lockForWriting(path);
  file ??= new SqliteFile(path, known);
  return file;
}

/** Moves what an earlier run has left in the tail. */
function takeOver(): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  lock ??= lockForWriting(path);
  const tail = readTail(path);
  if (tail.length > 0 && !existsSync(path)) throw new Error(`${path} is gone, but not its tail: ${advice}`);
  opened().belongTo(
    mode,
    tail.map(({ body }) => body),
  );
  try {
    opened().add(tail.map((entry) => ({ ...entry, body: Buffer.from(entry.body) })));
  } catch (error) {
    throw error instanceof DoesNotFollow ? new Error(`${error.message}: ${advice}`) : error;
  }
  clearTail(path);
}

const advice = `keep copies of all its files, and put back those of one moment (${path}, -wal, .tail-a, .tail-b). Without the tail, its records are missing`;

function carryOut(task: Task): readonly Entry[] {
  switch (task.do) {
    case 'open':
      takeOver();
      return [];
    case 'move':
      opened().addUpTo(task.from.last, entriesOnDisk(task.from));
      return [];
    case 'subject':
      return opened().ofSubject(task.subject);
    case 'checkpoint':
      opened().saveCheckpoint(task.line);
      return [];
    case 'probe':
      opened().probe();
      return [];
    case 'close':
      file?.close();
      lock?.close();
      return [];
  }
}

function answer({ id, task }: Ask): Reply {
  try {
    const entries = carryOut(task);
    known = file?.known ?? known;
    return { id, outcome: { entries, file: known } };
  } catch (error) {
    // Whatever went wrong with the file may be gone with it: the next task opens it again.
    try {
      file?.close();
    } catch {
      // It is given up anyway.
    }
    file = null;
    return { id, failure: error instanceof Error ? error.message : 'unknown' };
  }
}

parentPort?.on('message', (ask: Ask) => {
  parentPort?.postMessage(answer(ask));
  if (ask.task.do === 'close') parentPort?.close();
});
