import type { Pool, PoolClient } from 'pg';
import { chained, type Entry, genesisOf, type Position } from '../chain.ts';
import type { Mode } from '../mode.ts';
import { createPool, inTransaction, prepareDatabase } from './postgres-connect.ts';
import { entryRow } from './rows.ts';
import { type DisclosureStore, type Draft, StoreRefused } from './store.ts';

/**
 * Opens the log in a PostgreSQL database; many gateways may write one log. Rejects with `StoreRefused`.
 * A commit whose outcome nobody knows counts as failed and is not tried again: its records may be in the log.
 */
export async function openPostgresStore(url: string, mode: Mode): Promise<DisclosureStore> {
  const pool = createPool(url);
  const logId = await prepareDatabase(pool, mode).catch(async (error: unknown) => {
    await pool.end();
    if (error instanceof StoreRefused) throw error;
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new StoreRefused(`DISCLOSURE_LOG: the database cannot be used: ${reason}`);
  });
  return {
    logId,
    append: (drafts) => inTransaction(pool, (client) => append(client, logId, drafts)),
    head: () => inTransaction(pool, (client) => headOf(client, logId)),
    saveCheckpoint: (line) =>
      inTransaction(
        pool,
        async (client) => void (await client.query('INSERT INTO checkpoints (line) VALUES ($1)', [line])),
      ),
    ofSubject: (subject) => ofSubject(pool, subject),
    probe: () => inTransaction(pool, async (client) => void (await client.query(probe))),
    close: () => pool.end(),
  };
}

const probe = `INSERT INTO probe (id, at) VALUES (1, now()) ON CONFLICT (id) DO UPDATE SET at = excluded.at`;

async function append(
  client: PoolClient,
  logId: string,
  drafts: readonly Draft[],
): Promise<readonly Position[]> {
  // One writer at a time over all gateways; held until the commit, so that the next one sees this one's entries.
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [logId]);
  const entries = chained(
    await headOf(client, logId),
    drafts.map(({ body }) => body),
  );
  const subjects = entries.flatMap(({ seq }, index) =>
    (drafts[index]?.subjects ?? []).map((subject) => ({ subject, seq })),
  );
  await client.query(
    'INSERT INTO entries (seq, hash, body) SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[])',
    [
      entries.map(({ seq }) => seq),
      entries.map(({ hash }) => hash),
      entries.map(({ body }) => body.toString()),
    ],
  );
  await client.query('INSERT INTO subjects (subject, seq) SELECT * FROM unnest($1::text[], $2::bigint[])', [
    subjects.map(({ subject }) => subject),
    subjects.map(({ seq }) => seq),
  ]);
  return entries.map(({ seq, hash }) => ({ seq, hash }));
}

async function headOf(client: PoolClient, logId: string): Promise<Position> {
  const { rows } = await client.query('SELECT seq, hash, body FROM entries ORDER BY seq DESC LIMIT 1');
  if (rows.length === 0) return genesisOf(logId);
  const { seq, hash } = entryRow.parse(rows[0]);
  return { seq, hash };
}

function ofSubject(pool: Pool, subject: string): Promise<readonly Entry[]> {
  const sql =
    'SELECT e.seq, e.hash, e.body FROM subjects s JOIN entries e USING (seq) WHERE s.subject = $1 ORDER BY e.seq';
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query(sql, [subject]);
    return rows.map((row) => entryRow.parse(row));
  });
}
