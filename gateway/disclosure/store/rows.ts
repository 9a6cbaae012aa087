import { z } from 'zod';
import { modeSchema } from '../mode.ts';
import { StoreRefused } from './store.ts';

/** A row of the entries' table. PostgreSQL gives whole numbers beyond 32 bits as text. */
export const entryRow = z.object({
  seq: z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]),
  hash: z.string(),
  body: z.string(),
});

/** The form of records that this gateway writes and reads; it is kept with the log, which has one form for all time. */
export const logForm = 2;

const logRow = z.object({ id: z.string().regex(/^[0-9a-f]{32}$/), form: z.number().optional() });

/** The id in the row that names the log. Throws `StoreRefused` when its records are of another form. */
export function logIdOf(row: unknown): string {
  const { id, form = 1 } = logRow.parse(row);
  if (form === logForm) return id;
  throw new StoreRefused(
    `DISCLOSURE_LOG: its records are of form ${form}, and this gateway writes form ${logForm}: keep it, and name another place`,
  );
}

/** A row with the mode that a log is stamped with. */
export const stampRow = z.object({ mode: modeSchema });

/** A row with the text of a record alone. */
export const bodyRow = z.object({ body: z.string() });

/** A row with a signed checkpoint. */
export const checkpointRow = z.object({ line: z.string() });

/** A row with the number of the last entry, 0 when there is none. */
export const lastSeqRow = z.object({ lastSeq: z.number() });
