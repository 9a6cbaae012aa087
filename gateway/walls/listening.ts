import { z } from 'zod';
import { wholeNumber } from '../../subgraphs/registry/environment.ts';
import { hostList, hostOf, isLoopback } from '../../subgraphs/registry/hosts.ts';
import type { SharedSettings } from '../../subgraphs/registry/settings.ts';
import type { Environment } from '../../subgraphs/registry/subgraph.ts';

/** Settings of where the gateway listens and under which names, as a part of its own. */
export const listeningEnvironment = z.object({
  PUBLIC_HOSTS: hostList,
  OPS_HOST: z.string().min(1, { error: 'must be a host name or address to listen on' }).default('127.0.0.1'),
  OPS_PORT: wholeNumber({ min: 0, max: 65535, default: 4001 }),
});

type Listening = z.infer<typeof listeningEnvironment> &
  Pick<SharedSettings, 'REGISTRIES' | 'HOST' | 'SANDBOX_HOSTS'>;

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'] as const;

/**
 * The hosts that requests may be for, as URLs write them. A sandbox is always found on its own machine; over real
 * registries only what is named counts, or loopback where nobody else can come.
 */
export function publicHostsOf({
  REGISTRIES,
  HOST,
  SANDBOX_HOSTS,
  PUBLIC_HOSTS,
}: Listening): readonly string[] {
  if (REGISTRIES === 'real') return PUBLIC_HOSTS.length > 0 ? PUBLIC_HOSTS : loopbackNames;
  const own = hostOf(HOST.includes(':') ? `[${HOST}]` : HOST) ?? [];
  return [...new Set([loopbackNames, own, SANDBOX_HOSTS, PUBLIC_HOSTS].flat())];
}

/** The hosts that operators may ask by; null: by any, since whoever listens beyond loopback is asked by its address. */
export function opsHostsOf({ OPS_HOST }: Listening): readonly string[] | null {
  return isLoopback(OPS_HOST) ? loopbackNames : null;
}

/** What keeps a gateway over real registries from listening as it is told to. */
export function listeningProblems(
  { REGISTRIES, HOST, PUBLIC_HOSTS }: Listening,
  { TLS_PORT, TRUSTED_PROXIES }: Environment,
): readonly string[] {
  if (REGISTRIES === 'mock' || isLoopback(HOST)) return [];
  const isSheltered = TLS_PORT !== undefined || TRUSTED_PROXIES !== undefined;
  return [
    isSheltered
      ? []
      : `HOST: with REGISTRIES=real must be loopback, unless TLS_PORT or TRUSTED_PROXIES is set`,
    PUBLIC_HOSTS.length > 0
      ? []
      : 'PUBLIC_HOSTS: is required when HOST is not loopback: the names it is asked by',
  ].flat();
}
