import type { TlsOptions } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { baseUrl } from '../../subgraphs/registry/environment.ts';
import { hostList, leadsTo } from '../../subgraphs/registry/hosts.ts';
import { withoutEmpty } from '../../subgraphs/registry/settings.ts';
import { type Environment, problemsOf } from '../../subgraphs/registry/subgraph.ts';
import { elsewhere } from '../../subgraphs/registry/walls.ts';
import { mixedIssuers } from '../walls/issuers.ts';
import { type AddressList, addressList } from './address-list.ts';
import { type ClientRegistry, loadClients } from './clients.ts';
import { type Issuers, loadIssuers } from './issuers.ts';
import type { Loaded } from './json-file.ts';
import { loadPersonLinks, noPersonLinks, type PersonLinks } from './person-links.ts';
import { sandboxIssuers } from './sandbox-issuers.ts';
import { loadTlsOptions } from './tls.ts';

const file = z.string().optional();
const port = z
  .string()
  .regex(/^\d{1,5}$/, { error: 'must be a whole number from 0 to 65535' })
  .transform(Number)
  .refine((value) => value <= 65_535, { error: 'must be a whole number from 0 to 65535' });

const accessEnvironment = z.object({
  CLIENTS_FILE: file,
  TOKEN_ISSUERS_FILE: file,
  PERSON_LINKS_FILE: file,
  SANDBOX_ISSUER_URL: baseUrl.optional(),
  SANDBOX_HOSTS: hostList,
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text, context) => {
      const list = addressList(text.split(',').flatMap((network) => network.trim() || []));
      if (list !== null) return list;
      context.addIssue({ code: 'custom', message: 'must be networks such as 192.0.2.0/24,2001:db8::/32' });
      return z.NEVER;
    }),
  CLIENT_CERT_HEADER: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,100}$/, { error: 'must be the name of a header' })
    .transform((name) => name.toLowerCase())
    .default('x-amzn-mtls-clientcert-subject'),
  TLS_PORT: port.optional(),
  TLS_KEY_FILE: file,
  TLS_CERT_FILE: file,
  TLS_CLIENT_CA_FILE: file,
  TLS_CLIENT_CRL_FILE: file,
});

type AccessEnvironment = z.infer<typeof accessEnvironment>;

/** A listener of its own for clients with certificates. */
export interface TlsListener {
  readonly port: number;
  readonly options: TlsOptions;
}

/** Everything that access control rests on, read and checked. */
export interface AccessConfig {
  readonly issuers: Issuers;
  readonly clients: ClientRegistry;
  readonly links: PersonLinks;
  /** Whether the registries are mocks, so that a stranger may be told what is wrong with a credential. */
  readonly isSandbox: boolean;
  /** Where the sandbox's own issuer of tokens is; null where others issue them. */
  readonly sandboxIssuerUrl: string | null;
  /** Whose certificate header and `X-Forwarded-For` are believed. */
  readonly trustedProxies: AddressList;
  /** The header by which they tell a client's certificate subject, in small letters. */
  readonly certificateHeader: string;
  /** Null when there is no such listener. */
  readonly tls: TlsListener | null;
}

/** Reads what access control is configured by. Problems name the variable, the entry, and what is accepted. */
export function loadAccess(environment: Environment, registries: 'mock' | 'real'): Loaded<AccessConfig> {
  const parsed = accessEnvironment.safeParse(withoutEmpty(environment));
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
  const given = parsed.data;
  const tls = tlsOf(given);
  const sandboxIssuerUrl = sandboxIssuerUrlOf(given, registries);
  const issuers = issuersOf(given, { registries, sandboxIssuerUrl });
  const rest = issuers.ok ? peopleOf(given, { registries, issuers: issuers.value }) : null;
  if (!tls.ok || !issuers.ok || rest === null || !rest.ok) {
    const problems = [tls, issuers, rest].flatMap((one) => (one === null || one.ok ? [] : one.problems));
    return { ok: false, problems };
  }
  return {
    ok: true,
    value: {
      issuers: issuers.value,
      ...rest.value,
      isSandbox: registries === 'mock',
      sandboxIssuerUrl,
      trustedProxies: given.TRUSTED_PROXIES,
      certificateHeader: given.CLIENT_CERT_HEADER,
      tls: tls.value,
    },
  };
}

function sandboxIssuerUrlOf(given: AccessEnvironment, registries: 'mock' | 'real'): string | null {
  if (registries === 'real' || given.TOKEN_ISSUERS_FILE !== undefined) return null;
  return given.SANDBOX_ISSUER_URL ?? 'http://127.0.0.1:4106';
}

