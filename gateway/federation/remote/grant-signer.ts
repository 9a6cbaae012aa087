import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, importJWK, SignJWT } from 'jose';
import type { Clock } from '../../../subgraphs/registry/clock.ts';
import type { Grant } from '../../../subgraphs/registry/grant.ts';
import {
  audienceOf,
  bodyHashOf,
  grantTimes,
  grantTokens,
  type RegistryMode,
} from '../../../subgraphs/registry/grant-claims.ts';
import type { GrantKey } from './grant-key.ts';

/** One request to one subgraph. */
export interface GrantedRequest {
  /** The name of the subgraph. */
  readonly subgraph: string;
  readonly requestId: string;
  /** As it is sent. */
  readonly body: string | Buffer;
  /** The day that was chosen for it, in a sandbox only. */
  readonly day: string | null;
  /** Whether the calls to registries are to be told. */
  readonly calls: boolean;
  readonly grant: Grant | null;
}

/** Makes the token that a request to a subgraph is sent with: good for one request, for a moment. */
export type GrantSigner = (request: GrantedRequest) => Promise<string>;

/** What grants are signed by. */
export interface GrantSigning {
  readonly key: GrantKey;
  readonly mode: RegistryMode;
  readonly clock: Pick<Clock, 'now'>;
}

/** A signer; its key goes by its thumbprint where it has no other id. */
export async function createGrantSigner({ key, mode, clock }: GrantSigning): Promise<GrantSigner> {
  const secret = await importJWK(key, grantTokens.algorithm);
  const kid = key.kid ?? (await calculateJwkThumbprint(key));
  const header = { alg: grantTokens.algorithm, typ: grantTokens.type, kid };
  return ({ subgraph, requestId, body, day, calls, grant }) => {
    const iat = Math.floor(clock.now().getTime() / 1_000);
    return new SignJWT({ request: requestId, body: bodyHashOf(body), day, calls, grant })
      .setProtectedHeader(header)
      .setAudience(audienceOf(mode, subgraph))
      .setIssuedAt(iat)
      .setExpirationTime(iat + grantTimes.lifetime)
      .setJti(randomUUID())
      .sign(secret);
  };
}
