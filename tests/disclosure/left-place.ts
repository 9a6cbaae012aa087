import { randomUUID } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readAnchor } from '../../gateway/disclosure/anchor.ts';
import { chained, type Entry, type Position } from '../../gateway/disclosure/chain.ts';
import { signCheckpoint } from '../../gateway/disclosure/checkpoint.ts';
import { draftOf, encodeRecords } from '../../gateway/disclosure/encode.ts';
import { entryLine } from '../../gateway/disclosure/store/export-lines.ts';
import { openSource } from '../../gateway/disclosure/store/open-source.ts';
import { openSqliteStore } from '../../gateway/disclosure/store/sqlite-store.ts';
import type { Draft } from '../../gateway/disclosure/store/store.ts';
import { type Verification, verifyLog } from '../../gateway/disclosure/verify/verify-log.ts';
import { type Place, sqlitePlace } from './places.ts';
import { intentOf, outcomeOf, refusalOf } from './records.ts';

const bootId = randomUUID();
const at = '2026-11-24T10:00:00.000Z';

/** A place whose files are put there by hand, as a gateway that was killed leaves them. */
export interface LeftPlace extends Place {
  readonly path: string;
  /** Makes a log of eight records, of which SQLite has so many; gives all of them. */
  readonly logWithInSqlite: (count: number) => Promise<readonly Entry[]>;
  /** Writes a file of the tail: appends, each of some entries, and what was written in part. */
  readonly writeTail: (end: 'a' | 'b', appends: readonly (readonly Entry[])[], torn?: string) => void;
  /** Signs a checkpoint outside the store. */
  readonly seal: (last: Position) => Promise<void>;
  readonly verified: () => Promise<Verification>;
  /** The entries in SQLite alone. */
  readonly inSqlite: () => readonly unknown[];
  /** Lengths of the files of the tail. */
  readonly tailSizes: () => readonly number[];
}

/** A start, and records of two requests: eight in all. */
export async function someDrafts(): Promise<readonly Draft[]> {
  const [one, two] = [randomUUID(), randomUUID()];
  const later = { at: '2026-11-25T10:00:00.000Z', clientId: 'other' };
  const records = [
    intentOf([1, 2], one),
    outcomeOf(1, one),
    outcomeOf(2, one),
    refusalOf(),
    { ...intentOf([1], two), ...later },
    { ...outcomeOf(1, two), ...later },
    refusalOf(),
  ];
  const boot = draftOf({ kind: 'BOOT', eventId: randomUUID(), bootId, at, seqSoFar: 0 });
  return [boot, ...(await encodeRecords(records, bootId))];
}

/** A place in a folder of its own, without a log. */
export async function leftPlace(): Promise<LeftPlace> {
  const place = await sqlitePlace();
  const { anchorPath, keys } = place.options;
  const path = join(place.folder, 'disclosures.sqlite');
  return {
    ...place,
    path,
    logWithInSqlite: (count) => logWithInSqlite(path, count),
    writeTail: (end, appends, torn = '') =>
      writeFileSync(`${path}.tail-${end}`, textOf(appends) + torn, { mode: 0o600 }),
    seal: async ({ seq, hash }) => {
      const source = await openSource(place.options.place);
      await source.close();
      writeFileSync(anchorPath, `${signCheckpoint({ logId: source.logId, seq, hash, at, bootId }, keys)}\n`);
    },
    verified: async () => {
      const source = await openSource(place.options.place);
      const verified = await verifyLog(source, { publicKey: keys.publicKey, anchor: readAnchor(anchorPath) });
      await source.close();
      return verified;
    },
    inSqlite: () => {
      const database = new DatabaseSync(path, { readOnly: true });
      const rows = database.prepare('SELECT seq, hash, body FROM entries ORDER BY seq').all();
      database.close();
      return rows.map((row) => ({ ...row }));
    },
    tailSizes: () => ['a', 'b'].map((end) => statSync(`${path}.tail-${end}`).size),
  };
}

async function logWithInSqlite(path: string, count: number): Promise<readonly Entry[]> {
  const drafts = await someDrafts();
  const store = await openSqliteStore(path, 'mock');
  const genesis = await store.head();
  if (count > 0) await store.append(drafts.slice(0, count));
  await store.close();
  return chained(
    genesis,
    drafts.map(({ body }) => body.toString()),
  );
}

/** Written out, so that a change of the format is noticed: logs that were left in it must be read. */
function textOf(appends: readonly (readonly Entry[])[]): string {
  return appends.map((entries) => `${entries.map((entry) => `${entryLine(entry)}\n`).join('')}\n`).join('');
}
