import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import type { DisclosureLogOptions } from '../../gateway/disclosure/disclosure-log.ts';
import { loadDisclosureKeys } from '../../gateway/disclosure/keys.ts';

const server = 'postgresql://postgres@127.0.0.1:5432/test';

/** A place for a log that is gone after the test. */
export interface Place {
  readonly options: DisclosureLogOptions;
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/** A store that tests run over. */
export interface StoreKind {
  readonly name: 'sqlite' | 'postgresql';
  readonly place: () => Promise<Place>;
}

/** A place in a folder of its own. */
export async function sqlitePlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'opintolupa-log-'));
  const options = {
    place: { kind: 'sqlite', path: join(folder, 'disclosures.sqlite') },
    mode: 'mock',
    keys: await loadDisclosureKeys(join(folder, 'keys'), { create: true }),
    anchorPath: join(folder, 'checkpoints.jsonl'),
    // A machine that tests are run on may be busy with others.
    writeLimitMs: 15_000,
  } as const;
  return { options, folder, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

/** A place in a schema of its own. */
export async function postgresPlace(): Promise<Place> {
  const schema = `log_${randomBytes(6).toString('hex')}`;
  await runSql(`CREATE SCHEMA ${schema}`);
  const { options, folder, remove } = await sqlitePlace();
  const url = `${server}?options=-csearch_path%3D${schema}&application_name=${schema}`;
  return {
    options: { ...options, place: { kind: 'postgresql', url } },
    folder,
    remove: async () => {
      await runSql(`DROP SCHEMA ${schema} CASCADE`);
      await remove();
    },
  };
}

/** Runs SQL in the tests' database, outside of any log. */
export async function runSql(sql: string, url: string = server): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Runs SQL in a place's own database, outside of any log. */
export async function runOn({ options: { place } }: Place, sql: string): Promise<unknown> {
  if (place.kind === 'postgresql') return runSql(sql, place.url);
  const database = new DatabaseSync(place.path);
  try {
    return database.exec(sql);
  } finally {
    database.close();
  }
}

/** The stores that can be tested here. PostgreSQL is left out, and it is said, when it cannot be reached; never in CI. */
export async function testableStores(): Promise<readonly StoreKind[]> {
  const sqlite = { name: 'sqlite', place: sqlitePlace } as const;
  try {
    await runSql('SELECT 1');
    return [sqlite, { name: 'postgresql', place: postgresPlace }];
  } catch {
    if (process.env.CI !== undefined) throw new Error('PostgreSQL must be reachable in CI: 127.0.0.1:5432');
    process.stderr.write('SKIPPED: the disclosure log over PostgreSQL (127.0.0.1:5432 cannot be reached)\n');
    return [sqlite];
  }
}
