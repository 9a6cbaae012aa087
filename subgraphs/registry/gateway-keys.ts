import { readFile } from 'node:fs/promises';
import { type CryptoKey, calculateJwkThumbprint, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import type { Clock } from './clock.ts';
import { grantTokens } from './grant-claims.ts';
import { createHttpClient } from './http.ts';
import { jsonOf } from './reply.ts';

/** The public keys of the gateways that a subgraph answers. */
export interface GatewayKeys {
  /** The key of this id; null where there is none, or where nobody could tell for an hour. */
  readonly find: (kid: string) => Promise<CryptoKey | null>;
  /** Whether any gateway could be answered: some key is known. */
  readonly areKnown: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** Where keys are read from, and how often; times in milliseconds. */
export interface KeySource {
  /** Null when they cannot be read. */
  readonly read: () => Promise<unknown>;
  /** After this long they are read anew. */
  readonly freshMs: number;
  /** So often at most because of a key that is not known. */
  readonly unknownMs: number;
  readonly close: () => Promise<void>;
}

/** Keys that cannot be read anew are used for so long, in milliseconds. */
const usableMs = 60 * 60_000;

const publicKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().length(43),
  kid: z.string().min(1).max(200).optional(),
  // A key whose secret half lies about is no proof of anything.
  d: z.never().optional(),
});

/** A JSON Web Key Set with the public keys of gateways: others in it are left alone, secret ones refuse it whole. */
export const gatewayKeySet = z
  .object({ keys: z.array(z.record(z.string(), z.unknown())).max(100) })
  .refine(({ keys }) => keys.every((key) => !Object.hasOwn(key, 'd')))
  .transform(({ keys }) => keys.flatMap((key) => publicKey.safeParse(key).data ?? []))
  .refine((keys) => keys.length > 0);

/** The keys of a file, which is read again soon when it changes. */
export function keysInFile(path: string): KeySource {
  return {
    read: async () => {
      try {
        const content: unknown = JSON.parse(await readFile(path, 'utf8'));
        return content;
      } catch {
        return null;
      }
    },
    freshMs: 5_000,
    // A gateway may write it at its start, after this subgraph's.
    unknownMs: 0,
    close: async () => undefined,
  };
}

const timeoutMs = 2_000;

/** The keys at a URL. */
export function keysAtUrl(
  url: string,
  { clock, callerId }: { readonly clock: Clock; readonly callerId: string },
): KeySource {
  const { origin, pathname } = new URL(url);
  const limits = { timeoutMs, maxAnswerBytes: 256 * 1024, connections: 1 };
  const http = createHttpClient({ baseUrl: origin, ...limits, callerId, clock, onlyMocks: false });
  return {
    read: async () => {
      const headers = { accept: 'application/jwk-set+json, application/json' };
      const signal = AbortSignal.timeout(timeoutMs);
      const answer = await http.call({ method: 'GET', path: pathname, headers, signal });
      if (!answer.answered || answer.value.status !== 200) return null;
      const json = jsonOf(answer.value, answer.observedAt);
      return json.answered ? json.value : null;
    },
    freshMs: 5 * 60_000,
    unknownMs: 5_000,
    close: http.close,
  };
}

/** The keys of a source, read when they are needed; `now` is a monotonic clock, milliseconds. */
export function createGatewayKeys(source: KeySource, now: () => number): GatewayKeys {
  let kept: ReadonlyMap<string, CryptoKey> = new Map();
  let readAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;
  const read = async (): Promise<void> => {
    const keys = await keysIn(await source.read());
    triedAt = now();
    if (keys === null) return;
    kept = keys;
    readAt = triedAt;
  };
  const refresh = (): Promise<void> => {
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  };
  const find = async (kid: string): Promise<CryptoKey | null> => {
    const age = now() - triedAt;
    if (age >= (kept.has(kid) ? source.freshMs : source.unknownMs)) await refresh();
    return now() - readAt < usableMs ? (kept.get(kid) ?? null) : null;
  };
  return {
    find,
    areKnown: async () => {
      if (now() - triedAt >= source.freshMs || kept.size === 0) await refresh();
      return kept.size > 0 && now() - readAt < usableMs;
    },
    close: source.close,
  };
}

async function keysIn(content: unknown): Promise<ReadonlyMap<string, CryptoKey> | null> {
  const parsed = gatewayKeySet.safeParse(content);
  if (!parsed.success) return null;
  const keys = await Promise.all(parsed.data.map(named));
  return new Map(keys.flatMap((key) => (key === null ? [] : [key])));
}

/** A key and its id, which is its thumbprint where it has no other; null where it is no point of the curve. */
async function named({
  kty,
  crv,
  x,
  kid,
}: z.infer<typeof publicKey>): Promise<readonly [string, CryptoKey] | null> {
  const jwk = { kty, crv, x } satisfies JWK;
  try {
    const key = await importJWK(jwk, grantTokens.algorithm);
    return key instanceof Uint8Array ? null : [kid ?? (await calculateJwkThumbprint(jwk)), key];
  } catch {
    return null;
  }
}
