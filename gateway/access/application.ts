import type { JWTPayload } from 'jose';

/**
 * The one application that an ID token was given to; null when it cannot be told. OpenID Connect Core, 2 and 3.1.3.7: of
 * several audiences, `azp` names the one that the token was given to, and where there is one, it must be this.
 */
export function applicationOf({ aud, azp }: JWTPayload): string | null {
  const audiences = new Set([aud ?? []].flat());
  const [only = null] = audiences;
  if (azp === undefined) return audiences.size === 1 ? only : null;
  return typeof azp === 'string' && audiences.has(azp) ? azp : null;
}
