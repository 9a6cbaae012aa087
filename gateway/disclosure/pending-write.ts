import { startTimer } from '../../subgraphs/registry/timer.ts';
import { AuditUnavailable } from './audit-unavailable.ts';
import type { Position } from './chain.ts';
import type { Draft } from './store/store.ts';

/** How much longer than one record each record may take, in milliseconds. */
const perRecordMs = 0.5;

/** Records that somebody waits for, some of which may be stored already. */
export class PendingWrite {
  /** Settles when all records are on disk, or it is known that they may not be. */
  readonly done: Promise<readonly Position[]>;
  readonly #drafts: readonly Draft[];
  readonly #positions: Position[] = [];
  readonly #settle = Promise.withResolvers<readonly Position[]>();
  readonly #timer: NodeJS.Timeout;
  #taken = 0;
  #settled = false;

  /** Starts the time limit, in milliseconds for one record; `late` is told when it has passed. */
  constructor(drafts: readonly Draft[], limitMs: number, late: () => void) {
    this.#drafts = drafts;
    this.done = this.#settle.promise;
    this.#timer = startTimer(
      () => {
        late();
        this.fail('it takes too long');
      },
      limitMs + perRecordMs * drafts.length,
    );
  }

  /** Whether there is something to store that somebody still waits for. */
  get wanted(): boolean {
    return !this.#settled && this.#taken < this.#drafts.length;
  }

  /** The next records, so many at most. */
  take(most: number): readonly Draft[] {
    const drafts = this.#drafts.slice(this.#taken, this.#taken + most);
    this.#taken += drafts.length;
    return drafts;
  }

  /** The next records are on disk. */
  stored(positions: readonly Position[]): void {
    for (const position of positions) this.#positions.push(position);
    if (this.#settled || this.#positions.length < this.#drafts.length) return;
    this.#end();
    this.#settle.resolve(this.#positions);
  }

  /** It is not known that all records are on disk, and nobody tries any more. */
  fail(reason: string): void {
    if (this.#settled) return;
    this.#end();
    this.#settle.reject(new AuditUnavailable(reason));
  }

  #end(): void {
    this.#settled = true;
    clearTimeout(this.#timer);
  }
}
