import { dirname, join } from 'node:path';
import type { SecureContextOptions } from 'node:tls';
import { z } from 'zod';
import type { RegistryMode } from '../../../subgraphs/registry/grant-claims.ts';
import type { Loaded } from '../../../subgraphs/registry/loaded.ts';
import { pairProblems, readPem, secrecyProblems } from '../../../subgraphs/registry/pem-files.ts';
import { withoutEmpty } from '../../../subgraphs/registry/settings.ts';
import { type Environment, problemsOf } from '../../../subgraphs/registry/subgraph.ts';
import { disclosureEnvironment } from '../../disclosure/settings.ts';
import { type GrantKey, readGrantKey } from './grant-key.ts';

const file = z.string().optional();

const remoteEnvironment = disclosureEnvironment.pick({ DISCLOSURE_KEYS: true }).extend({
  GRANT_KEY_FILE: file,
  SUBGRAPH_CA_FILE: file,
  SUBGRAPH_CLIENT_CERT_FILE: file,
  SUBGRAPH_CLIENT_KEY_FILE: file,
});

type RemoteEnvironment = z.infer<typeof remoteEnvironment>;

/** How subgraphs that are servers of their own are asked. */
export interface RemoteConfig {
  readonly mode: RegistryMode;
  /** What grants are signed with: a key that was given, or one in a folder, made there at the first start. */
  readonly key: { readonly given: GrantKey } | { readonly folder: string };
  readonly tls: SubgraphTls;
}

/** Whom the gateway trusts as subgraphs, and its own certificate; without any, those whom Node trusts. */
export type SubgraphTls = Pick<SecureContextOptions, 'ca' | 'cert' | 'key'>;

/** Reads how subgraphs that are servers of their own are asked. Problems name variables and what they accept. */
export function loadRemote(environment: Environment, mode: RegistryMode): Loaded<RemoteConfig> {
  const parsed = remoteEnvironment.safeParse(withoutEmpty(environment));
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
  const key = keyOf(parsed.data, mode);
  const tls = tlsOf(parsed.data);
  if (key.ok && tls.ok) return { ok: true, value: { mode, key: key.value, tls: tls.value } };
  return { ok: false, problems: [key, tls].flatMap((one) => (one.ok ? [] : one.problems)) };
}

function keyOf(
  { GRANT_KEY_FILE: path, DISCLOSURE_KEYS }: RemoteEnvironment,
  mode: RegistryMode,
): Loaded<RemoteConfig['key']> {
  if (path !== undefined) {
    const key = readGrantKey({ variable: 'GRANT_KEY_FILE', path });
    return key.ok ? { ok: true, value: { given: key.value } } : key;
  }
  if (mode === 'mock') return { ok: true, value: { folder: join(dirname(DISCLOSURE_KEYS), 'grants') } };
  const problem =
    'GRANT_KEY_FILE: is required with SUBGRAPHS=remote: the path of an Ed25519 private key as a JWK';
  return { ok: false, problems: [problem] };
}

const pairVariables = 'SUBGRAPH_CLIENT_CERT_FILE, SUBGRAPH_CLIENT_KEY_FILE';

function tlsOf(given: RemoteEnvironment): Loaded<SubgraphTls> {
  const ca = pemOf('SUBGRAPH_CA_FILE', given);
  const cert = pemOf('SUBGRAPH_CLIENT_CERT_FILE', given);
  const key = pemOf('SUBGRAPH_CLIENT_KEY_FILE', given);
  if (!ca.ok || !cert.ok || !key.ok) {
    return { ok: false, problems: [ca, cert, key].flatMap((one) => (one.ok ? [] : one.problems)) };
  }
  if ((cert.value === null) !== (key.value === null)) {
    return { ok: false, problems: [`${pairVariables}: both of them or none`] };
  }
  const tls = {
    ...(ca.value === null ? {} : { ca: ca.value }),
    ...(cert.value === null || key.value === null ? {} : { cert: cert.value, key: key.value }),
  };
  const problems = [...keyProblems(given), ...pairProblems(tls, `SUBGRAPH_CA_FILE, ${pairVariables}`)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: tls };
}

type PemVariable = 'SUBGRAPH_CA_FILE' | 'SUBGRAPH_CLIENT_CERT_FILE' | 'SUBGRAPH_CLIENT_KEY_FILE';

function pemOf(variable: PemVariable, given: RemoteEnvironment): Loaded<Buffer | null> {
  const path = given[variable];
  return path === undefined ? { ok: true, value: null } : readPem({ variable, path });
}

function keyProblems({ SUBGRAPH_CLIENT_KEY_FILE: path }: RemoteEnvironment): readonly string[] {
  return path === undefined ? [] : secrecyProblems({ variable: 'SUBGRAPH_CLIENT_KEY_FILE', path });
}
