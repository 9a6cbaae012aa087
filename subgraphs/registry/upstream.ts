import { createAlarms, silentLog } from './alarms.ts';
import { createProcessLeases } from './connection-leases.ts';
import { createDoor, type Door, guardedClient, notedClient, type Server } from './door.ts';
import { createGuard, ordinaryOpenMs } from './guard.ts';
import { createHttpClient, type HttpClient, type HttpReply } from './http.ts';
import { noMetrics } from './metrics.ts';
import type { Session } from './session.ts';
import type { SubgraphTools } from './subgraph.ts';
import type { UpstreamCall } from './upstream-call.ts';

/** How much is asked of a registry's servers, and how long they have. */
export interface UpstreamLimits {
  /** Whole time of one call, in milliseconds. */
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly maxAnswerMib: number;
  /** Most calls under way. */
  readonly connections: number;
  /** Most calls that wait for their turn. */
  readonly queue: number;
  /** How long an answer may take before a caller that gives up counts against the registry; 2 s unless said. */
  readonly patienceMs?: number;
}

/** A registry's server, guarded. */
export interface Upstream {
  /** The server as the last step of a log-in uses it. */
  readonly forLogIn: HttpClient;
  /** A door to the server, once there is a session with it. */
  readonly door: (session: Session | null, isLoggedOut: (reply: HttpReply) => boolean) => Door;
}

/** Less than a query leaves to a registry that is asked second, so that ordinary queries find out one that hangs. */
const defaultPatienceMs = 2_000;
/** A log-in is short work; all that wait for one have their own work to do after it. */
const longestLogInMs = 5_000;
const now = (): number => performance.now();

/** What is opened: a name for metrics and logs, a base URL and limits. */
export interface UpstreamSettings {
  readonly name: string;
  /** The registry that it is a server of. */
  readonly registry: UpstreamCall['registry'];
  readonly baseUrl: string;
  readonly limits: UpstreamLimits;
}

/** Opens a registry's server with its own connections and guard. */
export function openUpstream(settings: UpstreamSettings, tools: SubgraphTools): Upstream {
  const server = open(settings, tools);
  return {
    forLogIn: notedClient(server),
    door: (session, isLoggedOut) => createDoor({ server, session, isLoggedOut }),
  };
}

/** Opens the server that logs in to a registry; its breaker is its own. */
export function openLogInServer(settings: UpstreamSettings, tools: SubgraphTools): HttpClient {
  const { limits } = settings;
  const timeoutMs = Math.min(limits.timeoutMs, longestLogInMs);
  const name = `${settings.name}-log-in`;
  return guardedClient(open({ ...settings, name, limits: { ...limits, timeoutMs } }, tools));
}

function open({ name, registry, baseUrl, limits }: UpstreamSettings, tools: SubgraphTools): Server {
  const { clock, callerId, onlyMocks, onClose, metrics = noMetrics, log = silentLog } = tools;
  const { breakerOpenMs: openMs = ordinaryOpenMs, connectionLeases = createProcessLeases(1) } = tools;
  const { timeoutMs, connections, queue, patienceMs = defaultPatienceMs } = limits;
  const http = createHttpClient({
    baseUrl,
    timeoutMs,
    connectTimeoutMs: limits.connectTimeoutMs,
    maxAnswerBytes: limits.maxAnswerMib * 1024 * 1024,
    connections,
    callerId,
    clock,
    onlyMocks,
    onAttempt: (isRetry) => {
      metrics.attempted(name);
      if (isRetry) metrics.retried(name);
    },
  });
  onClose(http.close);
  const alarms = createAlarms({
    registry: name,
    log,
    count: (code) => metrics.alarmed(name, code),
    now,
  });
  const leases = connectionLeases.of(name, connections);
  const guard = createGuard({
    name,
    connections,
    queue,
    patienceMs,
    openMs,
    clock,
    now,
    metrics,
    alarms,
    leases,
  });
  return { http, guard, now, name, registry };
}
