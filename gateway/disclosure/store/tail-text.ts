import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Chained, Entry } from '../chain.ts';
import { entryIn, lineBefore } from './export-lines.ts';

// The tail of a log are its last entries, on disk and not in SQLite yet. It is kept in two files, which take turns: one
// takes entries, while those of the other are moved into SQLite and it is emptied.

const [lineEnd, emptyLine] = [Buffer.from('}\n'), Buffer.from('\n')];

/** The files of the tail of the log at `path`; none has a name that SQLite uses. */
export function tailPaths(path: string): readonly [string, string] {
  return [`${path}.tail-a`, `${path}.tail-b`];
}

/**
 * Makes the bytes of entries that are written together, a line for each. An empty line behind them says that all are
 * there. The next ones overwrite them: those of an answer about thousands would be in memory until they are collected.
 */
export class TailBytes {
  #space = Buffer.alloc(0);

  of(entries: readonly Chained<Uint8Array>[]): Buffer {
    const parts = entries.flatMap((entry) => [Buffer.from(lineBefore(entry)), entry.body, lineEnd]);
    parts.push(emptyLine);
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const bytes = this.#roomFor(length);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  #roomFor(length: number): Buffer {
    if (length > mostKept) return Buffer.allocUnsafeSlow(length);
    if (this.#space.length < length) this.#space = Buffer.allocUnsafeSlow(length);
    return this.#space.subarray(0, length);
  }
}

/** Enough for the records of some hundred people. */
const mostKept = 2 * 1024 * 1024;

/**
 * The entries in a text of a tail. What is behind the last empty line was never acknowledged. Any other line that cannot
 * be read is an entry that no chain can hold, so that it is found.
 */
export function entriesInTail(text: string): readonly Entry[] {
  return text
    .slice(0, Math.max(text.lastIndexOf('\n\n'), 0))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => entryIn(line) ?? { seq: 0, hash: '', body: line });
}

/** The entries in the tail of the log at `path`, oldest first. */
export function readTail(path: string): readonly Entry[] {
  return tailPaths(path)
    .map((file) => (existsSync(file) ? entriesInTail(readFileSync(file, 'utf8')) : []))
    .toSorted((one, other) => firstSeq(one) - firstSeq(other))
    .flat();
}

/** Makes the files of the tail, or empties them; their names are on disk when it returns. */
export function clearTail(path: string): void {
  for (const file of tailPaths(path)) {
    const descriptor = openSync(file, 'a', 0o600);
    ftruncateSync(descriptor);
    closeSync(descriptor);
  }
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function firstSeq(entries: readonly Entry[]): number {
  return entries.find(({ seq }) => seq > 0)?.seq ?? 0;
}
