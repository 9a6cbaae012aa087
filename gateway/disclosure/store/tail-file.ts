import { close, constants, fdatasync, fstatSync, ftruncate, open, statSync, write } from 'node:fs';
import { promisify } from 'node:util';
import type { Chained, Position } from '../chain.ts';
import { TailBytes } from './tail-text.ts';

const [openFile, writeAt, syncData, cutTo, closeFile] = [
  promisify(open),
  promisify(write),
  promisify(fdatasync),
  promisify(ftruncate),
  promisify(close),
];

/** Whether the platform has writes that are on disk when they return. */
const writesThrough = 'O_DSYNC' in constants;

/**
 * What a file of the tail is known to hold: so many bytes, the last entry of which is `last`. It is found through the
 * open descriptor, since its name may lead to another file meanwhile.
 */
export interface OnDisk {
  readonly descriptor: number;
  readonly length: number;
  readonly last: Position;
}

/** Opens a file of the tail, which is there and empty. */
export async function openTailFile(path: string): Promise<TailFile> {
  const descriptor = await openFile(path, constants.O_RDWR | (writesThrough ? constants.O_DSYNC : 0));
  return new TailFile(path, descriptor);
}

/** One of the two files of a tail. One thing at a time may be done with it. */
export class TailFile {
  readonly #path: string;
  #descriptor: number;
  readonly #inode: number;
  readonly #bytes = new TailBytes();
  /** The last entry that is in it. */
  #last: Position | null = null;
  /** How long what is known to be on disk is, in bytes. */
  #length = 0;
  /** Whether there may be more in the file: of a write that failed, or what was moved. */
  #overlong = false;

  constructor(path: string, descriptor: number) {
    this.#path = path;
    this.#descriptor = descriptor;
    this.#inode = fstatSync(descriptor).ino;
  }

  /** Where its entries are; null when it has none. */
  get onDisk(): OnDisk | null {
    if (this.#last === null) return null;
    return { descriptor: this.#descriptor, length: this.#length, last: this.#last };
  }

  /** Adds entries, all or none; resolves with their places when they are on disk, in a file that can be found there. */
  async append(entries: readonly Chained<Uint8Array>[]): Promise<readonly Position[]> {
    await this.tidy();
    const bytes = this.#bytes.of(entries);
    this.#overlong = true;
    const { bytesWritten } = await writeAt(this.#descriptor, bytes, 0, bytes.length, this.#length);
    if (bytesWritten < bytes.length) throw new Error('the disk took a part of the records');
    if (!writesThrough) await syncData(this.#descriptor);
    if (!isAt(this.#path, this.#inode)) throw new Error('a file of its tail was replaced');
    this.#overlong = false;
    this.#length += bytes.length;
    const positions = entries.map(({ seq, hash }) => ({ seq, hash }));
    this.#last = positions.at(-1) ?? this.#last;
    return positions;
  }

  /** Empties it. Entries that stay on disk for now do no harm: SQLite has them. */
  async clear(): Promise<void> {
    this.#last = null;
    this.#length = 0;
    this.#overlong = true;
    await this.tidy().catch(() => undefined);
  }

  /** Cuts off what does not belong to it. */
  async tidy(): Promise<void> {
    if (!this.#overlong) return;
    await cutTo(this.#descriptor, this.#length);
    this.#overlong = false;
  }

  /** Closes it; nothing can be added any more. */
  async close(): Promise<void> {
    await this.tidy().catch(() => undefined);
    const descriptor = this.#descriptor;
    // The next file that anybody opens gets the same number.
    this.#descriptor = -1;
    await closeFile(descriptor);
  }
}

/**
 * Whether a file is where it was: through an open descriptor, records would go into one that nobody can ever read. The
 * open descriptor keeps file and folders in memory, so that no disk is waited for.
 */
export function isAt(path: string, inode: number): boolean {
  return statSync(path, { throwIfNoEntry: false })?.ino === inode;
}
