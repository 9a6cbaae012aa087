import { z } from 'zod';

/** A row of the entries' table. PostgreSQL gives whole numbers beyond 32 bits as text. */
export const entryRow = z.object({
  seq: z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]),
  hash: z.string(),
  body: z.string(),
});

/** The row that names the log. */
export const logRow = z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) });

/** A row with a signed checkpoint. */
export const checkpointRow = z.object({ line: z.string() });
