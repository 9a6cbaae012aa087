import { hash } from 'node:crypto';
import {
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTHeaderParameters,
  type JWTPayload,
  jwtVerify,
} from 'jose';
import { LRUCache } from 'lru-cache';
import type { TokenProblem } from './access.ts';
import type { KeySet } from './key-set.ts';
import type { AccessTools } from './tools.ts';

/** An issuer whose tokens are accepted, and what they must be like. */
export interface TrustedIssuer {
  readonly id: string;
  readonly issuer: string;
  readonly algorithms: readonly string[];
  /** Null where the audience is looked at by whoever reads the claims. */
  readonly audience: string | null;
  /** Accepted `typ`, in small letters; null: none. */
  readonly types: readonly (string | null)[];
  readonly maxAgeSeconds: number;
  /** Whether its tokens name a URL of keys as a matter of course. It is never followed. */
  readonly namesKeyUrl: boolean;
  readonly keys: Pick<KeySet, 'find'>;
}

/** A token that was checked. */
export type Verified =
  | {
      readonly ok: true;
      readonly issuer: TrustedIssuer;
      readonly header: JWTHeaderParameters;
      readonly claims: JWTPayload;
    }
  | { readonly ok: false; readonly problem: TokenProblem };

/** Checks signed tokens of pinned issuers. */
export interface TokenVerifier {
  readonly verify: (token: string) => Promise<Verified>;
}

const maxTokenLength = 8_192;
const skewSeconds = 60;
/** A token that was found valid is not checked again for so long: what is withdrawn is out by then. */
const rememberedMs = 60_000;
const rememberedTokens = 10_000;

/** A verifier that remembers valid tokens for a minute, by their hash. */
export function createTokenVerifier(
  issuers: readonly TrustedIssuer[],
  { clock }: Pick<AccessTools, 'clock'>,
): TokenVerifier {
  const byName = new Map(issuers.map((issuer) => [issuer.issuer, issuer]));
  const remembered = new LRUCache<string, { readonly verified: Verified; readonly until: number }>({
    max: rememberedTokens,
  });
  return {
    verify: async (token) => {
      const now = clock.now();
      const name = hash('sha256', token, 'base64url');
      const known = remembered.get(name);
      if (known !== undefined && now.getTime() < known.until) return known.verified;
      const verified = await check(token, byName, now);
      if (verified.ok) {
        const until = Math.min(now.getTime() + rememberedMs, (verified.claims.exp ?? 0) * 1000);
        remembered.set(name, { verified, until });
      }
      return verified;
    },
  };
}

async function check(
  token: string,
  issuers: ReadonlyMap<string, TrustedIssuer>,
  now: Date,
): Promise<Verified> {
  const parts = partsOf(token);
  if (parts === null) return { ok: false, problem: 'TOKEN_MALFORMED' };
  const issuer = issuers.get(parts.issuer);
  if (issuer === undefined) return { ok: false, problem: 'TOKEN_ISSUER' };
  const problem = problemOfHeader(parts.header, issuer);
  if (problem !== null) return { ok: false, problem };
  const search = await issuer.keys.find(parts.kid);
  if (!search.found) {
    return { ok: false, problem: search.why === 'UNKNOWN' ? 'TOKEN_KEY_UNKNOWN' : 'KEYS_UNAVAILABLE' };
  }
  try {
    const { payload, protectedHeader } = await jwtVerify(token, search.keys, {
      algorithms: [...issuer.algorithms],
      issuer: issuer.issuer,
      ...(issuer.audience === null ? {} : { audience: issuer.audience }),
      clockTolerance: skewSeconds,
      maxTokenAge: issuer.maxAgeSeconds,
      requiredClaims: ['exp', 'iat'],
      currentDate: now,
    });
    // Bound to a certificate that is not seen here: whoever holds it may not be its owner.
    if (payload.cnf !== undefined) return { ok: false, problem: 'TOKEN_BOUND_TO_CERTIFICATE' };
    return { ok: true, issuer, header: protectedHeader, claims: payload };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

interface Parts {
  readonly header: Readonly<Record<string, unknown>>;
  readonly kid: string;
  readonly issuer: string;
}

/** What an unverified token says of how to verify it; null when it is none. */
function partsOf(token: string): Parts | null {
  if (token.length > maxTokenLength) return null;
  try {
    const header = decodeProtectedHeader(token);
    const { iss } = decodeJwt(token);
    return { header: { ...header }, kid: String(header.kid ?? ''), issuer: String(iss ?? '') };
  } catch {
    return null;
  }
}

function problemOfHeader(header: Parts['header'], issuer: TrustedIssuer): TokenProblem | null {
  const { alg, typ, jwk, jku, x5u, x5c } = header;
  if (typeof alg !== 'string' || !issuer.algorithms.includes(alg)) return 'TOKEN_ALGORITHM';
  const brought = [jwk, x5u, x5c, issuer.namesKeyUrl ? undefined : jku];
  if (brought.some((key) => key !== undefined)) return 'TOKEN_BRINGS_KEY';
  const type = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : null;
  return issuer.types.includes(type) ? null : 'TOKEN_TYPE';
}

const problemsOfClaims: Readonly<Record<string, TokenProblem>> = {
  iss: 'TOKEN_ISSUER',
  aud: 'TOKEN_AUDIENCE',
  exp: 'TOKEN_WITHOUT_EXPIRY',
  nbf: 'TOKEN_NOT_YET_VALID',
  iat: 'TOKEN_ISSUED_AT',
};

function problemOf(error: unknown): TokenProblem {
  if (error instanceof errors.JWTExpired) return error.claim === 'iat' ? 'TOKEN_TOO_OLD' : 'TOKEN_EXPIRED';
  if (error instanceof errors.JWTClaimValidationFailed)
    return problemsOfClaims[error.claim] ?? 'TOKEN_MALFORMED';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'TOKEN_SIGNATURE';
  const isKey = error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
  return isKey ? 'TOKEN_KEY_UNKNOWN' : 'TOKEN_MALFORMED';
}
