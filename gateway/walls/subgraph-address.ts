import { leadsTo } from '../../subgraphs/registry/hosts.ts';
import type { World } from '../../subgraphs/registry/settings.ts';
import { elsewhere, isPlain, plain } from '../../subgraphs/registry/walls.ts';

/** Why a subgraph at this address may not be asked; null when it may. */
export function subgraphAddressProblem(url: string, world: World): string | null {
  if (world.REGISTRIES === 'mock') return leadsTo(url, world.SANDBOX_HOSTS) ? null : elsewhere;
  return isPlain(url, world.INTERNAL_HOSTS) ? plain : null;
}
