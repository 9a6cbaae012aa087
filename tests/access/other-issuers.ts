import type { Issuers } from '../../gateway/access/issuers.ts';
import { sandboxIssuers } from '../../gateway/access/sandbox-issuers.ts';

/** Issuers as the sandbox's are, and none of them the sandbox's. */
export function otherIssuers(url: string): Issuers {
  const { issuers, consent } = sandboxIssuers(url);
  const renamed = (issuer: string): string => issuer.replace('opintolupa.test', 'elsewhere.example');
  return {
    issuers: issuers.map((one) => ({ ...one, issuer: renamed(one.issuer) })),
    consent: consent === null ? null : { ...consent, issuer: renamed(consent.issuer) },
  };
}
