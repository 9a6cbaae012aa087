import {
  appendFileSync,
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditUnavailable } from '../../gateway/disclosure/audit-unavailable.ts';
import { chained, type Position } from '../../gateway/disclosure/chain.ts';
import { openDisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import { entryLine } from '../../gateway/disclosure/store/export-lines.ts';
import { openSqliteStore } from '../../gateway/disclosure/store/sqlite-store.ts';
import type { DisclosureStore, Draft } from '../../gateway/disclosure/store/store.ts';
import { type LeftPlace, leftPlace, someDrafts } from './left-place.ts';
import { allEntries, recovered } from './reading.ts';
import { intentOf, learner } from './records.ts';

let place: LeftPlace;
let tail: string;
let drafts: readonly Draft[];
beforeEach(async () => {
  place = await leftPlace();
  tail = `${place.path}.tail-a`;
  drafts = await someDrafts();
});
afterEach(() => place.remove());

const bodies = () => place.inSqlite().map((row) => Reflect.get(Object(row), 'body'));
const written = () => drafts.map(({ body }) => body.toString());

/** Forged records that follow each other as well as those in whose place they stand. */
function forged(text: string, genesis: Position): string {
  const texts = written().map((body) => body.replace('"DISCLOSED"', '"NOTHINGS!"'));
  const lines = chained(genesis, texts).map((entry) => `${entryLine(entry)}\n`);
  expect(`${lines.join('')}\n`).toHaveLength(text.length);
  return `${lines.join('')}\n`;
}

describe('a tail that is altered while its gateway runs, before it is moved', () => {
  let store: DisclosureStore;
  beforeEach(async () => {
    store = await openSqliteStore(place.path, 'mock');
  });
  afterEach(() => store.close());

  const first = (text: string) => text.slice(0, text.indexOf('\n') + 1);
  const ways: readonly (readonly [
    name: string,
    alter: (text: string, genesis: Position) => string,
    refused: string,
  ])[] = [
    [
      'a text changed',
      (text) => text.replace('"DISCLOSED"', '"NOTHINGS!"'),
      'record 3 in the tail does not follow',
    ],
    ['its records forged and chained well', forged, 'does not end with record 8'],
    [
      'its last line blanked',
      (text) => text.replace(/\{"seq":8.*/, (line) => '\n'.repeat(line.length)),
      'does not end with record 8',
    ],
    ['a line that is no record', (text) => text.replace('{"seq":3', '{"sep":3'), 'is not a record'],
    ['a line without its end', (text) => text.replace(/\}\n\n$/, ']\n\n'), 'is not a record'],
    [
      'its first line in the place of others',
      (text) => first(text) + first(text),
      'record 2 in the tail does not follow',
    ],
    ['cut in the middle of a record', (text) => text.slice(0, -100), 'is shorter'],
    ['emptied', () => '', 'is shorter'],
  ];

  it.each(ways)('is not moved, and is once it is right again: %s', async (_, alter, refused) => {
    const genesis = await store.head();
    await store.append(drafts);
    const text = readFileSync(tail, 'utf8');
    const altered = alter(text, genesis);
    expect(altered).not.toBe(text);
    writeFileSync(tail, altered);
    await expect(store.ofSubject(learner(1))).rejects.toThrow(refused);
    expect(place.inSqlite()).toEqual([]);
    expect(readFileSync(tail, 'utf8')).toBe(altered);
    writeFileSync(tail, text);
    expect(await store.ofSubject(learner(1))).toHaveLength(4);
    expect(bodies()).toEqual(written());
  });

  it('is moved without what somebody else has written behind it', async () => {
    const head = (await store.append(drafts.slice(0, -1))).at(-1);
    if (head === undefined) throw new Error('no entries');
    const [line] = chained(head, written().slice(-1)).map(entryLine);
    appendFileSync(tail, `${line}\n\n`);
    expect(await store.ofSubject(learner(1))).toHaveLength(4);
    expect(bodies()).toEqual(written().slice(0, -1));
    expect(place.tailSizes()).toEqual([0, 0]);
  });

  it.each([
    ['taken away', () => rmSync(tail)],
    [
      'replaced',
      () => {
        writeFileSync(`${tail}.other`, 'x'.repeat(100_000));
        renameSync(`${tail}.other`, tail);
      },
    ],
  ])('is moved although it was %s: the gateway has it open', async (_, take) => {
    await store.append(drafts);
    take();
    await store.ofSubject(learner(1));
    expect(bodies()).toEqual(written());
  });
});

describe('a log whose tail stays altered', () => {
  it('discloses nothing any more after a while, and has all that it acknowledged once the tail is right again', {
    timeout: 30_000,
  }, async () => {
    const log = await openDisclosureLog(place.options);
    // Moves the record of the start: the next one is first in the other file.
    await log.ofSubject(learner(1));
    await log.append([intentOf([1])]);
    writeFirst(`${place.path}.tail-b`, 'x');
    let acknowledged = 2;
    let refused: unknown = null;
    while (refused === null && acknowledged < 400) {
      await setTimeout(50);
      await log.append([intentOf([2])]).then(
        () => {
          acknowledged += 1;
        },
        (error: unknown) => {
          refused = error;
        },
      );
    }
    expect(refused).toBeInstanceOf(AuditUnavailable);
    expect(log.healthy()).toBe(false);
    writeFirst(`${place.path}.tail-b`, '{');
    expect(await recovered(log)).toBe(true);
    await log.close();
    expect((await allEntries(place.options.place)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: acknowledged }, (_, index) => index + 1),
    );
  });
});

/** Writes the first sign of a file anew, where it is. */
function writeFirst(path: string, sign: string): void {
  const descriptor = openSync(path, 'r+');
  expect(writeSync(descriptor, sign, 0)).toBe(1);
  closeSync(descriptor);
}
