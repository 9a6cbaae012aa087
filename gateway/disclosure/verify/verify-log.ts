import type { KeyObject } from 'node:crypto';
import type { LogSource } from '../store/store.ts';
import { AccountBook, type Accounts } from './accounts.ts';
import type { Finding } from './finding.ts';
import { Seals } from './seals.ts';
import { walk } from './walk.ts';

/** What a log is verified with. */
export interface Evidence {
  readonly publicKey: KeyObject;
  /** Lines of the anchor file; null when it is not at hand. */
  readonly anchor: readonly string[] | null;
  /** Told how many records have been looked at. */
  readonly progress?: (records: number) => void;
}

/** What verifying brought. */
export interface Verification {
  /** The first thing that is wrong; null when the log is as it was written. */
  readonly finding: Finding | null;
  /** The last record of the chain up to which all is well. */
  readonly records: number;
  /** How many of them are under a checkpoint. */
  readonly sealed: number;
  readonly accounts: Accounts;
}

const progressEvery = 100_000;

/** Verifies chain, numbers, checkpoints, anchor and starts of a log. */
export async function verifyLog(source: LogSource, evidence: Evidence): Promise<Verification> {
  const lines = { store: await source.checkpoints(), anchor: evidence.anchor };
  const seals = new Seals(lines, evidence.publicKey);
  const book = new AccountBook();
  const { last, finding } = await walk(source, seals, (entry) => {
    if (entry.seq % progressEvery === 0) evidence.progress?.(entry.seq);
    return book.enter(entry);
  });
  return { finding, records: last.seq, sealed: seals.sealed, accounts: book.total() };
}
