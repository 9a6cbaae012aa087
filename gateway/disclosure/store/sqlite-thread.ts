import { Worker } from 'node:worker_threads';
import type { Mode } from '../mode.ts';
import type { Ask, KnownFile, Outcome, Reply, Task, WorkerSettings } from './sqlite-messages.ts';

interface Pending {
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/** Its records pass through it as bytes: it needs less for what is young than the process may be started with. */
const resourceLimits = { maxYoungGenerationSizeMb: 2 };

/** The thread that SQLite runs in; started anew when it has died. */
export class SqliteThread {
  readonly #path: string;
  readonly #mode: Mode;
  readonly #pending = new Map<number, Pending>();
  #known: KnownFile | null = null;
  #worker: Worker | null = null;
  #asked = 0;

  constructor(path: string, mode: Mode) {
    this.#path = path;
    this.#mode = mode;
  }

  /** What the file holds by the last reply; null before the first. */
  get known(): KnownFile | null {
    return this.#known;
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
    const workerData: WorkerSettings = { path: this.#path, mode: this.#mode, known: this.#known };
    const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData, resourceLimits });
    worker.on('message', (reply: Reply) => this.#settle(reply));
    worker.on('error', () => undefined);
    worker.on('exit', () => this.#died());
    return worker;
  }

  #settle({ id, outcome, failure }: Reply): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (outcome !== undefined) {
      this.#known = outcome.file;
      pending?.resolve(outcome);
    } else pending?.reject(new Error(failure ?? 'unknown'));
  }

  #died(): void {
    this.#worker = null;
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of waiting) reject(new Error('the thread of the disclosure log ended'));
  }
}
