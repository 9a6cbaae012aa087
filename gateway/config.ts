import { z } from 'zod';
import { tooFewConnections } from '../subgraphs/registry/connection-leases.ts';
import { baseUrl, wholeNumber } from '../subgraphs/registry/environment.ts';
import { type SharedSettings, sharedEnvironment, withoutEmpty } from '../subgraphs/registry/settings.ts';
import {
  type Configured,
  type Environment,
  problemsOf,
  type Subgraph,
} from '../subgraphs/registry/subgraph.ts';
import { configureIn, mixedSettings } from '../subgraphs/registry/walls.ts';
import { type AccessConfig, loadAccess } from './access/settings.ts';
import { anchorPathOf, disclosureEnvironment, type LogPlace } from './disclosure/settings.ts';
import { loadRemote, type RemoteConfig } from './federation/remote/settings.ts';
import { corsEnvironment } from './http/cors.ts';
import type { DocumentLimits } from './limits/document-limits.ts';
import { documentLimitsEnvironment, documentLimitsOf } from './limits/environment.ts';
import { type TrustedDocuments, trustedContradiction, trustedEnvironment } from './limits/trusted-file.ts';
import { cardTrustedDocuments } from './sandbox/card/operations.ts';
import { type ControlsConfig, controlsConfigOf } from './sandbox/controls/controls-config.ts';
import {
  type SharedStateSettings,
  sharedStateEnvironment,
  storeContradiction,
} from './shared-state/settings.ts';
import { databaseProblems } from './walls/database.ts';
import { listeningEnvironment, listeningProblems, opsHostsOf, publicHostsOf } from './walls/listening.ts';
import { subgraphAddressProblem } from './walls/subgraph-address.ts';

const gatewayEnvironment = sharedEnvironment.extend({
  ...documentLimitsEnvironment.shape,
  ...corsEnvironment.shape,
  ...disclosureEnvironment.shape,
  ...trustedEnvironment.shape,
  ...sharedStateEnvironment.shape,
  ...listeningEnvironment.shape,
  REQUEST_TIMEOUT_MS: wholeNumber({ min: 100, max: 600_000, default: 10_000 }),
  PORT: wholeNumber({ min: 0, max: 65535, default: 4000 }),
  SUBGRAPHS: z.enum(['embedded', 'remote'], { error: 'must be "embedded" or "remote"' }).default('embedded'),
  BODY_LIMIT_KIB: wholeNumber({ min: 16, max: 4096, default: 512 }),
  QUERY_DEADLINE_MS: wholeNumber({ min: 100, max: 600_000, default: 5_000 }),
  BULK_DEADLINE_MS: wholeNumber({ min: 100, max: 600_000, default: 60_000 }),
  MAX_CONCURRENT_QUERIES: wholeNumber({ min: 1, max: 10_000, default: 256 }),
  MIN_CONCURRENT_QUERIES: wholeNumber({ min: 1, max: 10_000, default: 9 }),
  SANDBOX_PAGES: z.enum(['on', 'off'], { error: 'must be "on" or "off"' }).optional(),
});

type GatewayEnvironment = z.infer<typeof gatewayEnvironment>;

/** What says where subgraphs are: read by itself, so that their problems are told along with all others. */
const placingEnvironment = gatewayEnvironment.pick({
  REGISTRIES: true,
  SUBGRAPHS: true,
  SANDBOX_HOSTS: true,
  INTERNAL_HOSTS: true,
});

type Placing = z.infer<typeof placingEnvironment>;

/** A subgraph and how the gateway reaches it. */
export type Placement =
  | { readonly name: string; readonly at: 'process'; readonly configured: Configured & { readonly ok: true } }
  | { readonly name: string; readonly at: 'url'; readonly url: string };

/** Where the disclosure log and its keys are. */
export interface DisclosureConfig {
  readonly place: LogPlace;
  readonly keysFolder: string;
  readonly anchorPath: string;
}

/** Where operators ask for health and metrics. */
export interface OpsConfig {
  readonly host: string;
  readonly port: number;
  /** Hosts that their requests may be for; null: any. */
  readonly hosts: readonly string[] | null;
}

