import { cpSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../gateway/disclosure/store/sqlite-store.ts';
import type { Draft } from '../../gateway/disclosure/store/store.ts';
import { type LeftPlace, leftPlace, someDrafts } from './left-place.ts';
import { allEntries } from './reading.ts';

let place: LeftPlace;
let drafts: readonly Draft[];
beforeEach(async () => {
  place = await leftPlace();
  drafts = await someDrafts();
});
afterEach(() => place.remove());

/** The texts of a log's records as they would be found if the gateway were killed now, and after a start upon that. */
async function ifKilledNow(): Promise<readonly [readonly string[], readonly string[]]> {
  const folder = `${place.folder}-killed`;
  cpSync(place.folder, folder, { recursive: true });
  const path = join(folder, 'disclosures.sqlite');
  const found = async () => (await allEntries({ kind: 'sqlite', path })).map(({ body }) => body);
  const before = await found();
  await (await openSqliteStore(path, 'mock')).close();
  const after = await found();
  rmSync(folder, { recursive: true });
  return [before, after];
}

describe('an append that failed after all of it was written', () => {
  it('is not in the log once others are, while the files take turns and nothing can be moved', async () => {
    const [first, refused, next, last] = drafts;
    if (!first || !refused || !next || !last) throw new Error('no drafts');
    const store = await openSqliteStore(place.path, 'mock');
    const other = new DatabaseSync(place.path);
    other.exec('BEGIN EXCLUSIVE');
    await store.append([first]);
    renameSync(`${place.path}.tail-a`, `${place.path}.away`);
    await expect(store.append([refused])).rejects.toThrow('replaced');
    renameSync(`${place.path}.away`, `${place.path}.tail-a`);
    expect(await store.head()).toMatchObject({ seq: 1 });
    // The next one goes into the other file: this one waits to be moved.
    await setTimeout(600);
    await store.append([next]);
    const kept = [first, next].map(({ body }) => body.toString());
    expect(await ifKilledNow()).toEqual([kept, kept]);
    other.exec('ROLLBACK');
    other.close();
    await store.append([last]);
    await store.close();
    expect(place.inSqlite()).toHaveLength(3);
  });
});

describe('a log that is closed', () => {
  it('takes nothing any more', async () => {
    const store = await openSqliteStore(place.path, 'mock');
    await store.append(drafts.slice(0, 1));
    await store.close();
    await expect(store.append(drafts.slice(1, 2))).rejects.toThrow();
    expect(await allEntries({ kind: 'sqlite', path: place.path })).toHaveLength(1);
  });

  it('keeps what cannot be moved in its tail for the next start', async () => {
    const store = await openSqliteStore(place.path, 'mock');
    const other = new DatabaseSync(place.path);
    other.exec('BEGIN EXCLUSIVE');
    await store.append(drafts);
    await store.close();
    other.exec('ROLLBACK');
    other.close();
    expect(place.inSqlite()).toEqual([]);
    const again = await openSqliteStore(place.path, 'mock');
    expect(place.inSqlite()).toHaveLength(drafts.length);
    await again.close();
  });
});
