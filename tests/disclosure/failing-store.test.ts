import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditUnavailable } from '../../gateway/disclosure/audit-unavailable.ts';
import { type DisclosureLog, openDisclosureLog, startLog } from '../../gateway/disclosure/disclosure-log.ts';
import { KeysRefused, loadDisclosureKeys } from '../../gateway/disclosure/keys.ts';
import { openPostgresStore } from '../../gateway/disclosure/store/postgres-store.ts';
import { openSqliteStore } from '../../gateway/disclosure/store/sqlite-store.ts';
import { type DisclosureStore, StoreRefused } from '../../gateway/disclosure/store/store.ts';
import { type Place, runSql, sqlitePlace, testableStores } from './places.ts';
import { allEntries } from './reading.ts';
import { learner, outcomeOf } from './records.ts';

const hasPostgres = (await testableStores()).find(({ name }) => name === 'postgresql');

/** Waits until the log says that it can be written; gives up when it never does. */
async function recovered(log: DisclosureLog): Promise<boolean> {
  for (let tries = 0; tries < 100 && !log.healthy(); tries += 1) await setTimeout(50);
  return log.healthy();
}

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

describe('a log on a full disk', () => {
  it('refuses while the disk is full, goes on when there is room, and loses nothing acknowledged', {
    timeout: 60_000,
  }, async () => {
    const place = await sqlitePlace();
    const script = fileURLToPath(new URL('./writer-process.ts', import.meta.url));
    // Files may grow to 400 KiB: the kernel fails the write, as it does on a full disk.
    const command = `ulimit -S -f 400; exec "${process.execPath}" "${script}" "${place.folder}" after`;
    const child = spawn('bash', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const closed = once(child, 'close');
    await until(() => said.includes('unavailable'));
    spawnSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited']);
    const before = said.length;
    await until(() => /^[0-9a-f-]{36}$/m.test(said.slice(before)));
    child.kill('SIGKILL');
    await closed;
    const acknowledged = said.split('\n').filter((line) => /^[0-9a-f-]{36}$/.test(line));
    const stored = new Set(
      (await allEntries(place.options.place)).map(({ body }): unknown => JSON.parse(body).requestId),
    );
    expect(acknowledged.filter((requestId) => !stored.has(requestId))).toEqual([]);
    await place.remove();
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (condition()) return;
    await setTimeout(50);
  }
  throw new Error('it never came');
}

describe('a log over a store that hangs', () => {
  it('refuses exactly those who wait too long, and stores what comes after', async () => {
    const place = await sqlitePlace();
    const sqlite = await openSqliteStore(join(place.folder, 'disclosures.sqlite'));
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

describe.runIf(hasPostgres)('a log in a PostgreSQL database', () => {
  it('refuses while its connections are cut, and goes on when the database is back', async () => {
    const place = await hasPostgres?.place();
    if (place === undefined || place.options.place.kind !== 'postgresql') throw new Error('no place');
    const { url } = place.options.place;
    const schema = /application_name=(\w+)/.exec(url)?.[1] ?? '';
    const log = await openDisclosureLog(place.options);
    await log.append([outcomeOf(1)]);
    // A writer that holds the table keeps the log's commit under way until the connection is cut.
    await runSql(`ALTER TABLE ${schema}.entries RENAME TO gone`);
    await expect(log.append([outcomeOf(2)])).rejects.toBeInstanceOf(AuditUnavailable);
    expect(log.healthy()).toBe(false);
    await runSql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '${schema}' AND pid <> pg_backend_pid()`,
    );
    await runSql(`ALTER TABLE ${schema}.gone RENAME TO entries`);
    expect(await recovered(log)).toBe(true);
    await log.append([outcomeOf(3)]);
    expect(await allEntries(place.options.place)).toHaveLength(3);
    await log.close();
    await place.remove();
  });

  it('keeps all that was acknowledged when connections are cut again and again', async () => {
    const place = await hasPostgres?.place();
    if (place === undefined || place.options.place.kind !== 'postgresql') throw new Error('no place');
    const schema = /application_name=(\w+)/.exec(place.options.place.url)?.[1] ?? '';
    const log = await openDisclosureLog(place.options);
    const acknowledged: number[] = [];
    let refused = 0;
    for (let round = 0; round < 10; round += 1) {
      const writes = Promise.allSettled(
        Array.from({ length: 20 }, async (_, index) => {
          await setTimeout(index);
          const [position] = await log.append([outcomeOf(index)]);
          acknowledged.push(position?.seq ?? 0);
        }),
      );
      await runSql(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '${schema}'`,
      );
      refused += (await writes).filter(({ status }) => status === 'rejected').length;
    }
    const stored = new Set((await allEntries(place.options.place)).map(({ seq }) => seq));
    expect(acknowledged.filter((seq) => !stored.has(seq))).toEqual([]);
    expect(acknowledged.length + refused).toBe(200);
    expect(acknowledged.length).toBeGreaterThan(0);
    await log.close();
    await place.remove();
  });

  it('is one chain over many gateways that write at once', async () => {
    const place = await hasPostgres?.place();
    if (place === undefined) throw new Error('no place');
    const logs = await Promise.all([1, 2, 3].map(() => openDisclosureLog(place.options)));
    await Promise.all(
      logs.flatMap((log) => Array.from({ length: 50 }, (_, person) => log.append([outcomeOf(person)]))),
    );
    const seqs = (await allEntries(place.options.place)).map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: 153 }, (_, index) => index + 1));
    await Promise.all(logs.map((log) => log.close()));
    await place.remove();
  });

  it('is refused when a commit would not wait for the disk, and says no secret when it cannot be reached', async () => {
    const weak = 'postgresql://postgres@127.0.0.1:5432/test?options=-csynchronous_commit%3Doff';
    await expect(openPostgresStore(weak)).rejects.toThrow('synchronous_commit');
    const gone = openPostgresStore('postgresql://somebody:secret@127.0.0.1:1/test');
    await expect(gone).rejects.toBeInstanceOf(StoreRefused);
    await expect(gone).rejects.not.toThrow('secret');
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
