import { Counter, type Registry } from 'prom-client';
import { z } from 'zod';
import type { DocumentProblem } from './document-limits.ts';
import { documentHash, type TrustedDocuments } from './trusted-file.ts';

/** What registered operations are served by. */
export interface TrustedParts {
  /** off: none are known. log: others are served too, and counted. enforce: no others are served. */
  readonly mode: 'off' | 'log' | 'enforce';
  readonly documents: TrustedDocuments;
  readonly metrics: Registry;
}

/** The document to be executed, null when the body names none; or why it is not served. */
export type ResolvedDocument =
  | {
      readonly ok: true;
      readonly document: string | null;
      /** Whether it is known to be registered for the client. */
      readonly isRegistered: boolean;
    }
  | { readonly ok: false; readonly problem: DocumentProblem };

/** Finds the document that a body of a client means: sent in `query`, or named by its hash, or both. */
export type DocumentResolver = (body: unknown, clientId: string) => ResolvedDocument;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const bodyShape = z.object({
  query: z.string().min(1).nullish().catch(null),
  documentId: z.templateLiteral(['sha256:', sha256]).nullish(),
  extensions: z
    .object({ persistedQuery: z.object({ version: z.literal(1), sha256Hash: sha256 }).nullish() })
    .nullish(),
});

/** Serves registered operations. Another client's hash is answered as an unknown one is, to the byte. */
export function createDocumentResolver({ mode, documents, metrics }: TrustedParts): DocumentResolver {
  const unknown = new Counter({
    name: 'untrusted_documents_total',
    help: 'Operations that were served though they are not registered for their client.',
    labelNames: ['client'] as const,
    registers: [metrics],
  });
  const unregistered = (query: string, clientId: string): ResolvedDocument => {
    if (mode === 'enforce') return refused('PERSISTED_QUERY_REQUIRED');
    unknown.inc({ client: clientId });
    return { ok: true, document: query, isRegistered: false };
  };
  return (body, clientId) => {
    const asked = askedIn(body);
    if (!asked.ok) return asked;
    const { query, hash, named } = asked;
    if (named && mode === 'off') return refused('PERSISTED_QUERY_NOT_SUPPORTED');
    if (hash === null || mode === 'off') return { ok: true, document: query, isRegistered: false };
    const trusted = documents.get(hash);
    if (trusted?.clients.includes(clientId))
      return { ok: true, document: trusted.document, isRegistered: true };
    return query === null ? refused('PERSISTED_QUERY_NOT_FOUND') : unregistered(query, clientId);
  };
}

/** The document and the hash that a body sends or means; null for what it has not. */
type Asked =
  | {
      readonly ok: true;
      readonly query: string | null;
      readonly hash: string | null;
      /** Whether the hash itself was sent. */
      readonly named: boolean;
    }
  | { readonly ok: false; readonly problem: DocumentProblem };

function askedIn(body: unknown): Asked {
  const parsed = bodyShape.safeParse(body);
  if (!parsed.success) return refused('MALFORMED');
  const { query = null, documentId, extensions } = parsed.data;
  const sent = [documentId?.slice('sha256:'.length), extensions?.persistedQuery?.sha256Hash];
  const ofQuery = query === null ? undefined : documentHash(query);
  const hashes = new Set([...sent, ofQuery].filter((one) => one !== undefined));
  if (hashes.size > 1) return refused('DIFFERENT');
  const [hash = null] = hashes;
  return { ok: true, query, hash, named: sent.some((one) => one !== undefined) };
}

const refusals = {
  PERSISTED_QUERY_NOT_SUPPORTED: {
    code: 'PERSISTED_QUERY_NOT_SUPPORTED',
    message: 'Registered operations are not served here: send the document itself.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    code: 'PERSISTED_QUERY_NOT_FOUND',
    message: 'The client has no operation registered under this hash.',
  },
  PERSISTED_QUERY_REQUIRED: {
    code: 'PERSISTED_QUERY_REQUIRED',
    message: 'Only operations registered for the client are served: send their hash.',
  },
  DIFFERENT: { code: 'BAD_REQUEST', message: 'The hash is not that of the document that came with it.' },
  MALFORMED: {
    code: 'BAD_REQUEST',
    message:
      'A registered operation is named by documentId "sha256:<hash>", or by extensions.persistedQuery with version 1 and sha256Hash; the hash is in lower-case hexadecimal.',
  },
} as const satisfies Record<string, DocumentProblem>;

function refused(why: keyof typeof refusals): { readonly ok: false; readonly problem: DocumentProblem } {
  return { ok: false, problem: refusals[why] };
}
