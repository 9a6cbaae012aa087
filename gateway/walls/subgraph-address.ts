import { leadsTo } from '../../subgraphs/registry/hosts.ts';
import type { World } from '../../subgraphs/registry/settings.ts';
import { elsewhere } from '../../subgraphs/registry/walls.ts';

const notHttps =
  'must be https with REGISTRIES=real, also on this machine: what a subgraph says that it read goes into the disclosure log, so nobody may stand between';

/** Why a subgraph at this address may not be asked; null when it may. */
export function subgraphAddressProblem(url: string, { REGISTRIES, SANDBOX_HOSTS }: World): string | null {
  if (REGISTRIES === 'mock') return leadsTo(url, SANDBOX_HOSTS) ? null : elsewhere;
  return url.startsWith('https:') ? null : notHttps;
}
