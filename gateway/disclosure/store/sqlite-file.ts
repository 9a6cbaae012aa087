import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Chained, Entry, Position } from '../chain.ts';
import { jsonOf } from '../json-of.ts';
import { agreeOnMode, type Mode, tellingRecords } from '../mode.ts';
import { bodyRow, entryRow, logForm, logIdOf, stampRow } from './rows.ts';
import { SqliteChain } from './sqlite-chain.ts';
import type { KnownFile } from './sqlite-messages.ts';
import { sqliteSchema } from './sqlite-schema.ts';
import { isAt } from './tail-file.ts';

/** How long to wait for another connection's lock, in milliseconds. */
const busyMs = 800;

/** An open SQLite file with a log; blocks, so it belongs into a worker. */
export class SqliteFile {
  readonly #path: string;
  readonly #inode: number;
  readonly #database: DatabaseSync;
  readonly #logId: string;
  readonly #chain: SqliteChain;
  #head: Position;

  /** Opens a file; makes it when nothing is known of it. Throws when what is known is not there. */
  constructor(path: string, known: KnownFile | null) {
    if (known === null) prepare(path);
    else if (!existsSync(path)) throw new Error('the file of the disclosure log is gone');
    this.#path = path;
    this.#inode = statSync(path).ino;
    this.#database = new DatabaseSync(path, { timeout: busyMs });
    try {
      this.#logId = this.#ready(known);
      this.#chain = new SqliteChain(this.#database, this.#logId);
      // As a copy from an earlier day does.
      if (known !== null && known.head.seq > 0 && !this.#chain.has(known.head)) {
        throw new Error('the file lacks records that it had');
      }
      this.#head = this.#chain.head;
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** What it holds. */
  get known(): KnownFile {
    return { logId: this.#logId, head: this.#head, inode: this.#inode };
  }

  /**
   * Stamps a log that has no stamp yet with the mode. Throws `StoreRefused` when it is of the other one, by its stamp or
   * by its records, the last of which may still be in its tail.
   */
  belongTo(mode: Mode, inTail: readonly string[]): void {
    const row = this.#database.prepare('SELECT mode FROM stamp').get();
    const stamped = row === undefined ? null : stampRow.parse(row).mode;
    agreeOnMode({ stamped, firstRecords: () => this.#firstRecords(inTail) }, mode);
    if (stamped !== null) return;
    this.#transaction(() => this.#database.prepare('INSERT INTO stamp (id, mode) VALUES (1, ?)').run(mode));
  }

  /** Adds the entries that it does not have, all or none; on disk when it returns. Throws when one does not follow. */
  add(entries: Iterable<Chained<Buffer>>): void {
    this.#head = this.#transaction(() => this.#chain.add(entries));
  }

  /** Adds entries as `add` does. Throws also when they do not end with `last`: then they are not those that it ended. */
  addUpTo(last: Position, entries: Iterable<Chained<Buffer>>): void {
    this.#head = this.#transaction(() => {
      const head = this.#chain.add(entries);
      if (head.hash === last.hash) return head;
      throw new Error(`the tail does not end with record ${last.seq} as it was written`);
    });
  }

  /** Keeps a signed checkpoint. */
  saveCheckpoint(line: string): void {
    this.#transaction(() => this.#database.prepare('INSERT INTO checkpoints (line) VALUES (?)').run(line));
  }

  /** What one person's view shows. */
  ofSubject(subject: string): readonly Entry[] {
    return this.#database
      .prepare(
        'SELECT e.seq, e.hash, e.body FROM subjects s JOIN entries e ON e.seq = s.seq WHERE s.subject = ? ORDER BY e.seq',
      )
      .all(subject)
      .map((row) => entryRow.parse(row));
  }

  /** Writes something that is not a record. */
  probe(): void {
    this.#transaction(() =>
      this.#database
        .prepare('INSERT INTO probe (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at')
        .run(new Date().toISOString()),
    );
  }

  close(): void {
    this.#database.close();
  }

  #firstRecords(inTail: readonly string[]): readonly string[] {
    const sql = "SELECT body FROM entries WHERE json_extract(body, '$.kind') <> 'BOOT' ORDER BY seq LIMIT ?";
    const moved = this.#database.prepare(sql).all(tellingRecords);
    return [...moved.map((row) => bodyRow.parse(row).body), ...inTail.filter((body) => !isBoot(body))];
  }

  #ready(known: KnownFile | null): string {
    this.#database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216; PRAGMA trusted_schema = OFF;',
    );
    if (known === null) this.#database.exec(sqliteSchema);
    const row = this.#database.prepare('SELECT * FROM log').get();
    const id = row === undefined && known === null ? this.#begin() : logIdOf(row);
    if (known === null) return id;
    if (id !== known.logId) throw new Error('the file holds another disclosure log');
    return id;
  }

  #begin(): string {
    const id = randomBytes(16).toString('hex');
    this.#database.prepare('INSERT INTO log (id, form) VALUES (?, ?)').run(id, logForm);
    return id;
  }

  #transaction<T>(work: () => T): T {
    if (!isAt(this.#path, this.#inode)) throw new Error('the file of the disclosure log was replaced');
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}

function isBoot(body: string): boolean {
  return z.object({ kind: z.literal('BOOT') }).safeParse(jsonOf(body)).success;
}

function prepare(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // Made here, since SQLite would let everybody read it.
  closeSync(openSync(path, 'a', 0o600));
}
