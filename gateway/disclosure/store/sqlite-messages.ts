import { z } from 'zod';
import type { Entry } from '../chain.ts';
import { modeSchema } from '../mode.ts';
import type { OnDisk } from './tail-file.ts';

/** What the store asks its worker to do. */
export type Task =
  | { readonly do: 'move'; readonly from: OnDisk }
  | { readonly do: 'checkpoint'; readonly line: string }
  | { readonly do: 'subject'; readonly subject: string }
  | { readonly do: 'open' | 'probe' | 'close' };

const knownFile = z.object({
  logId: z.string(),
  head: z.object({ seq: z.number(), hash: z.string() }),
  inode: z.number(),
});

/** What an SQLite file holds: its log, the last entry when it was opened or written last. */
export type KnownFile = Readonly<z.infer<typeof knownFile>>;

/** What a worker starts with: nothing is known of the file when the log is opened. */
export const workerSettings = z.object({ path: z.string(), mode: modeSchema, known: knownFile.nullable() });

/** What a worker starts with. */
export type WorkerSettings = z.infer<typeof workerSettings>;

/** What a task brings. */
export interface Outcome {
  readonly entries: readonly Entry[];
  /** The file after it. */
  readonly file: KnownFile | null;
}

/** A task on its way to the worker. */
export interface Ask {
  readonly id: number;
  readonly task: Task;
}

/** The worker's reply: what the task brought, or why it failed, without anything of a record. */
export interface Reply {
  readonly id: number;
  readonly outcome?: Outcome;
  readonly failure?: string;
}
