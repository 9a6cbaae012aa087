import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** An operation that clients have registered. */
export interface TrustedDocument {
  readonly clients: readonly string[];
  readonly document: string;
  /** What its owners call it. */
  readonly name: string;
}

/** Registered operations by the SHA-256 of their document, in lower-case hexadecimal. */
export type TrustedDocuments = ReadonlyMap<string, TrustedDocument>;

const fileShape = z.record(
  z.string().regex(/^[0-9a-f]{64}$/),
  z.strictObject({
    clients: z.array(z.string().min(1)).min(1),
    document: z.string().min(1),
    name: z.string().min(1),
  }),
);

const accepted =
  'must be the path of a JSON object: the SHA-256 of each document in lower-case hexadecimal → {clients, document, name}';

/** The settings of registered operations. With `log` or `enforce` there must be a file; left out, it is as the place needs. */
export const trustedEnvironment = z.object({
  TRUSTED_DOCUMENTS: z
    .enum(['off', 'log', 'enforce'], { error: 'must be "off", "log" or "enforce"' })
    .optional(),
  TRUSTED_DOCUMENTS_FILE: z
    .string()
    .transform((path, context) => {
      const read = readTrustedDocuments(path);
      if (typeof read !== 'string') return read;
      context.addIssue({ code: 'custom', message: read });
      return z.NEVER;
    })
    .optional(),
});

/** Whether the settings contradict each other, in words; null when not. */
export function trustedContradiction(settings: z.infer<typeof trustedEnvironment>): string | null {
  const { TRUSTED_DOCUMENTS: mode = 'off', TRUSTED_DOCUMENTS_FILE: file } = settings;
  const missing = mode !== 'off' && file === undefined;
  return missing ? `TRUSTED_DOCUMENTS_FILE: ${accepted}; TRUSTED_DOCUMENTS needs it unless "off"` : null;
}

/** The SHA-256 of a document, in lower-case hexadecimal. */
export function documentHash(document: string): string {
  // Each request asks for its document's twice, and the next request is mostly of the same document.
  if (last?.document !== document) last = { document, hash: hash('sha256', document, 'hex') };
  return last.hash;
}

let last: { readonly document: string; readonly hash: string } | null = null;

/** Reads registered operations; a text says what is wrong with the file. */
function readTrustedDocuments(path: string): TrustedDocuments | string {
  const parsed = fileShape.safeParse(jsonIn(path));
  if (!parsed.success) return accepted;
  const documents = new Map(Object.entries(parsed.data));
  const wrong = [...documents].filter(([name, { document }]) => documentHash(document) !== name).length;
  return wrong === 0 ? documents : `${accepted}; ${wrong} of its hashes are not their documents'`;
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
