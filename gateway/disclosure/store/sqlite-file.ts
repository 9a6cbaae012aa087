import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { chained, type Entry, genesisOf, type Position } from '../chain.ts';
import { entryRow, logForm, logIdOf } from './rows.ts';
import { sqliteSchema } from './sqlite-schema.ts';
import type { Draft } from './store.ts';

/** How long to wait for another connection's lock, in milliseconds. */
const busyMs = 800;

/** An open SQLite file with a log; blocks, so it belongs into a worker. */
export class SqliteFile {
  readonly logId: string;
  readonly #path: string;
  readonly #inode: number;
  readonly #database: DatabaseSync;
  /** Nobody else writes while this file is open: the last entry is the one written last. */
  #head: Position | null = null;
  readonly #statements = new Map<string, StatementSync>();

  /** Opens a file; makes it when it may. Throws when there is none, or it holds another log than expected. */
  constructor(path: string, expectedLog: string | null) {
    if (expectedLog === null) prepare(path);
    else if (!existsSync(path)) throw new Error('the file of the disclosure log is gone');
    this.#path = path;
    this.#inode = statSync(path).ino;
    this.#database = new DatabaseSync(path, { timeout: busyMs });
    try {
      this.logId = this.#ready(expectedLog);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Adds records, all or none; on disk when it returns. */
  append(drafts: readonly Draft[]): readonly Position[] {
    // Written through an open descriptor, a removed or replaced file would take records that nobody can ever read.
    if (statSync(this.#path).ino !== this.#inode)
      throw new Error('the file of the disclosure log was replaced');
    const entries = this.#transaction(() => {
      const entries = chained(
        this.#head ?? this.head(),
        drafts.map(({ body }) => body),
      );
      const entry = this.#prepared('INSERT INTO entries (seq, hash, body) VALUES (?, ?, ?)');
      const subject = this.#prepared('INSERT INTO subjects (subject, seq) VALUES (?, ?)');
      for (const [index, { seq, hash, body }] of entries.entries()) {
        entry.run(seq, hash, body);
        for (const one of drafts[index]?.subjects ?? []) subject.run(one, seq);
      }
      return entries;
    });
    this.#head = entries.at(-1) ?? this.#head;
    return entries;
  }

  /** The last entry's place. */
  head(): Position {
    const last = this.#prepared('SELECT seq, hash, body FROM entries ORDER BY seq DESC LIMIT 1').get();
    if (last === undefined) return genesisOf(this.logId);
    const { seq, hash } = entryRow.parse(last);
    return { seq, hash };
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

  /** A statement, compiled once. */
  #prepared(sql: string): StatementSync {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #ready(expectedLog: string | null): string {
    this.#database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216; PRAGMA trusted_schema = OFF;',
    );
    if (expectedLog === null) this.#database.exec(sqliteSchema);
    const row = this.#database.prepare('SELECT * FROM log').get();
    const id = row === undefined && expectedLog === null ? this.#begin() : logIdOf(row);
    if (expectedLog !== null && id !== expectedLog) throw new Error('the file holds another disclosure log');
    return id;
  }

  #begin(): string {
    const id = randomBytes(16).toString('hex');
    this.#database.prepare('INSERT INTO log (id, form) VALUES (?, ?)').run(id, logForm);
    return id;
  }

  #transaction<T>(work: () => T): T {
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

function prepare(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // Made here, since SQLite would let everybody read it.
  closeSync(openSync(path, 'a', 0o600));
}
