import type { Clock } from '../../../subgraphs/registry/clock.ts';
import { ensureGrantKey } from './grant-key.ts';
import { createGrantSigner, type GrantSigner } from './grant-signer.ts';
import type { RemoteConfig, SubgraphTls } from './settings.ts';

/** What subgraphs at URLs are asked with. */
export interface RemoteParts {
  readonly sign: GrantSigner;
  readonly tls: SubgraphTls;
}

/** Opens what subgraphs at URLs are asked with; makes a key that is missing. Throws where it cannot be used. */
export async function openRemote({ mode, key, tls }: RemoteConfig, clock: Clock): Promise<RemoteParts> {
  const found = 'given' in key ? { ok: true as const, value: key.given } : ensureGrantKey(key.folder);
  if (!found.ok) throw new Error(found.problems.join('\n'));
  return { sign: await createGrantSigner({ key: found.value, mode, clock }), tls };
}
