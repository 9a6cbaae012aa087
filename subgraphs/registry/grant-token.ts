import { errors, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { Clock } from './clock.ts';
import type { GatewayKeys } from './gateway-keys.ts';
import {
  audienceOf,
  bodyHashOf,
  type GrantClaims,
  grantClaims,
  grantTimes,
  grantTokens,
  longestGrant,
  type RegistryMode,
} from './grant-claims.ts';
import { createReplayGuard } from './replay-guard.ts';

/** Why a request is not answered, for operators; its sender hears nothing of it. */
export type GrantFault =
  | 'MISSING'
  | 'MALFORMED'
  | 'UNKNOWN_KEY'
  | 'SIGNATURE'
  | 'AUDIENCE'
  | 'EXPIRED'
  | 'CLAIMS'
  | 'NOT_HERE'
  | 'BODY'
  | 'REPLAYED'
  | 'FULL';

/** What became of a look at a grant. */
export type CheckedGrant =
  | { readonly ok: true; readonly claims: GrantClaims }
  | { readonly ok: false; readonly fault: GrantFault };

/** Lets through what a gateway has signed for this subgraph and this very request, once. */
export interface GrantVerifier {
  /** Checks the token in a header, before anything of the body is read. */
  readonly check: (header: string | readonly string[] | undefined) => Promise<CheckedGrant>;
  /** Whether a checked grant is for this body, has not run out meanwhile, and comes for the first time; null: it is so. */
  readonly redeem: (claims: GrantClaims, body: Buffer) => GrantFault | null;
}

/** What grants are checked by. */
export interface GrantVerifierParts {
  readonly mode: RegistryMode;
  /** The name of the subgraph. */
  readonly subgraph: string;
  readonly keys: Pick<GatewayKeys, 'find'>;
  readonly clock: Clock;
  /** A monotonic clock, milliseconds. */
  readonly now: () => number;
}

/** The verifier of one subgraph's server. */
export function createGrantVerifier(parts: GrantVerifierParts): GrantVerifier {
  const { mode, subgraph, keys, clock, now } = parts;
  const firstTime = createReplayGuard({ now });
  const options: JWTVerifyOptions = {
    algorithms: [grantTokens.algorithm],
    typ: grantTokens.type,
    audience: audienceOf(mode, subgraph),
    clockTolerance: grantTimes.tolerance,
    maxTokenAge: grantTimes.lifetime,
  };
  return {
    check: async (header) => {
      if (header === undefined) return refused('MISSING');
      if (typeof header !== 'string' || header.length > longestGrant) return refused('MALFORMED');
      const keyOf = async ({ kid = '' }: { readonly kid?: string | undefined }) =>
        (await keys.find(kid)) ?? Promise.reject(new errors.JWKSNoMatchingKey());
      try {
        const { payload } = await jwtVerify(header, keyOf, { ...options, currentDate: clock.now() });
        return claimsOf(payload, mode);
      } catch (error) {
        return refused(faultOf(error));
      }
    },
    redeem: (claims, body) => {
      if (clock.now().getTime() >= (claims.exp + grantTimes.tolerance) * 1_000) return 'EXPIRED';
      if (bodyHashOf(body) !== claims.body) return 'BODY';
      const time = firstTime(claims.jti);
      if (time === 'FIRST') return null;
      return time === 'AGAIN' ? 'REPLAYED' : 'FULL';
    },
  };
}

function refused(fault: GrantFault): CheckedGrant {
  return { ok: false, fault };
}

/** What belongs to a sandbox has no place over real registries, whoever signed it. */
function claimsOf(payload: unknown, mode: RegistryMode): CheckedGrant {
  const { success, data: claims } = grantClaims.safeParse(payload);
  if (!success) return refused('CLAIMS');
  const isOfSandbox = claims.day !== null || claims.grant?.purpose === 'SANDBOX';
  return mode === 'real' && isOfSandbox ? refused('NOT_HERE') : { ok: true, claims };
}

function faultOf(error: unknown): GrantFault {
  if (error instanceof errors.JWKSNoMatchingKey) return 'UNKNOWN_KEY';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'SIGNATURE';
  if (error instanceof errors.JWTExpired) return 'EXPIRED';
  if (!(error instanceof errors.JWTClaimValidationFailed)) return 'MALFORMED';
  if (error.claim === 'aud') return 'AUDIENCE';
  // One that is of the future: the clocks differ.
  return error.claim === 'iat' ? 'EXPIRED' : 'CLAIMS';
}
