import { Worker } from 'node:worker_threads';
import type { Position } from '../chain.ts';
import { packDrafts, unpackPositions } from './packed.ts';
import type { Ask, Outcome, Reply, Task } from './sqlite-messages.ts';
import { type DisclosureStore, StoreRefused } from './store.ts';

/** Opens the log in an SQLite file, which it makes when there is none. Rejects with `StoreRefused`. */
export async function openSqliteStore(path: string): Promise<DisclosureStore> {
  const worker = new SqliteThread(path);
  const logId = await worker
    .ask({ do: 'open' })
    .then((outcome) => outcome.logId ?? '')
    .catch(async (error: unknown) => {
      await worker.end();
      throw new StoreRefused(
        `DISCLOSURE_LOG: ${error instanceof Error ? error.message : 'cannot be opened'}`,
      );
    });
  worker.expect(logId);
  return {
    logId,
    append: async (drafts) => positionsIn(await worker.ask({ do: 'append', drafts: packDrafts(drafts) })),
    head: async () => {
      const [head] = positionsIn(await worker.ask({ do: 'head' }));
      if (head === undefined) throw new Error('the worker gave no head');
      return head;
    },
    saveCheckpoint: async (line) => void (await worker.ask({ do: 'checkpoint', line })),
    ofSubject: async (subject) => (await worker.ask({ do: 'subject', subject })).entries ?? [],
    probe: async () => void (await worker.ask({ do: 'probe' })),
    close: async () => {
      await worker.ask({ do: 'close' });
      await worker.end();
    },
  };
}

function positionsIn({ positions }: Outcome): readonly Position[] {
  return positions === undefined ? [] : unpackPositions(positions);
}

interface Pending {
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/** The thread that SQLite runs in; started anew when it has died. */
class SqliteThread {
  readonly #path: string;
  readonly #pending = new Map<number, Pending>();
  #logId: string | null = null;
  #worker: Worker | null = null;
  #asked = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Which log the file must hold from now on. */
  expect(logId: string): void {
    this.#logId = logId;
  }

  ask(task: Task): Promise<Outcome> {
    this.#worker ??= this.#start();
    this.#asked += 1;
    const ask: Ask = { id: this.#asked, task };
    this.#worker.postMessage(ask);
    return new Promise((resolve, reject) => this.#pending.set(ask.id, { resolve, reject }));
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), {
      workerData: { path: this.#path, logId: this.#logId },
    });
    worker.on('message', (reply: Reply) => this.#settle(reply));
    worker.on('error', () => undefined);
    worker.on('exit', () => this.#died());
    return worker;
  }

  #settle({ id, outcome, failure }: Reply): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (outcome !== undefined) pending?.resolve(outcome);
    else pending?.reject(new Error(failure ?? 'unknown'));
  }

  #died(): void {
    this.#worker = null;
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of waiting) reject(new Error('the thread of the disclosure log ended'));
  }
}