interface Issuing {
  readonly registries: 'mock' | 'real';
  readonly sandboxIssuerUrl: string | null;
}

function issuersOf(given: AccessEnvironment, { registries, sandboxIssuerUrl }: Issuing): Loaded<Issuers> {
  const { TOKEN_ISSUERS_FILE: path, SANDBOX_ISSUER_URL: sandboxUrl } = given;
  if (sandboxUrl !== undefined && sandboxIssuerUrl === null) {
    const problem = 'SANDBOX_ISSUER_URL: only with REGISTRIES=mock and without TOKEN_ISSUERS_FILE';
    return { ok: false, problems: [problem] };
  }
  if (path !== undefined) return ownIssuersOf({ path, registries, hosts: given.SANDBOX_HOSTS });
  if (sandboxIssuerUrl !== null && !leadsTo(sandboxIssuerUrl, given.SANDBOX_HOSTS)) {
    return { ok: false, problems: [`SANDBOX_ISSUER_URL: ${elsewhere}`] };
  }
  if (sandboxIssuerUrl !== null) return { ok: true, value: sandboxIssuers(sandboxIssuerUrl) };
  return { ok: false, problems: ['TOKEN_ISSUERS_FILE: is required: the path of a JSON file'] };
}

interface OwnIssuers {
  readonly path: string;
  readonly registries: 'mock' | 'real';
  /** Hosts of the sandbox. */
  readonly hosts: readonly string[];
}

function ownIssuersOf({ path, registries, hosts }: OwnIssuers): Loaded<Issuers> {
  const variable = 'TOKEN_ISSUERS_FILE';
  const loaded = loadIssuers({ variable, path }, registries);
  if (!loaded.ok) return loaded;
  const mixed = mixedIssuers(loaded.value, { REGISTRIES: registries, SANDBOX_HOSTS: hosts });
  return mixed.length === 0
    ? loaded
    : { ok: false, problems: mixed.map((problem) => `${variable}: ${problem}`) };
}

type Surroundings = { readonly registries: 'mock' | 'real'; readonly issuers: Issuers };

function peopleOf(
  given: AccessEnvironment,
  surroundings: Surroundings,
): Loaded<Pick<AccessConfig, 'clients' | 'links'>> {
  const clients = clientsOf(given, surroundings);
  const links = linksOf(given, surroundings);
  if (clients.ok && links.ok) return { ok: true, value: { clients: clients.value, links: links.value } };
  return { ok: false, problems: [clients, links].flatMap((one) => (one.ok ? [] : one.problems)) };
}

function clientsOf(given: AccessEnvironment, surroundings: Surroundings): Loaded<ClientRegistry> {
  const path = given.CLIENTS_FILE ?? sandboxFile('sandbox-clients.json', surroundings);
  if (path !== null) return loadClients({ variable: 'CLIENTS_FILE', path }, surroundings);
  return { ok: false, problems: ['CLIENTS_FILE: is required: the path of a JSON file'] };
}

function linksOf(given: AccessEnvironment, surroundings: Surroundings): Loaded<PersonLinks> {
  const path = given.PERSON_LINKS_FILE ?? sandboxFile('sandbox-person-links.json', surroundings);
  if (path === null) return { ok: true, value: noPersonLinks };
  return loadPersonLinks({ variable: 'PERSON_LINKS_FILE', path }, surroundings);
}

/** The sandbox's own files fit only the sandbox's own issuers. */
function sandboxFile(name: string, { issuers, registries }: Surroundings): string | null {
  const isSandbox = registries === 'mock' && issuers.issuers.some(({ id }) => id === 'sandbox');
  return isSandbox ? fileURLToPath(new URL(name, import.meta.url)) : null;
}

function tlsOf(given: AccessEnvironment): Loaded<TlsListener | null> {
  const { TLS_PORT: port, TLS_KEY_FILE: key, TLS_CERT_FILE: certificate } = given;
  const { TLS_CLIENT_CA_FILE: clientAuthorities, TLS_CLIENT_CRL_FILE: revocations = null } = given;
  const all = [port, key, certificate, clientAuthorities];
  if (all.every((one) => one === undefined) && revocations === null) return { ok: true, value: null };
  if (
    port === undefined ||
    key === undefined ||
    certificate === undefined ||
    clientAuthorities === undefined
  ) {
    const problem = 'TLS_PORT, TLS_KEY_FILE, TLS_CERT_FILE, TLS_CLIENT_CA_FILE: all of them or none';
    return { ok: false, problems: [problem] };
  }
  const options = loadTlsOptions({ key, certificate, clientAuthorities, revocations });
  return options.ok ? { ok: true, value: { port, options: options.value } } : options;
}
