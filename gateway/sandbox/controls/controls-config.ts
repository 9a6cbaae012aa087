import { environmentOf } from '../../../subgraphs/registry/settings.ts';
import type { Environment, Subgraph } from '../../../subgraphs/registry/subgraph.ts';
import type { AccessConfig } from '../../access/settings.ts';

/** A mock registry, by its subgraph's name, and where it listens. */
export interface MockAt {
  readonly name: string;
  readonly origin: string;
}

/** What the sandbox's controls reach over HTTP. */
export interface ControlsConfig {
  readonly issuerUrl: string;
  readonly mocks: readonly MockAt[];
}

interface Surroundings {
  readonly subgraphs: readonly Subgraph[];
  readonly environment: Environment;
}

/**
 * What a sandbox's controls reach; null where others than the sandbox's issuer hand out the tokens. Mocks are where the
 * subgraphs are told that they are, also when those run as their own servers.
 */
export function controlsConfigOf(
  { sandboxIssuerUrl: issuerUrl }: Pick<AccessConfig, 'sandboxIssuerUrl'>,
  { subgraphs, environment }: Surroundings,
): ControlsConfig | null {
  if (issuerUrl === null) return null;
  const mocks = subgraphs.flatMap(({ name }) => {
    const url = environmentOf(name, { REGISTRIES: 'mock' }, environment)[`${name.toUpperCase()}_URL`] ?? '';
    return URL.canParse(url) ? [{ name, origin: new URL(url).origin }] : [];
  });
  return { issuerUrl, mocks };
}
