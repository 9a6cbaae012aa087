import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditUnavailable } from '../../gateway/disclosure/audit-unavailable.ts';
import { type DisclosureLog, openDisclosureLog, startLog } from '../../gateway/disclosure/disclosure-log.ts';
import { KeysRefused, loadDisclosureKeys } from '../../gateway/disclosure/keys.ts';
import { openSqliteStore } from '../../gateway/disclosure/store/sqlite-store.ts';
import { type DisclosureStore, StoreRefused } from '../../gateway/disclosure/store/store.ts';
import { type Place, sqlitePlace } from './places.ts';
import { allEntries, recovered } from './reading.ts';
import { learner, outcomeOf } from './records.ts';

/** Appends until it is refused, and gives what it is refused with. */
async function appendUntilRefused(log: DisclosureLog, acknowledged: () => void): Promise<unknown> {
  for (let tries = 0; tries < 600; tries += 1) {
    try {
      await log.append([outcomeOf(1)]);
    } catch (error) {
      return error;
    }
    acknowledged();
    await setTimeout(50);
  }
  return null;
}

const numbers = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

describe('a log in an SQLite file that cannot be written', () => {
  let place: Place;
  let log: DisclosureLog;
  let path: string;

  beforeEach(async () => {
    place = await sqlitePlace();
    path = join(place.folder, 'disclosures.sqlite');
    log = await openDisclosureLog(place.options);
  });
  afterEach(async () => {
    await log.close();
    await place.remove();
  });

  it.each([
    ['another connection holds the lock', 'BEGIN EXCLUSIVE', 'ROLLBACK'],
    [
      'a table is gone',
      'ALTER TABLE subjects RENAME TO elsewhere',
      'ALTER TABLE elsewhere RENAME TO subjects',
    ],
  ])(
    'goes on for a moment when %s, refuses then, leaves the event loop free, and recovers by itself',
    {
      timeout: 60_000,
    },
    async (_, spoil, mend) => {
      const other = new DatabaseSync(path);
      other.exec(spoil);
      let turns = 0;
      const ticker = setInterval(() => {
        turns += 1;
      }, 5);
      let acknowledged = 0;
      const refused = await appendUntilRefused(log, () => {
        acknowledged += 1;
      });
      clearInterval(ticker);
      expect(refused).toBeInstanceOf(AuditUnavailable);
      expect(acknowledged).toBeGreaterThan(0);
      expect(turns).toBeGreaterThan(100);
      await setTimeout(1_500);
      expect(log.healthy()).toBe(false);
      other.exec(mend);
      other.close();
      expect(await recovered(log)).toBe(true);
      await log.append([outcomeOf(2)]);
      const entries = await allEntries(place.options.place);
      expect(entries.map(({ seq }) => seq)).toEqual(numbers(acknowledged + 2));
      expect(entries.filter(({ body }) => body.includes(learner(2)))).toHaveLength(1);
    },
  );

  it.each(['', '.tail-a'])(
    'refuses when its file …%s was taken away, and goes on when it is back',
    async (end) => {
      await log.append([outcomeOf(1)]);
      renameSync(`${path}${end}`, `${path}${end}.away`);
      await expect(log.append([outcomeOf(2)])).rejects.toBeInstanceOf(AuditUnavailable);
      await expect(log.append([outcomeOf(2)])).rejects.toBeInstanceOf(AuditUnavailable);
      expect(log.healthy()).toBe(false);
      renameSync(`${path}${end}.away`, `${path}${end}`);
      expect(await recovered(log)).toBe(true);
      await log.append([outcomeOf(3)]);
      await log.close();
      const entries = await allEntries(place.options.place);
      expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
      expect(entries.filter(({ body }) => body.includes(learner(2)))).toEqual([]);
      log = await openDisclosureLog(place.options);
    },
  );

  it('refuses when an earlier copy was put in the place of its file', async () => {
    await log.close();
    cpSync(path, `${path}.copy`);
    log = await openDisclosureLog(place.options);
    await log.append([outcomeOf(1)]);
    await log.ofSubject(learner(1));
    const files = ['', '-wal', '-shm'].map((end) => `${path}${end}`);
    for (const file of files) renameSync(file, `${file}.away`);
    renameSync(`${path}.copy`, path);
    await expect(log.append([outcomeOf(2)])).rejects.toBeInstanceOf(AuditUnavailable);
    // Long enough for the log to have looked at the copy.
    await setTimeout(3_500);
    await expect(log.append([outcomeOf(2)])).rejects.toBeInstanceOf(AuditUnavailable);
    for (const file of files) renameSync(`${file}.away`, file);
    expect(await recovered(log)).toBe(true);
    await log.append([outcomeOf(3)]);
    expect((await allEntries(place.options.place)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('is refused to a second writer, who is told why', async () => {
    const second = openDisclosureLog(place.options);
    await expect(second).rejects.toBeInstanceOf(StoreRefused);
    await expect(second).rejects.toThrow('one writer at a time');
    await log.append([outcomeOf(1)]);
  });

  it('keeps its files from everybody else', async () => {
    await log.append([outcomeOf(1)]);
    const modes = readdirSync(place.folder).filter((name) => name.startsWith('disclosures.sqlite'));
    const readable = spawnSync('find', [...modes.map((name) => join(place.folder, name)), '-perm', '/077']);
    expect(modes.length).toBeGreaterThanOrEqual(2);
    expect(String(readable.stdout)).toBe('');
  });
});

describe('a log over a store that hangs', () => {
  it('refuses exactly those who wait too long, and stores what comes after', async () => {
    const place = await sqlitePlace();
    const sqlite = await openSqliteStore(join(place.folder, 'disclosures.sqlite'), 'mock');
    const held = Promise.withResolvers<void>();
    let hang = false;
    const store: DisclosureStore = {
      ...sqlite,
      append: async (drafts) => {
        if (hang) await held.promise;
        return sqlite.append(drafts);
      },
    };
    const log = await startLog(store, { ...place.options, writeLimitMs: 1_000 });
    await log.append([outcomeOf(1)]);
    hang = true;
    const late = await Promise.allSettled([log.append([outcomeOf(2)]), log.append([outcomeOf(3)])]);
    expect(late.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(log.healthy()).toBe(false);
    hang = false;
    held.resolve();
    await log.append([outcomeOf(4)]);
    expect(log.healthy()).toBe(true);
    await log.close();
    await place.remove();
  });

  it('discloses nothing any more when it could not be anchored for too long', async () => {
    const place = await sqlitePlace();
    const log = await openDisclosureLog({
      ...place.options,
      anchorPath: join(place.folder, 'keys/disclosure-signing.pem/x'),
      sealLimitMs: 500,
    });
    await log.append([outcomeOf(1)]);
    await setTimeout(600);
    await expect(log.append([outcomeOf(1)])).rejects.toThrow('anchored');
    expect(log.healthy()).toBe(false);
    await log.close();
    await place.remove();
  });
});

describe('keys', () => {
  it('are refused when others may read them, when they are missing, or are no keys', async () => {
    const place = await sqlitePlace();
    const folder = join(place.folder, 'keys');
    chmodSync(join(folder, 'disclosure-signing.pem'), 0o640);
    await expect(loadDisclosureKeys(folder, { create: false })).rejects.toBeInstanceOf(KeysRefused);
    await expect(loadDisclosureKeys(join(place.folder, 'x'), { create: false })).rejects.toThrow('missing');
    await place.remove();
  });

  it('name somebody asked for by code without the code, the same after a restart', async () => {
    const place = await sqlitePlace();
    const code = ['010190', '9012'].join('-');
    const again = await loadDisclosureKeys(join(place.folder, 'keys'), { create: true });
    expect(again.subjectOfCode(code)).toBe(place.options.keys.subjectOfCode(code));
    expect(again.subjectOfCode(code)).toMatch(/^code:[\w-]{43}$/);
    const others = await sqlitePlace();
    expect(others.options.keys.subjectOfCode(code)).not.toBe(again.subjectOfCode(code));
    expect(readFileSync(join(place.folder, 'keys', 'disclosure-signing.pub.pem'), 'utf8')).toContain(
      'PUBLIC',
    );
    await Promise.all([place.remove(), others.remove()]);
  });
});
