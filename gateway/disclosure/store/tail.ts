import { startTimer } from '../../../subgraphs/registry/timer.ts';
import { chained, type Position } from '../chain.ts';
import { type OnDisk, openTailFile, type TailFile } from './tail-file.ts';
import { tailPaths } from './tail-text.ts';

/** What a tail needs. */
export interface TailParts {
  /** The path of the log. */
  readonly path: string;
  /** The last entry of the log. */
  readonly head: Position;
  /**
   * Moves what a file of the tail holds into SQLite, which may have some of it already; resolves when that is on disk.
   * Rejects, and moves nothing, when it holds anything else than what was written.
   */
  readonly move: (from: OnDisk) => Promise<void>;
}

/** How long entries gather before they are moved, in milliseconds. */
const gatherMs = 250;
/** For how long moving may fail or hang before nothing is added any more, in milliseconds. */
const moveLimitMs = 5_000;

/** Opens the files of a tail, which are there and empty. */
export async function openTail(parts: TailParts): Promise<Tail> {
  const [front, back] = tailPaths(parts.path);
  return new Tail(parts, await openTailFile(front), await openTailFile(back));
}

/**
 * The end of the log: entries are on disk here at once, one write for all that are added together, and are moved into
 * SQLite afterwards, many at once. At every moment each entry is in the tail, in SQLite, or in both.
 */
export class Tail {
  readonly #parts: TailParts;
  /** Takes what is added. */
  #front: TailFile;
  /** What is being moved; all of it is older than what is in front. */
  #back: TailFile;
  #head: Position;
  /** The number of the last entry that was moved. */
  #moved: number;
  #moving: Promise<void> | null = null;
  /** Since when what is being moved should have been. */
  #movingSince: number | null = null;
  #failure = 'it does not answer';
  #timer: NodeJS.Timeout | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: TailParts, front: TailFile, back: TailFile) {
    this.#parts = parts;
    this.#front = front;
    this.#back = back;
    this.#head = parts.head;
    this.#moved = parts.head.seq;
  }

  /** The last entry of the log. */
  get head(): Position {
    return this.#head;
  }

  /** Adds records at the end of the chain, all or none; resolves when they are on disk. */
  append(bodies: readonly Uint8Array[]): Promise<readonly Position[]> {
    return this.#inTurn(async () => {
      this.#refuseWhenStuck();
      const positions = await this.#front.append(chained(this.#head, bodies));
      this.#head = positions.at(-1) ?? this.#head;
      this.#moveLater();
      return positions;
    });
  }

  /** Resolves when all that was added before is in SQLite. */
  async flush(): Promise<void> {
    const { seq } = this.#head;
    while (this.#moved < seq) await this.#move();
  }

  /** Writes something that is no record, and moves what there is, to learn whether both can be done. */
  async probe(): Promise<void> {
    await this.#inTurn(() => this.#front.append([]));
    await this.flush();
  }

  /** Moves what there is, and closes the files. What cannot be moved stays in them for the next opening. */
  async close(): Promise<void> {
    await this.flush().catch(() => undefined);
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#inTurn(() => Promise.all([this.#front.close(), this.#back.close()]));
  }

  #refuseWhenStuck(): void {
    if (this.#movingSince === null || performance.now() - this.#movingSince < moveLimitMs) return;
    throw new Error(`its tail cannot be moved into SQLite: ${this.#failure}`);
  }

  #moveLater(): void {
    this.#timer ??= startTimer(() => {
      this.#timer = null;
      void this.#move().catch(() => undefined);
    }, gatherMs).unref();
  }

  /** Moves what is at the back, or else what is in front, unless something is being moved. */
  #move(): Promise<void> {
    this.#moving ??= this.#moveBack()
      .catch((error: unknown) => {
        this.#failure = error instanceof Error ? error.message : 'unknown';
        throw error;
      })
      .finally(() => {
        this.#moving = null;
        if (this.#moved < this.#head.seq) this.#moveLater();
      });
    return this.#moving;
  }

  async #moveBack(): Promise<void> {
    if (this.#back.onDisk === null) await this.#inTurn(() => this.#takeTurns());
    const { onDisk } = this.#back;
    if (onDisk === null) return;
    this.#movingSince ??= performance.now();
    await this.#parts.move(onDisk);
    this.#movingSince = null;
    this.#moved = onDisk.last.seq;
    await this.#back.clear();
  }

  async #takeTurns(): Promise<void> {
    // Else a record that was never acknowledged could stand at the end of one file, and another one in its place in the other.
    await this.#front.tidy();
    [this.#front, this.#back] = [this.#back, this.#front];
  }

  /** One thing at a time is done with the files. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