/** All settings, validated. */
export interface Config {
  readonly shared: SharedSettings;
  readonly port: number;
  /** Hosts that requests may be for, as URLs write them. */
  readonly publicHosts: readonly string[];
  readonly ops: OpsConfig;
  readonly bodyLimitBytes: number;
  /** For how long a client may send its request. */
  readonly requestTimeoutMs: number;
  readonly documentLimits: DocumentLimits;
  /** Whether the schema is served: in a sandbox only. */
  readonly schemaOpen: boolean;
  /** Whether the sandbox's pages are served. */
  readonly sandboxPages: boolean;
  /** What the sandbox's controls reach; null where there are none. */
  readonly sandboxControls: ControlsConfig | null;
  readonly corsOrigins: readonly string[];
  /** Who is let in, and by what. */
  readonly access: AccessConfig;
  readonly disclosure: DisclosureConfig;
  readonly sharedState: SharedStateSettings;
  readonly trusted: {
    readonly mode: 'off' | 'log' | 'enforce';
    readonly documents: TrustedDocuments;
    /** Those that are planned before anybody asks. */
    readonly plannedAhead: TrustedDocuments;
  };
  readonly queryDeadlineMs: number;
  readonly bulkDeadlineMs: number;
  readonly concurrentQueries: { readonly most: number; readonly fewest: number };
  readonly logLevel: GatewayEnvironment['LOG_LEVEL'];
  readonly placements: readonly Placement[];
  /** How subgraphs at URLs are asked; null when there are none. */
  readonly remote: RemoteConfig | null;
}

/** A configuration that cannot be used; the message lists every problem, one a line, and no value. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

/** Reads all settings at once. Throws `ConfigurationError` naming each variable that is wrong and what it accepts. */
export function loadConfig(environment: Environment, subgraphs: readonly Subgraph[]): Config {
  const given = withoutEmpty(environment);
  const parsed = gatewayEnvironment.safeParse(given);
  const placing = placingEnvironment.safeParse(given);
  const placed = placing.success ? subgraphs.map((one) => place(one, placing.data, environment)) : [];
  const access = placing.success ? loadAccess(environment, placing.data.REGISTRIES) : null;
  const isRemote = placing.success && placing.data.SUBGRAPHS === 'remote';
  const remote = isRemote ? loadRemote(environment, placing.data.REGISTRIES) : null;
  const problems = [
    ...(parsed.success ? contradictionsIn(parsed.data, { placed, given }) : problemsOf(parsed.error)),
    ...placed.flatMap((one) => (one.ok ? [] : one.problems)),
    ...(access === null || access.ok ? [] : access.problems),
    ...(remote === null || remote.ok ? [] : remote.problems),
  ];
  if (!parsed.success || problems.length > 0 || !access?.ok) throw configurationError(problems);
  const settings = parsed.data;
  const sandboxPages = settings.REGISTRIES === 'mock' && settings.SANDBOX_PAGES !== 'off';
  return {
    shared: settings,
    port: settings.PORT,
    publicHosts: publicHostsOf(settings),
    ops: { host: settings.OPS_HOST, port: settings.OPS_PORT, hosts: opsHostsOf(settings) },
    bodyLimitBytes: settings.BODY_LIMIT_KIB * 1024,
    requestTimeoutMs: settings.REQUEST_TIMEOUT_MS,
    documentLimits: documentLimitsOf(settings),
    schemaOpen: settings.REGISTRIES === 'mock',
    sandboxPages,
    sandboxControls: sandboxPages ? controlsConfigOf(access.value, { subgraphs, environment }) : null,
    corsOrigins: settings.CORS_ORIGINS,
    access: access.value,
    disclosure: disclosureOf(settings),
    sharedState: sharedStateOf(settings),
    trusted: trustedOf(settings, sandboxPages),
    queryDeadlineMs: settings.QUERY_DEADLINE_MS,
    bulkDeadlineMs: settings.BULK_DEADLINE_MS,
    concurrentQueries: { most: settings.MAX_CONCURRENT_QUERIES, fewest: settings.MIN_CONCURRENT_QUERIES },
    logLevel: settings.LOG_LEVEL,
    placements: placed.flatMap((one) => (one.ok ? [one.placement] : [])),
    remote: remote?.ok ? remote.value : null,
  };
}

