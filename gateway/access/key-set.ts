import { createLocalJWKSet, type JWK } from 'jose';
import { z } from 'zod';
import { createHttpClient } from '../../subgraphs/registry/http.ts';
import { jsonOf } from '../../subgraphs/registry/reply.ts';
import type { AccessTools } from './tools.ts';

/** Keys are read anew after this long, and used without that for an hour at most, in milliseconds. */
const freshMs = 5 * 60_000;
const usableMs = 60 * 60_000;
/** Anybody can name a key that does not exist: so often at most that makes us ask, in milliseconds. */
const unknownKeyMs = 60_000;
const afterFailureMs = 5_000;
const timeoutMs = 2_000;
const maxAnswerBytes = 256 * 1024;

type Keys = ReturnType<typeof createLocalJWKSet>;

/** What became of a search for a key: UNKNOWN when the issuer has no such key, UNAVAILABLE when nobody can tell. */
export type KeySearch =
  | { readonly found: true; readonly keys: Keys }
  | { readonly found: false; readonly why: 'UNKNOWN' | 'UNAVAILABLE' };

/** The public keys of one issuer. */
export interface KeySet {
  readonly find: (kid: string) => Promise<KeySearch>;
  readonly close: () => Promise<void>;
}

interface Kept {
  readonly kids: ReadonlySet<string>;
  readonly keys: Keys;
  readonly readAt: number;
}

/** The keys at a pinned URL, read when they are needed. */
export function createKeySet(jwksUrl: string, tools: AccessTools): KeySet {
  const { now } = tools;
  const source = createSource(jwksUrl, tools);
  let kept: Kept | null = null;
  let failedAt = Number.NEGATIVE_INFINITY;
  let unknownAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  const read = async (): Promise<void> => {
    const found = await source.read();
    if (found === null) failedAt = now();
    else kept = { ...found, readAt: now() };
  };
  // All who need the keys at once share one reading.
  const refresh = (): Promise<void> => {
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  };
  const mayRead = (): boolean => {
    if (now() - failedAt < afterFailureMs) return false;
    if (kept === null || now() - kept.readAt >= freshMs) return true;
    if (now() - unknownAt < unknownKeyMs) return false;
    unknownAt = now();
    return true;
  };
  return {
    find: async (kid) => {
      if (kept !== null && now() - kept.readAt < freshMs && kept.kids.has(kid))
        return { found: true, keys: kept.keys };
      if (reading !== null || mayRead()) await refresh();
      if (kept === null || now() - kept.readAt >= usableMs) return { found: false, why: 'UNAVAILABLE' };
      if (kept.kids.has(kid)) return { found: true, keys: kept.keys };
      return { found: false, why: failedAt > kept.readAt ? 'UNAVAILABLE' : 'UNKNOWN' };
    },
    close: source.close,
  };
}

function createSource(jwksUrl: string, { clock, callerId }: AccessTools) {
  const { origin, pathname, search } = new URL(jwksUrl);
  const http = createHttpClient({
    baseUrl: origin,
    timeoutMs,
    maxAnswerBytes,
    connections: 1,
    callerId,
    clock,
    onlyMocks: false,
  });
  return {
    close: http.close,
    read: async () => {
      const answer = await http.call({
        method: 'GET',
        path: `${pathname}${search}`,
        headers: { accept: 'application/jwk-set+json, application/json' },
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!answer.answered || answer.value.status !== 200) return null;
      const json = jsonOf(answer.value, answer.observedAt);
      return json.answered ? readKeys(json.value) : null;
    },
  };
}

const keyList = z.object({ keys: z.array(z.unknown()).max(100) });

/** The keys that can verify a signature; null when there are none. */
function readKeys(value: unknown): Pick<Kept, 'kids' | 'keys'> | null {
  const list = keyList.safeParse(value);
  const keys = list.success ? list.data.keys.filter(isVerifyingKey) : [];
  if (keys.length === 0) return null;
  return { kids: new Set(keys.map(({ kid }) => kid)), keys: createLocalJWKSet({ keys }) };
}

const verifyingKey = z.object({
  kid: z.string().min(1).max(200),
  kty: z.enum(['RSA', 'EC', 'OKP']),
  use: z.literal('sig').optional(),
  // A key whose secret half is public is no proof of anything.
  d: z.never().optional(),
});

function isVerifyingKey(value: unknown): value is JWK & { readonly kid: string } {
  return verifyingKey.safeParse(value).success;
}
