import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { AuditUnavailable } from '../../gateway/disclosure/audit-unavailable.ts';
import { openDisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import { openPostgresStore } from '../../gateway/disclosure/store/postgres-store.ts';
import { StoreRefused } from '../../gateway/disclosure/store/store.ts';
import { runSql, testableStores } from './places.ts';
import { allEntries, recovered } from './reading.ts';
import { outcomeOf } from './records.ts';

const hasPostgres = (await testableStores()).find(({ name }) => name === 'postgresql');

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
    await expect(openPostgresStore(weak, 'mock')).rejects.toThrow('synchronous_commit');
    const gone = openPostgresStore('postgresql://somebody:secret@127.0.0.1:1/test', 'mock');
    await expect(gone).rejects.toBeInstanceOf(StoreRefused);
    await expect(gone).rejects.not.toThrow('secret');
  });
});
