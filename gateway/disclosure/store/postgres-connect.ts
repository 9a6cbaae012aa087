import { randomBytes } from 'node:crypto';
import { Pool, type PoolClient } from 'pg';
import { z } from 'zod';
import { agreeOnMode, type Mode, tellingRecords } from '../mode.ts';
import { postgresSchema } from './postgres-schema.ts';
import { bodyRow, logForm, logIdOf, stampRow } from './rows.ts';
import { StoreRefused } from './store.ts';

/** How long one statement or a new connection may take, in milliseconds. */
const statementMs = 2_000;

/** The lock that one gateway at a time makes the tables under; any number that nothing else uses. */
const setUpLock = 7_362_418_804;

/** A pool whose connections give up rather than hang. */
export function createPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    max: 4,
    connectionTimeoutMillis: statementMs,
    query_timeout: statementMs,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: 5_000,
    keepAlive: true,
    allowExitOnIdle: true,
  });
  // A connection may break between two statements, or while nobody uses it: whoever uses it next is told, and it is
  // replaced. Without somebody listening, the process would end.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Runs work on one connection in a transaction. A connection on which anything failed is never used again. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw withoutDetail(error);
  }
}

/** Makes the tables when they are not there, checks durability, and gives the log's id. */
export async function prepareDatabase(pool: Pool, mode: Mode): Promise<string> {
  return inTransaction(pool, async (client) => {
    await checkDurability(client);
    await client.query('SELECT pg_advisory_xact_lock($1)', [setUpLock]);
    await client.query(postgresSchema);
    await stamp(client, mode);
    const { rows } = await client.query('SELECT * FROM log');
    if (rows.length > 0) return logIdOf(rows[0]);
    const id = randomBytes(16).toString('hex');
    await client.query('INSERT INTO log (id, form) VALUES ($1, $2)', [id, logForm]);
    return id;
  });
}

/** Stamps a log that has no stamp, unless it is of the other mode. */
async function stamp(client: PoolClient, mode: Mode): Promise<void> {
  const { rows } = await client.query('SELECT mode FROM stamp');
  const stamped = rows.length === 0 ? null : stampRow.parse(rows[0]).mode;
  const first = stamped === null ? await client.query(firstRecords, [tellingRecords]) : { rows: [] };
  agreeOnMode({ stamped, firstRecords: () => first.rows.map((row) => bodyRow.parse(row).body) }, mode);
  if (stamped === null) await client.query('INSERT INTO stamp (mode) VALUES ($1)', [mode]);
}

const firstRecords = "SELECT body FROM entries WHERE body::jsonb ->> 'kind' <> 'BOOT' ORDER BY seq LIMIT $1";

const durability = z.object({ commit: z.string(), fsync: z.string() });

async function checkDurability(client: PoolClient): Promise<void> {
  const { rows } = await client.query(
    "SELECT current_setting('synchronous_commit') AS commit, current_setting('fsync') AS fsync",
  );
  const { commit, fsync } = durability.parse(rows[0]);
  if (fsync === 'on' && (commit === 'on' || commit === 'remote_apply')) return;
  throw new StoreRefused(
    'DISCLOSURE_LOG: the database must have fsync on and synchronous_commit on or remote_apply',
  );
}

const coded = z.object({ code: z.string().regex(/^\w{3,20}$/) });

/** PostgreSQL quotes rows in its errors: only the code of one goes further. */
function withoutDetail(error: unknown): Error {
  if (error instanceof StoreRefused) return error;
  const known = coded.safeParse(error);
  return new Error(known.success ? `PostgreSQL ${known.data.code}` : 'PostgreSQL does not answer');
}
