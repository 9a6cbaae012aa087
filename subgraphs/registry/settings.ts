import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { type OperatorLog, silentLog } from './alarms.ts';
import { createClock } from './clock.ts';
import { createProcessLeases } from './connection-leases.ts';
import { wholeNumber, wholeNumberWithin } from './environment.ts';
import { ordinaryOpenMs } from './guard.ts';
import { hostList } from './hosts.ts';
import { isDay } from './identifiers.ts';
import { loadInstitutions } from './institutions.ts';
import { createProcessRests } from './log-in-rests.ts';
import { createUpstreamMetrics } from './metrics.ts';
import type { Environment, SubgraphTools } from './subgraph.ts';
import { kindOfVariable } from './variable-kind.ts';

const day = z.string().refine(isDay, { error: 'must be an existing day as yyyy-MM-dd' });
const institutionsFile = z.string().transform((path, context) => {
  try {
    return loadInstitutions(path);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be the path of a JSON list of {code, oid, name}' });
    return z.NEVER;
  }
});

/** Settings that the gateway and a subgraph run on its own share. */
export const sharedEnvironment = z.object({
  HOST: z.string().min(1, { error: 'must be a host name or address to listen on' }).default('127.0.0.1'),
  REGISTRIES: z.enum(['mock', 'real'], { error: 'must be "mock" or "real"' }).default('mock'),
  CALLER_ID: z
    .string()
    .regex(/^[\w.-]{1,100}$/, {
      error: 'must be <organisation OID>.<system>: letters, digits, dots, hyphens',
    })
    .default('1.2.246.562.10.00000000000.opintolupa'),
  INSTITUTIONS_FILE: institutionsFile.optional(),
  TODAY: day.optional(),
  BREAKER_OPEN_MS: wholeNumberWithin({ min: 100, max: 600_000 }).optional(),
  REPLICAS: wholeNumber({ min: 1, max: 1_000, default: 1 }),
  /** Other hosts that belong to the sandbox. */
  SANDBOX_HOSTS: hostList,
  /** Hosts inside the network that real registries may be asked at over http. */
  INTERNAL_HOSTS: hostList,
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      error: 'must be "fatal", "error", "warn", "info", "debug" or "silent"',
    })
    .default('info'),
});

/** Whoever turns a mock's dial back wants to see it soon. */
const sandboxOpenMs = 1_000;

/** The shared settings, read. */
export type SharedSettings = z.infer<typeof sharedEnvironment>;

/** Whether a process lives in the sandbox or over real registries, and which hosts belong there. */
export type World = Pick<SharedSettings, 'REGISTRIES' | 'SANDBOX_HOSTS' | 'INTERNAL_HOSTS'>;

/** The tools that a subgraph is built with, and a way to close what was opened with them. */
export interface ClosableTools {
  readonly tools: SubgraphTools;
  /** The metrics of this process, for whoever serves them. */
  readonly metrics: Registry;
  readonly close: () => Promise<void>;
}

/** Makes the tools by the shared settings; operators are told of trouble in `log`. */
export function createTools(settings: SharedSettings, log: OperatorLog = silentLog): ClosableTools {
  const metrics = new Registry();
  const closers: (() => Promise<void>)[] = [];
  const isSandbox = settings.REGISTRIES === 'mock';
  const sandboxInstitutions = isSandbox ? pathOf('mocks/institutions.json') : null;
  return {
    metrics,
    tools: {
      clock: createClock(settings.TODAY ?? null),
      callerId: settings.CALLER_ID,
      institutions: settings.INSTITUTIONS_FILE ?? loadInstitutions(sandboxInstitutions),
      onlyMocks: isSandbox,
      onClose: (close) => {
        closers.push(close);
      },
      breakerOpenMs: settings.BREAKER_OPEN_MS ?? (isSandbox ? sandboxOpenMs : ordinaryOpenMs),
      metrics: createUpstreamMetrics(metrics),
      log,
      connectionLeases: createProcessLeases(settings.REPLICAS),
      logInRests: createProcessRests(settings.REPLICAS),
    },
    close: async () => {
      await Promise.all(closers.map((close) => close()));
    },
  };
}

/**
 * The environment that a subgraph is configured by. In the sandbox, where its mock listens and what it accepts stands
 * in `subgraphs/<name>/sandbox.env`; variables that are set win, but for what proves who asks (`mixedSettings` refuses).
 */
export function environmentOf(
  subgraph: string,
  settings: Pick<SharedSettings, 'REGISTRIES'>,
  environment: Environment,
): Environment {
  const given = withoutEmpty(environment);
  if (settings.REGISTRIES === 'real') return given;
  const published = publishedEnvironment(subgraph);
  const credentials = Object.entries(published).filter(([name]) => kindOfVariable(name) === 'CREDENTIAL');
  return { ...published, ...given, ...Object.fromEntries(credentials) };
}

/** What the sandbox has for a registry: addresses of its mock and published credentials. A subgraph of none has nothing. */
export function publishedEnvironment(subgraph: string): Environment {
  const file = pathOf(`subgraphs/${subgraph}/sandbox.env`);
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

/** A variable set to nothing is a variable not set. */
export function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}

function pathOf(inProject: string): string {
  return fileURLToPath(new URL(`../../${inProject}`, import.meta.url));
}
