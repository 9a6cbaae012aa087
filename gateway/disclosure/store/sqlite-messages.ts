import type { Entry } from '../chain.ts';
import type { PackedDrafts, PackedPositions } from './packed.ts';

/** What the store asks its worker to do. */
export type Task =
  | { readonly do: 'append'; readonly drafts: PackedDrafts }
  | { readonly do: 'checkpoint'; readonly line: string }
  | { readonly do: 'subject'; readonly subject: string }
  | { readonly do: 'open' | 'head' | 'probe' | 'close' };

/** What a task brings. */
export interface Outcome {
  readonly logId?: string;
  readonly positions?: PackedPositions;
  readonly entries?: readonly Entry[];
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
