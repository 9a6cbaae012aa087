import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Entry } from '../chain.ts';
import { checkpointRow, entryRow, logIdOf } from './rows.ts';
import { type EntryFilter, type LogSource, StoreRefused } from './store.ts';

const entriesPerPage = 1_000;

/** Opens an SQLite file for reading only. Throws `StoreRefused` when it holds no log. */
export function openSqliteSource(path: string): LogSource {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 1_000 });
  return {
    logId: logIdIn(database),
    find: (filter) => find(database, filter),
    checkpoints: async () =>
      database
        .prepare('SELECT line FROM checkpoints ORDER BY number')
        .all()
        .map((row) => checkpointRow.parse(row).line),
    close: async () => database.close(),
  };
}

function logIdIn(database: DatabaseSync): string {
  try {
    return logIdOf(database.prepare('SELECT * FROM log').get());
  } catch (error) {
    database.close();
    if (error instanceof StoreRefused) throw error;
    throw new StoreRefused('DISCLOSURE_LOG: the file holds no disclosure log', { cause: error });
  }
}

async function* find(database: DatabaseSync, filter: EntryFilter): AsyncIterable<readonly Entry[]> {
  const { sql, values } = queryOf(filter);
  let page: Entry[] = [];
  for (const row of database.prepare(sql).iterate(...values)) {
    page.push(entryRow.parse(row));
    if (page.length < entriesPerPage) continue;
    yield page;
    page = [];
  }
  yield page;
}

function queryOf(filter: EntryFilter): { readonly sql: string; readonly values: readonly SQLInputValue[] } {
  const conditions: readonly (readonly [string, SQLInputValue | undefined])[] = [
    ['seq IN (SELECT seq FROM subjects WHERE subject = ?)', filter.subject],
    ["json_extract(body, '$.clientId') = ?", filter.client],
    ["json_extract(body, '$.at') >= ?", filter.since],
    ["json_extract(body, '$.at') < ?", filter.until],
    ['seq >= ?', filter.fromSeq],
    ['seq <= ?', filter.toSeq],
  ];
  const used = conditions.filter(([, value]) => value !== undefined);
  const where = used.length === 0 ? '' : `WHERE ${used.map(([condition]) => condition).join(' AND ')}`;
  const sql = `SELECT seq, hash, body FROM entries ${where} ORDER BY seq`;
  return { sql, values: used.flatMap(([, value]) => (value === undefined ? [] : [value])) };
}
