import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import { baseUrl, wholeNumber, wholeNumberWithin } from './registry/environment.ts';
import { gatewayKeySet, type KeySource, keysAtUrl, keysInFile } from './registry/gateway-keys.ts';
import type { Loaded } from './registry/loaded.ts';
import { type SharedSettings, sharedEnvironment, withoutEmpty } from './registry/settings.ts';
import { type Environment, problemsOf, type SubgraphTools } from './registry/subgraph.ts';
import { loadServerTls, type ServerTls, serverTlsEnvironment } from './server-tls.ts';

/** Where a gateway over synthetic registries puts the public half of its key, unless told otherwise. */
export const sandboxKeysFile = 'data/grants/gateway-keys.json';

const serverEnvironment = sharedEnvironment.extend({
  ...serverTlsEnvironment.shape,
  BULK_DEADLINE_MS: wholeNumber({ min: 100, max: 600_000, default: 60_000 }),
  GATEWAY_KEYS_FILE: z.string().optional(),
  GATEWAY_KEYS_URL: baseUrl.optional(),
  SUBGRAPH_OPS_PORT: wholeNumberWithin({ min: 0, max: 65_535 }).optional(),
  SUBGRAPH_BODY_LIMIT_MIB: wholeNumber({ min: 1, max: 512, default: 64 }),
  SUBGRAPH_MAX_CONCURRENT: wholeNumber({ min: 1, max: 10_000, default: 256 }),
});

type ServerEnvironment = z.infer<typeof serverEnvironment>;

/** How a subgraph runs as a server of its own. */
export interface ServerSettings {
  readonly shared: SharedSettings;
  readonly deadlineMs: number;
  readonly bodyLimitBytes: number;
  readonly mostAtOnce: number;
  /** Null: what operators read is served beside the graph. */
  readonly opsPort: number | null;
  /** Null: on loopback. */
  readonly tls: ServerTls | null;
  readonly keySourceOf: (tools: Pick<SubgraphTools, 'clock' | 'callerId'>) => KeySource;
}

/** Reads all settings of a subgraph's server but its registry's. Problems name variables and what they accept. */
export function loadServerSettings(environment: Environment): Loaded<ServerSettings> {
  const parsed = serverEnvironment.safeParse(withoutEmpty(environment));
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
  const given = parsed.data;
  const tls = loadServerTls(given);
  const keys = keysOf(given);
  const open = isLoopback(given.HOST) || !tls.ok || tls.value !== null ? [] : [hostProblem];
  if (!tls.ok || !keys.ok || open.length > 0) {
    return { ok: false, problems: [...[tls, keys].flatMap((one) => (one.ok ? [] : one.problems)), ...open] };
  }
  return {
    ok: true,
    value: {
      shared: given,
      deadlineMs: given.BULK_DEADLINE_MS,
      bodyLimitBytes: given.SUBGRAPH_BODY_LIMIT_MIB * 2 ** 20,
      mostAtOnce: given.SUBGRAPH_MAX_CONCURRENT,
      opsPort: given.SUBGRAPH_OPS_PORT ?? null,
      tls: tls.value,
      keySourceOf: keys.value,
    },
  };
}

const hostProblem = 'HOST: must be a loopback address unless the SUBGRAPH_TLS_ variables are set';
const eitherProblem = 'GATEWAY_KEYS_FILE, GATEWAY_KEYS_URL: one of them';
const fileProblem = 'GATEWAY_KEYS_FILE: must be a JWKS with Ed25519 public keys, and no private ones';
const urlProblem = 'GATEWAY_KEYS_URL: must be https with REGISTRIES=real';

function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

function keysOf(given: ServerEnvironment): Loaded<ServerSettings['keySourceOf']> {
  const { GATEWAY_KEYS_URL: url, REGISTRIES } = given;
  const isSandboxHere = REGISTRIES === 'mock' && isLoopback(given.HOST);
  if (url !== undefined && given.GATEWAY_KEYS_FILE !== undefined)
    return { ok: false, problems: [eitherProblem] };
  if (url !== undefined) {
    if (REGISTRIES === 'real' && !url.startsWith('https:')) return { ok: false, problems: [urlProblem] };
    return { ok: true, value: (tools) => keysAtUrl(url, tools) };
  }
  const path = given.GATEWAY_KEYS_FILE ?? (isSandboxHere ? sandboxKeysFile : null);
  if (path === null) return { ok: false, problems: [`${eitherProblem} is required`] };
  // A gateway over synthetic registries may make its key after this start.
  const isThere = REGISTRIES === 'mock' || isKeySet(path);
  return isThere ? { ok: true, value: () => keysInFile(path) } : { ok: false, problems: [fileProblem] };
}

function isKeySet(path: string): boolean {
  try {
    return gatewayKeySet.safeParse(JSON.parse(readFileSync(path, 'utf8'))).success;
  } catch {
    return false;
  }
}
