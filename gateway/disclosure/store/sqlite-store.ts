import type { Mode } from '../mode.ts';
import { SqliteThread } from './sqlite-thread.ts';
import { type DisclosureStore, StoreRefused } from './store.ts';
import { openTail, type Tail } from './tail.ts';
import { isAt } from './tail-file.ts';

/** What a refusal begins with. */
const variable = 'DISCLOSURE_LOG: ';

/** Opens the log in an SQLite file, which it makes when there is none. Rejects with `StoreRefused`. */
export async function openSqliteStore(path: string, mode: Mode): Promise<DisclosureStore> {
  const worker = new SqliteThread(path, mode);
  const { logId, tail } = await openFiles(path, worker).catch(async (error: unknown) => {
    await worker.end();
    const reason = error instanceof Error ? error.message : 'cannot be opened';
    throw new StoreRefused(reason.startsWith(variable) ? reason : `${variable}${reason}`);
  });
  return {
    logId,
    append: async (drafts) => {
      // The tail belongs to the file that it is moved into, and to no other that may be there now.
      if (!isAt(path, worker.known?.inode ?? 0)) throw new Error('its file was replaced');
      return tail.append(drafts.map(({ body }) => body));
    },
    head: async () => tail.head,
    saveCheckpoint: async (line) => void (await worker.ask({ do: 'checkpoint', line })),
    ofSubject: async (subject) => {
      await tail.flush();
      return (await worker.ask({ do: 'subject', subject })).entries;
    },
    probe: async () => {
      await tail.probe();
      await worker.ask({ do: 'probe' });
    },
    close: async () => {
      await tail.close();
      await worker.ask({ do: 'close' });
      await worker.end();
    },
  };
}

async function openFiles(
  path: string,
  worker: SqliteThread,
): Promise<{ readonly logId: string; readonly tail: Tail }> {
  const { file } = await worker.ask({ do: 'open' });
  if (file === null) throw new Error('the worker opened no file');
  const { logId, head } = file;
  const tail = await openTail({
    path,
    head,
    move: async (from) => void (await worker.ask({ do: 'move', from })),
  });
  return { logId, tail };
}
