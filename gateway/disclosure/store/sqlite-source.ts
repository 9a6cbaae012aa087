import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Entry } from '../chain.ts';
import { matches } from './entry-filter.ts';
import { checkpointRow, entryRow, lastSeqRow, logIdOf } from './rows.ts';
import { type EntryFilter, type LogSource, StoreRefused } from './store.ts';
import { readTail } from './tail-text.ts';

const entriesPerPage = 1_000;

/** Opens an SQLite file with its tail for reading only. Throws `StoreRefused` when it holds no log. */
export function openSqliteSource(path: string): LogSource {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 1_000 });
  return {
    logId: logIdIn(database),
    find: (filter) => find(path, database, filter),
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

async function* find(
  path: string,
  database: DatabaseSync,
  filter: EntryFilter,
): AsyncIterable<readonly Entry[]> {
  const { lastSeq, rest } = whereItStands(path, database);
  const { sql, values } = queryOf({ ...filter, toSeq: Math.min(filter.toSeq ?? lastSeq, lastSeq) });
  let page: Entry[] = [];
  for (const row of database.prepare(sql).iterate(...values)) {
    page.push(entryRow.parse(row));
    if (page.length < entriesPerPage) continue;
    yield page;
    page = [];
  }
  yield page;
  yield rest.filter((entry) => matches(entry, filter));
}

/** A moment of a log: up to where SQLite has it, and the entries that were in the tail alone. */
interface Standing {
  readonly lastSeq: number;
  readonly rest: readonly Entry[];
}

/** How often a tail is read that does not continue what SQLite has, before it is taken for damaged. */
const mostReadings = 10;

/**
 * Where a log stands that may be written meanwhile. The tail is read first: what is moved out of it afterwards is found
 * in SQLite. Between its two files the gateway may have exchanged them, so that a gap may be one of reading: again, then.
 */
function whereItStands(path: string, database: DatabaseSync): Standing {
  for (let reading = 1; ; reading += 1) {
    const tail = readTail(path);
    const { lastSeq } = lastSeqRow.parse(database.prepare(lastSeqSql).get());
    const has = database.prepare('SELECT 1 FROM entries WHERE seq = ? AND hash = ?');
    // One that contradicts SQLite is told too, so that it is found.
    const rest = tail.filter(({ seq, hash }) => seq > lastSeq || has.get(seq, hash) === undefined);
    const isWhole = rest.every(({ seq }, index) => seq === lastSeq + 1 + index);
    if (isWhole || reading === mostReadings) return { lastSeq, rest };
  }
}

const lastSeqSql = 'SELECT coalesce(max(seq), 0) AS lastSeq FROM entries';

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
