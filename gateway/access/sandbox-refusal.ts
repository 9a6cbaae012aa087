import type { Refusal, RefusalReason } from './access.ts';

/** What is wrong with a credential, in a developer's words. */
const reasons: Readonly<Partial<Record<RefusalReason, string>>> = {
  NO_CREDENTIAL: 'none came with the request',
  CREDENTIAL_TWICE: 'it came twice',
  TOKEN_IN_URL: 'a token must not be in the address',
  NOT_BEARER: '`Authorization` must be `Bearer` and a token',
  TOKEN_MALFORMED: 'the token is no JWT, or lacks what it must have',
  TOKEN_ALGORITHM: 'its issuer does not sign by the algorithm that the token names',
  TOKEN_BRINGS_KEY: 'the token brings a key or names where one is',
  TOKEN_TYPE: 'the token is of another type (`typ`, `token_use`)',
  TOKEN_ISSUER: 'no issuer of that name is known (`iss`)',
  TOKEN_KEY_UNKNOWN: 'its issuer has no such key (`kid`)',
  TOKEN_SIGNATURE: 'the signature is not right',
  TOKEN_AUDIENCE: 'the token is for somebody else (`aud`, `azp`)',
  TOKEN_EXPIRED: 'the token has expired (`exp`)',
  TOKEN_WITHOUT_EXPIRY: 'the token does not say when it expires (`exp`)',
  TOKEN_NOT_YET_VALID: 'the token is not valid yet (`nbf`)',
  TOKEN_ISSUED_AT: 'when the token was issued is not told, or not yet (`iat`)',
  TOKEN_TOO_OLD: 'the token was issued too long ago (`iat`)',
  TOKEN_BOUND_TO_CERTIFICATE: 'the token is bound to a certificate (`cnf`)',
  CLIENT_UNKNOWN: 'it is no registered client’s, or more than one’s',
  CLIENT_EXPIRED: 'the registration of the client has ended',
  CLIENTS_DIFFER: 'token and certificate are not of the same client',
  ADDRESS: 'the client may not ask from this address',
  XROAD_CLIENT: '`X-Road-Client` is not the client’s',
};

/** A refusal that also says what is wrong with the credential: in a sandbox only, elsewhere nobody is helped to guess. */
export function explained(refusal: Refusal): Refusal {
  const reason = refusal.code === 'UNAUTHENTICATED' ? reasons[refusal.reason] : undefined;
  return reason === undefined
    ? refusal
    : { ...refusal, message: `${refusal.message} In this sandbox: ${reason}.` };
}
