/** What can be wrong with a log. */
export type Fault =
  /** A record, its hash or its number was changed. */
  | 'ALTERED'
  | 'DELETED'
  | 'INSERTED'
  | 'SWAPPED'
  | 'DUPLICATED'
  /** The last records are missing: a checkpoint says that there were more. */
  | 'TAIL_CUT'
  /** The chain is whole, and it is not the one that the checkpoints were signed over. */
  | 'RECOMPUTED'
  /** A checkpoint is not signed by the log's key. */
  | 'CHECKPOINT_FORGED'
  /** More records than a running log leaves so are under no checkpoint, or checkpoints are in the store alone. */
  | 'UNSEALED'
  /** A record is not one, or contradicts the others. */
  | 'INCONSISTENT';

/** The first thing found wrong with a log. */
export interface Finding {
  readonly fault: Fault;
  /** The number of the first record concerned, or the first that is missing. */
  readonly seq: number;
  /** What it is, in words for an operator. */
  readonly detail: string;
}
