import { createLocalJWKSet, type JWK } from 'jose';
import { z } from 'zod';
import { createHttpClient } from '../../subgraphs/registry/http.ts';
import { countRepeats } from '../../subgraphs/registry/repeats.ts';
import { jsonOf } from '../../subgraphs/registry/reply.ts';
import { createDebtBuckets } from '../limits/debt-bucket.ts';
import type { AccessTools } from './tools.ts';

/** Keys are read anew after this long, and used without that for an hour at most, in milliseconds. */
const freshMs = 5 * 60_000;
const usableMs = 60 * 60_000;
/** Anybody can name a key that does not exist: so often at most that makes us ask, whoever names whichever. */
const forUnknownKeys = { burst: 3, perMinute: 12 };
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
  /** The keys when one has the `kid`; '' is that of a key that is the only one and has none. */
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
  const unknown = createDebtBuckets(forUnknownKeys, 1, now);
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
    if (unknown.debtMs('') !== null) return false;
    unknown.charge('', 1);
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

function createSource(jwksUrl: string, { clock, now, callerId, log }: AccessTools) {
  const untold = countRepeats<'NO_USABLE_KEY'>(now);
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
      const keys = json.answered ? readKeys(json.value) : null;
      const times = json.answered && keys === null ? untold('NO_USABLE_KEY') : null;
      if (times !== null) log.warn({ code: 'NO_USABLE_KEY', origin, count: times }, noUsableKey);
      return keys;
    },
  };
}

const keyList = z.object({ keys: z.array(z.unknown()).max(100) });

const noUsableKey =
  'A key set holds no key that can be used: public keys for signatures, each with a kid, or one without.';

/** The keys that can verify a signature and be told apart; null when there are none. A `kid` is optional (RFC 7517). */
function readKeys(value: unknown): Pick<Kept, 'kids' | 'keys'> | null {
  const list = keyList.safeParse(value);
  const verifying = list.success ? list.data.keys.filter(isVerifyingKey) : [];
  const keys = verifying.length === 1 ? verifying : verifying.filter(({ kid }) => kid !== undefined);
  if (keys.length === 0) return null;
  return { kids: new Set(keys.map(({ kid = '' }) => kid)), keys: createLocalJWKSet({ keys }) };
}

const verifyingKey = z.object({
  kid: z.string().min(1).max(200).optional(),
  kty: z.enum(['RSA', 'EC', 'OKP']),
  use: z.literal('sig').optional(),
  // A key whose secret half is public is no proof of anything.
  d: z.never().optional(),
});

function isVerifyingKey(value: unknown): value is JWK {
  return verifyingKey.safeParse(value).success;
}
