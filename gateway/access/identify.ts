import type { JWTPayload } from 'jose';
import type { Access, RefusalReason } from './access.ts';
import { applicationOf } from './application.ts';
import type { ClientRegistry, RegisteredClient } from './clients.ts';
import type { Presented } from './presented.ts';
import type { TokenVerifier } from './token.ts';

/** Who asks, and what proved it. */
export interface Identified extends RegisteredClient {
  readonly credential: Access['credential'];
  /** The claims of the token; null when a certificate alone was brought. */
  readonly claims: JWTPayload | null;
  /** The id of the token's issuer; null likewise. */
  readonly issuer: string | null;
}

/** Who can be identified, and by what. */
export interface Identification {
  readonly clients: ClientRegistry;
  readonly accessTokens: TokenVerifier;
  readonly personTokens: TokenVerifier;
}

/** Finds the client by its token, its certificate, or both, which must then be the same client's. */
export async function identify(
  { token, certificate, address }: Presented,
  means: Identification,
  now: Date,
): Promise<Identified | RefusalReason> {
  if (token === null && certificate === null) return 'NO_CREDENTIAL';
  const certified = certificate === null ? null : means.clients.byCertificate(certificate);
  if (certificate !== null && certified === null) return 'CLIENT_UNKNOWN';
  const found = token === null ? byCertificate(certified) : await byToken(token, means);
  if (typeof found === 'string') return found;
  if (certified !== null && certified.client !== found.client) return 'CLIENTS_DIFFER';
  if (Date.parse(found.client.expiresAt) <= now.getTime()) return 'CLIENT_EXPIRED';
  return found.addresses === null || found.addresses.includes(address) ? found : 'ADDRESS';
}

function byCertificate(certified: RegisteredClient | null): Identified | RefusalReason {
  if (certified === null) return 'NO_CREDENTIAL';
  return { ...certified, credential: 'CERTIFICATE', claims: null, issuer: null };
}

async function byToken(token: string, means: Identification): Promise<Identified | RefusalReason> {
  const access = await means.accessTokens.verify(token);
  if (access.ok) {
    const { issuer, claims } = access;
    const client = means.clients.byToken(issuer.id, claims);
    return client === null ? 'CLIENT_UNKNOWN' : { ...client, credential: 'TOKEN', claims, issuer: issuer.id };
  }
  // Each issuer is of one kind: only a token that is of none of these issuers may be a person's.
  if (access.problem !== 'TOKEN_ISSUER') return access.problem;
  const person = await means.personTokens.verify(token);
  if (!person.ok) return person.problem;
  const { issuer, claims } = person;
  if (claims.token_use !== undefined && claims.token_use !== 'id') return 'TOKEN_TYPE';
  if (claims.sub === undefined || claims.sub === '') return 'TOKEN_MALFORMED';
  const application = applicationOf(claims);
  const client = application === null ? null : means.clients.byAudience(issuer.id, application);
  return client === null
    ? 'TOKEN_AUDIENCE'
    : { ...client, credential: 'PERSON_TOKEN', claims, issuer: issuer.id };
}
