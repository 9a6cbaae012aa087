import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Writes the supergraph with the addresses of running subgraphs, or of who signs for them, and gives the environment that a gateway of somebody
 * else's is run with.
 */
export function peerEnvironment(
  urls: ReadonlyMap<string, string>,
  spell: (supergraphSdl: string) => string = (supergraphSdl) => supergraphSdl,
): Record<string, string> {
  const checkedIn = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
  const place = /@join__graph\(name: "(\w+)", url: "[^"]*"\)/g;
  const addressed = checkedIn.replace(place, (whole, name: string) => {
    const url = urls.get(name);
    return url === undefined ? whole : `@join__graph(name: "${name}", url: "${url}")`;
  });
  const path = join(mkdtempSync(join(tmpdir(), 'opintolupa-bench-')), 'supergraph.graphql');
  writeFileSync(path, spell(addressed));
  return { BENCH_SUPERGRAPH: path };
}
