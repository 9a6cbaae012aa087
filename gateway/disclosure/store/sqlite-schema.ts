/** Tables of the log in SQLite. Indexes are over the record itself, so that no column can differ from it. */
export const sqliteSchema = `
CREATE TABLE IF NOT EXISTS log (id TEXT NOT NULL, form INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS stamp (id INTEGER PRIMARY KEY CHECK (id = 1), mode TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS entries (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS entries_event ON entries (json_extract(body, '$.eventId'));
CREATE INDEX IF NOT EXISTS entries_client
  ON entries (json_extract(body, '$.clientId'), json_extract(body, '$.at'));
CREATE TABLE IF NOT EXISTS subjects (subject TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (subject, seq))
  STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS checkpoints (number INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS probe (id INTEGER PRIMARY KEY CHECK (id = 1), at TEXT NOT NULL) STRICT;
${['log', 'stamp', 'entries', 'subjects', 'checkpoints'].map(appendOnly).join('')}
`;

function appendOnly(table: string): string {
  return ['UPDATE', 'DELETE']
    .map(
      (change) => `
CREATE TRIGGER IF NOT EXISTS ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table}
BEGIN SELECT RAISE(ABORT, 'the disclosure log is append-only'); END;`,
    )
    .join('');
}
