import { leadsTo } from '../../subgraphs/registry/hosts.ts';
import type { World } from '../../subgraphs/registry/settings.ts';
import { elsewhere } from '../../subgraphs/registry/walls.ts';
import type { Issuers } from '../access/issuers.ts';
import { isSandboxIssuer } from '../access/sandbox-issuers.ts';

/** What of an issuers' file belongs into the other world, one problem an entry. */
export function mixedIssuers(
  issuers: Issuers,
  { REGISTRIES, SANDBOX_HOSTS }: Pick<World, 'REGISTRIES' | 'SANDBOX_HOSTS'>,
): readonly string[] {
  const parts = partsOf(issuers);
  if (REGISTRIES === 'real') {
    return parts
      .filter(({ issuer }) => isSandboxIssuer(issuer))
      .map(({ entry }) => `${entry}: is the sandbox's, which counts with REGISTRIES=mock only`);
  }
  return parts
    .filter(({ urls }) => !urls.every((url) => leadsTo(url, SANDBOX_HOSTS)))
    .map(({ entry }) => `${entry}: ${elsewhere}`);
}

function partsOf({ issuers, consent }: Issuers) {
  const tokens = issuers.map(({ id: entry, issuer, jwksUrl }) => ({ entry, issuer, urls: [jwksUrl] }));
  if (consent === null) return tokens;
  const { issuer, jwksUrl, serviceUrl } = consent;
  return [...tokens, { entry: 'consent', issuer, urls: [jwksUrl, serviceUrl] }];
}
