import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type Chained, genesisOf, link, type Position } from '../chain.ts';
import { entryRow } from './rows.ts';
import { subjectsIn } from './subjects-in.ts';

/** An entry that is to be added does not follow the last one. */
export class DoesNotFollow extends Error {
  constructor({ seq }: Position) {
    super(`record ${seq + 1} in the tail does not follow record ${seq} in SQLite`);
  }
}

/** The chain of a log in an open database. */
export class SqliteChain {
  readonly #database: DatabaseSync;
  readonly #genesis: Position;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync, logId: string) {
    this.#database = database;
    this.#genesis = genesisOf(logId);
  }

  /** The last entry. */
  get head(): Position {
    const last = this.#prepared('SELECT seq, hash, body FROM entries ORDER BY seq DESC LIMIT 1').get();
    if (last === undefined) return this.#genesis;
    const { seq, hash } = entryRow.parse(last);
    return { seq, hash };
  }

  /** Whether an entry is in it. */
  has({ seq, hash }: Position): boolean {
    return this.#prepared('SELECT 1 FROM entries WHERE seq = ? AND hash = ?').get(seq, hash) !== undefined;
  }

  /** Adds the entries that it does not have, and gives the last one of it. Throws `DoesNotFollow`. */
  add(entries: Iterable<Chained<Buffer>>): Position {
    // Bytes are a blob to SQLite, and these are its own encoding of a text.
    const entry = this.#prepared('INSERT INTO entries (seq, hash, body) VALUES (?, ?, CAST(? AS TEXT))');
    const subject = this.#prepared('INSERT INTO subjects (subject, seq) VALUES (?, ?)');
    const last = this.head;
    let head = last;
    for (const { seq, hash, body } of entries) {
      if (seq <= last.seq && this.has({ seq, hash })) continue;
      if (seq !== head.seq + 1 || hash !== link(head.hash, seq, body)) throw new DoesNotFollow(head);
      entry.run(seq, hash, body);
      for (const one of subjectsIn(body)) subject.run(one, seq);
      head = { seq, hash };
    }
    return head;
  }

  /** A statement, compiled once. */
  #prepared(sql: string): StatementSync {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
