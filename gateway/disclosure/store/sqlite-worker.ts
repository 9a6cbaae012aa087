import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { packPositions, unpackDrafts } from './packed.ts';
import { SqliteFile } from './sqlite-file.ts';
import { lockForWriting } from './sqlite-lock.ts';
import type { Ask, Outcome, Reply, Task } from './sqlite-messages.ts';

// SQLite blocks while a disk or a lock makes it wait: here, it holds up nobody but the log.

const settings = z.object({ path: z.string(), logId: z.string().nullable() }).parse(workerData);
let logId = settings.logId;
let lock: DatabaseSync | null = null;
let file: SqliteFile | null = null;

/** The open file, opened anew after a failure. */
function opened(): SqliteFile {
  if (file !== null) return file;
  mkdirSync(dirname(settings.path), { recursive: true, mode: 0o700 });
  lock ??= lockForWriting(settings.path);
  file = new SqliteFile(settings.path, logId);
  logId = file.logId;
  return file;
}

function carryOut(task: Task): Outcome {
  if (task.do === 'close') {
    file?.close();
    lock?.close();
    return {};
  }
  const log = opened();
  switch (task.do) {
    case 'open':
      return { logId: log.logId };
    case 'append':
      return { positions: packPositions(log.append(unpackDrafts(task.drafts))) };
    case 'head':
      return { positions: packPositions([log.head()]) };
    case 'subject':
      return { entries: log.ofSubject(task.subject) };
    case 'checkpoint':
      log.saveCheckpoint(task.line);
      return {};
    case 'probe':
      log.probe();
      return {};
  }
}

function answer({ id, task }: Ask): Reply {
  try {
    return { id, outcome: carryOut(task) };
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
