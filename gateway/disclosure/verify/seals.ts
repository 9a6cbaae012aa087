import type { KeyObject } from 'node:crypto';
import type { Position } from '../chain.ts';
import { type Checkpoint, readCheckpoint } from '../checkpoint.ts';
import type { Finding } from './finding.ts';

/** Checkpoints to hold a chain against. */
export class Seals {
  readonly #bySeq = new Map<number, Checkpoint[]>();
  readonly #forged: Finding[] = [];
  readonly #onlyInStore: boolean;
  #sealed = 0;

  constructor(
    lines: { readonly store: readonly string[]; readonly anchor: readonly string[] | null },
    key: KeyObject,
  ) {
    for (const line of lines.store) this.#add(line, key, 'store');
    for (const line of lines.anchor ?? []) this.#add(line, key, 'anchor file');
    this.#onlyInStore = lines.anchor?.length === 0 && lines.store.length > 0;
  }

  /** The last number up to which the chain agrees with a checkpoint. */
  get sealed(): number {
    return this.#sealed;
  }

  /** What a checkpoint at this place says against it. */
  against(place: Position, logId: string): Finding | null {
    for (const checkpoint of this.#bySeq.get(place.seq) ?? []) {
      if (checkpoint.hash === place.hash && checkpoint.logId === logId) {
        this.#sealed = place.seq;
        continue;
      }
      const detail = `the chain is whole, but it is not the one sealed at ${place.seq}: recomputed from a record after ${this.#sealed}`;
      return { fault: 'RECOMPUTED', seq: this.#sealed + 1, detail };
    }
    return null;
  }

  /** What is wrong although the chain agrees with every checkpoint in it. */
  atEnd(last: Position): Finding | null {
    const latest = Math.max(0, ...this.#bySeq.keys());
    if (latest > last.seq) {
      const detail = `the last records are missing: ${latest - last.seq} at least, up to ${latest}`;
      return { fault: 'TAIL_CUT', seq: last.seq + 1, detail };
    }
    if (this.#forged[0] !== undefined) return this.#forged[0];
    if (this.#onlyInStore) {
      return { fault: 'UNSEALED', seq: 1, detail: 'the anchor file is missing or empty' };
    }
    const unsealed = last.seq - this.#sealed;
    const detail = `${unsealed} records are under no checkpoint`;
    return unsealed > mostUnsealed ? { fault: 'UNSEALED', seq: this.#sealed + 1, detail } : null;
  }

  /** The number that a hash was sealed under. */
  seqOf(hash: string): number | null {
    for (const [seq, checkpoints] of this.#bySeq) {
      if (checkpoints.some((checkpoint) => checkpoint.hash === hash)) return seq;
    }
    return null;
  }

  #add(line: string, key: KeyObject, origin: string): void {
    const checkpoint = readCheckpoint(line, key);
    if (checkpoint === null) {
      const detail = `a checkpoint in the ${origin} is unreadable or not signed by the log's key`;
      this.#forged.push({ fault: 'CHECKPOINT_FORGED', seq: 0, detail });
      return;
    }
    const same = this.#bySeq.get(checkpoint.seq);
    if (same === undefined) this.#bySeq.set(checkpoint.seq, [checkpoint]);
    else same.push(checkpoint);
  }
}

/** A running log seals every 1,000 records; while a seal is on its way, some more may come. */
const mostUnsealed = 10_000;
