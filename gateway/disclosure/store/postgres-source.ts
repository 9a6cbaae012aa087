import { Client } from 'pg';
import type { Entry } from '../chain.ts';
import { checkpointRow, entryRow, logIdOf } from './rows.ts';
import { type EntryFilter, type LogSource, StoreRefused } from './store.ts';

const entriesPerPage = 1_000;

/** Opens the log in a PostgreSQL database for reading only. Rejects with `StoreRefused` when there is none. */
export async function openPostgresSource(url: string): Promise<LogSource> {
  const client = clientOf(url);
  try {
    await connect(client);
    const { rows } = await client.query('SELECT * FROM log');
    return {
      logId: logIdOf(rows[0]),
      find: (filter) => find(url, filter),
      checkpoints: async () => {
        const found = await client.query('SELECT line FROM checkpoints ORDER BY number');
        return found.rows.map((row) => checkpointRow.parse(row).line);
      },
      close: () => client.end(),
    };
  } catch (error) {
    await client.end().catch(() => undefined);
    if (error instanceof StoreRefused) throw error;
    throw new StoreRefused('DISCLOSURE_LOG: the database cannot be reached or holds no disclosure log', {
      cause: error,
    });
  }
}

function clientOf(url: string): Client {
  return new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
}

async function connect(client: Client): Promise<void> {
  await client.connect();
  await client.query('SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY');
}

/** On a connection of its own: whoever meets something on the way looks for more of it while this goes on. */
async function* find(url: string, filter: EntryFilter): AsyncIterable<readonly Entry[]> {
  const { where, values } = conditionsOf(filter);
  const client = clientOf(url);
  try {
    await connect(client);
    await client.query('BEGIN');
    await client.query(
      `DECLARE found NO SCROLL CURSOR FOR SELECT seq, hash, body FROM entries ${where} ORDER BY seq`,
      values,
    );
    while (true) {
      const { rows } = await client.query(`FETCH ${entriesPerPage} FROM found`);
      yield rows.map((row) => entryRow.parse(row));
      if (rows.length < entriesPerPage) break;
    }
  } finally {
    await client.end();
  }
}

function conditionsOf(filter: EntryFilter): { readonly where: string; readonly values: unknown[] } {
  const conditions: readonly (readonly [(place: string) => string, string | number | undefined])[] = [
    [(place) => `seq IN (SELECT seq FROM subjects WHERE subject = ${place})`, filter.subject],
    [(place) => `body::jsonb ->> 'clientId' = ${place}`, filter.client],
    [(place) => `body::jsonb ->> 'at' >= ${place}`, filter.since],
    [(place) => `body::jsonb ->> 'at' < ${place}`, filter.until],
    [(place) => `seq >= ${place}`, filter.fromSeq],
    [(place) => `seq <= ${place}`, filter.toSeq],
  ];
  const used = conditions.filter(([, value]) => value !== undefined);
  const texts = used.map(([condition], index) => condition(`$${index + 1}`));
  return {
    where: texts.length === 0 ? '' : `WHERE ${texts.join(' AND ')}`,
    values: used.map(([, value]) => value),
  };
}