interface Surroundings {
  readonly placed: readonly Placed[];
  readonly given: Environment;
}

function contradictionsIn(settings: GatewayEnvironment, { placed, given }: Surroundings): readonly string[] {
  const { REGISTRIES, TODAY, SANDBOX_PAGES } = settings;
  const real = REGISTRIES === 'real';
  const today = real && TODAY !== undefined ? ['TODAY: only with REGISTRIES=mock'] : [];
  const pages = real && SANDBOX_PAGES === 'on' ? ['SANDBOX_PAGES: "on" only with REGISTRIES=mock'] : [];
  const trusted = trustedContradiction(settings) ?? [];
  const store = storeContradiction(settings) ?? [];
  const database = real ? databaseProblems(settings.DISCLOSURE_LOG, given) : [];
  const listening = listeningProblems(settings, given);
  return [today, pages, trusted, store, database, listening, tooManyReplicas(settings, placed)].flat();
}

/** The sandbox's pages ask registered operations: unless told, it knows them, and serves and counts all others. */
function trustedOf(settings: GatewayEnvironment, pages: boolean): Config['trusted'] {
  const given = settings.TRUSTED_DOCUMENTS_FILE ?? new Map();
  return {
    mode: settings.TRUSTED_DOCUMENTS ?? (pages ? 'log' : 'off'),
    documents: pages ? new Map([...cardTrustedDocuments, ...given]) : given,
    plannedAhead: given,
  };
}

function disclosureOf(settings: GatewayEnvironment): DisclosureConfig {
  const { DISCLOSURE_LOG: place, DISCLOSURE_KEYS: keysFolder } = settings;
  return { place, keysFolder, anchorPath: anchorPathOf(place, keysFolder) };
}

function sharedStateOf(settings: GatewayEnvironment): SharedStateSettings {
  const { SHARED_STATE: url = null, DEPLOYMENT: deployment, REPLICAS: replicas, REGISTRIES: mode } = settings;
  return { url, deployment, mode, replicas };
}

/** Without a store each replica has its part of a registry's connections, and there is none of less than one. */
function tooManyReplicas(settings: GatewayEnvironment, placed: readonly Placed[]): readonly string[] {
  if (settings.SHARED_STATE !== undefined) return [];
  return placed.flatMap((one) =>
    one.ok && one.placement.at === 'process'
      ? tooFewConnections(one.placement.configured.connections, settings.REPLICAS)
      : [],
  );
}

type Placed =
  | { readonly ok: true; readonly placement: Placement }
  | { readonly ok: false; readonly problems: readonly string[] };

function place(subgraph: Subgraph, settings: Placing, environment: Environment): Placed {
  const { name } = subgraph;
  if (settings.SUBGRAPHS === 'remote') return placeAtUrl(subgraph, settings, environment);
  const configured = configureIn(settings, subgraph, environment);
  return configured.ok
    ? { ok: true, placement: { name, at: 'process', configured } }
    : { ok: false, problems: configured.problems };
}

function placeAtUrl(subgraph: Subgraph, settings: Placing, environment: Environment): Placed {
  const { name } = subgraph;
  const variable = `SUBGRAPH_${name.toUpperCase()}_URL`;
  const url = baseUrl.safeParse(withoutEmpty(environment)[variable]);
  const wrong = url.success
    ? (subgraphAddressProblem(url.data, settings) ?? [])
    : url.error.issues.map(({ message }) => message);
  // The sandbox's dials are turned where the registries' own settings say that its mocks are.
  const mixed = settings.REGISTRIES === 'mock' ? mixedSettings(settings, subgraph, environment) : [];
  const problems = [[wrong].flat().map((message) => `${variable}: ${message}`), mixed].flat();
  if (url.success && problems.length === 0)
    return { ok: true, placement: { name, at: 'url', url: url.data } };
  return { ok: false, problems };
}

function configurationError(problems: readonly string[]): ConfigurationError {
  const lines = problems.map((problem) => `  ${problem}`).join('\n');
  return new ConfigurationError(`The configuration cannot be used:\n${lines}`);
}
