import { readSync } from 'node:fs';
import type { Chained } from '../chain.ts';
import type { OnDisk } from './tail-file.ts';

const [newline = 0, brace = 0] = Buffer.from('\n}');
/** What stands before a record in its line, of one that was written here; never longer than so many bytes. */
const before = /^\{"seq":(\d{1,15}),"hash":"([\w-]{43})","record":/;
const longestBefore = 100;

// Read again and again into the same bytes, which hold what is read at once and the longest line so far.
let space = Buffer.allocUnsafe(256 * 1024);

/**
 * The entries that a file of a tail is known to hold, oldest first. Each is to be used before the next one is asked for:
 * its bytes are overwritten. Throws when the file is shorter, or holds something else than entries.
 */
export function* entriesOnDisk(file: OnDisk): Generator<Chained<Buffer>> {
  for (const line of linesOf(file)) {
    if (line.length > 0) yield entryOf(line);
  }
}

function entryOf(line: Buffer): Chained<Buffer> {
  const [head = '', seq = '', hash = ''] = before.exec(line.toString('latin1', 0, longestBefore)) ?? [];
  if (head === '' || line.at(-1) !== brace) throw new Error('a line of its tail is not a record');
  return { seq: Number(seq), hash, body: line.subarray(head.length, -1) };
}

function* linesOf({ descriptor, length }: OnDisk): Generator<Buffer> {
  /** How much there is of a line whose end was not read yet. */
  let kept = 0;
  for (let position = 0; position < length; ) {
    if (kept === space.length) space = Buffer.concat([space], 2 * kept);
    const most = Math.min(space.length - kept, length - position);
    const count = readSync(descriptor, space, kept, most, position);
    if (count === 0) throw new Error('a file of its tail is shorter than what was written');
    position += count;
    const read = space.subarray(0, kept + count);
    let begins = 0;
    for (let ends = read.indexOf(newline, kept); ends >= 0; ends = read.indexOf(newline, begins)) {
      yield read.subarray(begins, ends);
      begins = ends + 1;
    }
    kept = read.copy(space, 0, begins);
  }
}
