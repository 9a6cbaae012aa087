import { isLoopback } from '../../subgraphs/registry/hosts.ts';
import type { Environment } from '../../subgraphs/registry/subgraph.ts';
import type { LogPlace } from '../disclosure/settings.ts';

/** What keeps a database from holding what is told of real people: it may be asked over TLS or on this machine only. */
export function databaseProblems(place: LogPlace, environment: Environment): readonly string[] {
  if (place.kind === 'sqlite') return [];
  const { hostname, searchParams } = new URL(place.url);
  // The driver takes these words of a URL over the URL's own host, and of words that stand twice the last.
  const host = searchParams.getAll('host').at(-1) || hostname || environment.PGHOST || 'localhost';
  const isHere = /^(?:\/|%2f)/i.test(host) || isLoopback(host);
  if (isHere || searchParams.getAll('sslmode').at(-1) === 'verify-full') return [];
  return [
    'DISCLOSURE_LOG: with REGISTRIES=real a database beyond loopback or a socket must be asked with sslmode=verify-full',
  ];
}
