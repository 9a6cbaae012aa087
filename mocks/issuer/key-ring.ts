import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { createLocalJWKSet, exportJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';

/** How the sandbox issuer signs. */
export type Algorithm = 'ES256' | 'RS256';

interface SigningKey {
  readonly kid: string;
  readonly alg: Algorithm;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** What a token is besides its claims. */
export interface TokenForm {
  readonly alg: Algorithm;
  readonly typ: string;
  /** More of the header. */
  readonly header?: Readonly<Record<string, unknown>>;
}

/** The keys of an issuer, in memory only. */
export interface KeyRing {
  readonly sign: (claims: JWTPayload, form: TokenForm) => Promise<string>;
  /** The claims and header of one of our own tokens; null when it is not ours or has expired. */
  readonly verify: (token: string) => Promise<{ claims: JWTPayload; header: Record<string, unknown> } | null>;
  readonly jwks: () => Promise<{ readonly keys: readonly JWK[] }>;
  /** Signs with new keys from now on. Those before stay published, those before them are gone. */
  readonly rotate: () => void;
}

/** A ring with one key for each algorithm; `now` in epoch milliseconds. */
export function createKeyRing(now: () => number): KeyRing {
  let current = newKeys();
  let previous: readonly SigningKey[] = [];
  const jwks = async () => ({ keys: await Promise.all([...current, ...previous].map(publicJwk)) });
  return {
    jwks,
    rotate: () => {
      previous = current;
      current = newKeys();
    },
    sign: async (claims, { alg, typ, header = {} }) => {
      const key = current.find((one) => one.alg === alg);
      if (key === undefined) throw new Error('There is no key for this algorithm.');
      return new SignJWT(claims)
        .setProtectedHeader({ ...header, alg, typ, kid: key.kid })
        .sign(key.privateKey);
    },
    verify: async (token) => {
      const keys = createLocalJWKSet({ keys: [...(await jwks()).keys] });
      try {
        const read = await jwtVerify(token, keys, { currentDate: new Date(now()) });
        return { claims: read.payload, header: { ...read.protectedHeader } };
      } catch {
        return null;
      }
    },
  };
}

function newKeys(): readonly SigningKey[] {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return [
    { kid: randomUUID(), alg: 'ES256', ...ec },
    { kid: randomUUID(), alg: 'RS256', ...rsa },
  ];
}

async function publicJwk({ kid, alg, publicKey }: SigningKey): Promise<JWK> {
  return { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' };
}
