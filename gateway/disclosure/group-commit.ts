import type { Position } from './chain.ts';
import type { DisclosureMetrics } from './metrics.ts';
import { PendingWrite } from './pending-write.ts';
import type { DisclosureStore, Draft } from './store/store.ts';

/** What a group commit needs. */
export interface GroupCommitParts {
  readonly store: DisclosureStore;
  readonly metrics: DisclosureMetrics;
  /** How long a write of one record may take, in milliseconds. */
  readonly writeLimitMs: number;
  /** Told of the last place after each commit. */
  readonly committed: (last: Position, records: number) => void;
}

interface Share {
  readonly write: PendingWrite;
  readonly drafts: readonly Draft[];
}

const recordsPerCommit = 1_000;
const probeEveryMs = 1_000;

/**
 * Writes records in as few commits as it can: what comes while one is under way goes into the next. Whoever writes
 * thousands shares the commits with the others.
 */
export class GroupCommit {
  readonly #parts: GroupCommitParts;
  readonly #probe: NodeJS.Timeout;
  #queue: PendingWrite[] = [];
  #running: Promise<void> | null = null;
  #healthy = true;

  constructor(parts: GroupCommitParts) {
    this.#parts = parts;
    this.#probe = setInterval(() => this.#probeStore(), probeEveryMs).unref();
  }

  /** Whether the last write, or the last attempt to write anything, succeeded. */
  healthy(): boolean {
    return this.#healthy;
  }

  /** Resolves when the records are on disk. Rejects with `AuditUnavailable` when they may not be, or not in time. */
  write(drafts: readonly Draft[]): Promise<readonly Position[]> {
    if (drafts.length === 0) return Promise.resolve([]);
    const write = new PendingWrite(drafts, this.#parts.writeLimitMs, () => this.#failed());
    this.#queue.push(write);
    this.#running ??= this.#run();
    return write.done;
  }

  /** Waits for what is under way and stops looking after the store. */
  async stop(): Promise<void> {
    clearInterval(this.#probe);
    await this.#running;
  }

  async #run(): Promise<void> {
    // What is asked for in this very turn goes into one commit.
    await Promise.resolve();
    for (let shares = this.#nextShares(); shares.length > 0; shares = this.#nextShares()) {
      await this.#commit(shares);
    }
    this.#running = null;
  }

  /** What goes into the next commit; a write that is not finished with it comes last in the one after. */
  #nextShares(): readonly Share[] {
    const waiting = this.#queue.filter((write) => write.wanted);
    const fairShare = Math.max(Math.floor(recordsPerCommit / Math.max(waiting.length, 1)), 1);
    const shares = waiting
      .slice(0, recordsPerCommit)
      .map((write) => ({ write, drafts: write.take(fairShare) }));
    const served = new Set(shares.map(({ write }) => write));
    const unfinished = [...served].filter((write) => write.wanted);
    this.#queue = [...waiting.filter((write) => !served.has(write)), ...unfinished];
    return shares;
  }

  async #commit(shares: readonly Share[]): Promise<void> {
    const drafts = shares.flatMap((share) => share.drafts);
    try {
      const positions = await this.#parts.store.append(drafts);
      this.#healthy = true;
      this.#parts.metrics.committed(drafts.length);
      const last = positions.at(-1);
      if (last !== undefined) this.#parts.committed(last, drafts.length);
      let given = 0;
      for (const { write, drafts: own } of shares) {
        write.stored(positions.slice(given, given + own.length));
        given += own.length;
      }
    } catch (error) {
      this.#failed();
      for (const { write } of shares) write.fail(error instanceof Error ? error.message : 'unknown');
    }
  }

  #failed(): void {
    this.#healthy = false;
    this.#parts.metrics.failed();
  }

  /** Finds out that the store works again also while nobody writes, as it is when readiness keeps requests away. */
  #probeStore(): void {
    if (this.#healthy || this.#running !== null) return;
    this.#parts.store.probe().then(
      () => {
        this.#healthy = true;
      },
      () => undefined,
    );
  }
}
