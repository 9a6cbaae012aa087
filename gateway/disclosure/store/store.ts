import type { Entry, Position } from '../chain.ts';

/** A record that is not in the chain yet. */
export interface Draft {
  /** Canonical JSON in UTF-8: what is hashed and written, without a text of it. */
  readonly body: Buffer;
  /** Whose view of the log shows it. */
  readonly subjects: readonly string[];
}

/** Where the chain is kept. Whatever it rejects with says nothing of a record. */
export interface DisclosureStore {
  /** Random id of the log, which its chain begins with. */
  readonly logId: string;
  /** Adds records at the end, all or none; resolves when they are on disk. */
  readonly append: (drafts: readonly Draft[]) => Promise<readonly Position[]>;
  readonly head: () => Promise<Position>;
  /** Keeps a signed checkpoint, a line of JSON. */
  readonly saveCheckpoint: (line: string) => Promise<void>;
  /** What one person's view shows, oldest first. */
  readonly ofSubject: (subject: string) => Promise<readonly Entry[]>;
  /** Writes something that is not a record, to learn whether the store can be written again. */
  readonly probe: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Which entries to read; members that are absent do not narrow. */
export interface EntryFilter {
  readonly subject?: string;
  readonly client?: string;
  /** Moments, ISO: from `since`, before `until`. */
  readonly since?: string;
  readonly until?: string;
  readonly fromSeq?: number;
  readonly toSeq?: number;
}

/** A log that is read and not written: a store's, or an exported one. */
export interface LogSource {
  readonly logId: string;
  /** Entries in the order in which they are kept, in pages. */
  readonly find: (filter: EntryFilter) => AsyncIterable<readonly Entry[]>;
  /** Signed checkpoints as they are kept, lines of JSON. */
  readonly checkpoints: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** A store that cannot be used at start; the message says what to mend, without secrets. */
export class StoreRefused extends Error {
  override name = 'StoreRefused';
}
