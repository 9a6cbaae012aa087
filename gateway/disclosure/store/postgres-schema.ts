/** Tables of the log in PostgreSQL, in the connection's own schema; the same as in SQLite. */
export const postgresSchema = `
CREATE TABLE IF NOT EXISTS log
  (single boolean PRIMARY KEY DEFAULT true CHECK (single), id text NOT NULL, form integer NOT NULL);
CREATE TABLE IF NOT EXISTS stamp (single boolean PRIMARY KEY DEFAULT true CHECK (single), mode text NOT NULL);
CREATE TABLE IF NOT EXISTS entries (seq bigint PRIMARY KEY, hash text NOT NULL, body text NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS entries_event ON entries ((body::jsonb ->> 'eventId'));
CREATE INDEX IF NOT EXISTS entries_client ON entries ((body::jsonb ->> 'clientId'), (body::jsonb ->> 'at'));
CREATE TABLE IF NOT EXISTS subjects (subject text NOT NULL, seq bigint NOT NULL, PRIMARY KEY (subject, seq));
CREATE TABLE IF NOT EXISTS checkpoints (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, line text NOT NULL);
CREATE TABLE IF NOT EXISTS probe (id integer PRIMARY KEY CHECK (id = 1), at timestamptz NOT NULL);
CREATE OR REPLACE FUNCTION disclosures_append_only() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the disclosure log is append-only'; END $$;
${['log', 'stamp', 'entries', 'subjects', 'checkpoints'].map(appendOnly).join('')}
`;

function appendOnly(table: string): string {
  return `
CREATE OR REPLACE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
  FOR EACH STATEMENT EXECUTE FUNCTION disclosures_append_only();`;
}
