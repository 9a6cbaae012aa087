import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { type Answer, answered, failed } from './answer.ts';
import type { Clock } from './clock.ts';
import { createDeadline, release, remainingShare } from './deadline.ts';
import { leaveUnread, readText } from './http-text.ts';
import { failureOf } from './network-failure.ts';
import { onRequestStart } from './request-start.ts';
import { createRetryBudget, type RetryBudget } from './retry-budget.ts';

/** How a registry's HTTP interface is reached. */
export interface HttpSettings {
  /** Base URL without a trailing slash, e.g. `https://virkailija.opintopolku.fi`. */
  readonly baseUrl: string;
  /** Whole time of one call, headers and body, in milliseconds. */
  readonly timeoutMs: number;
  /** Time to connect, TLS included, in milliseconds; a second unless said otherwise. */
  readonly connectTimeoutMs?: number;
  /** Largest answer that is read, in bytes. */
  readonly maxAnswerBytes: number;
  /** Most calls under way at once. */
  readonly connections: number;
  /** `<organisation OID>.<system>`: who calls, as OPH asks every caller to say. */
  readonly callerId: string;
  readonly clock: Clock;
  /**
   * Whether it is one of the sandbox's mocks: only answers with their mark are read then, so that a real registry at the
   * end of a tunnel is never taken for one. Real registries know no such mark.
   */
  readonly onlyMocks: boolean;
  /** Hears of each request that is sent or tried to be, and whether it is made for the second time. */
  readonly onAttempt?: (isRetry: boolean) => void;
}

/** One call. Personal identifiers belong in `body`, never in `path`. */
export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** Hears of each request of this call that is sent or tried to be. */
  readonly onAttempt?: () => void;
}

/** What came back, whatever the status. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Calls one registry over its own connection pool. */
export interface HttpClient {
  readonly baseUrl: string;
  readonly call: (call: HttpCall) => Promise<Answer<HttpReply>>;
  readonly close: () => Promise<void>;
}

const csrfToken = 'opintolupa';

/** The header in every answer of a mock, with the mock's name. */
export const mockMark = 'x-sandbox';

/** Idle connections are given up before servers do so (Node after 5 s, proxies after 10 to 75): few are found dead. */
const idle = {
  keepAliveTimeout: 4_000,
  keepAliveMaxTimeout: 30_000,
  keepAliveTimeoutThreshold: 2_000,
} as const;

/**
 * A client for one registry. It follows no redirect and unpacks no compression. A call that certainly did not reach
 * the registry is made once more, within a budget; no other ever is: each that arrives is an entry in the
 * registry's own log, which the person sees.
 */
export function createHttpClient(settings: HttpSettings): HttpClient {
  const base = new URL(settings.baseUrl);
  const pool = new Pool(base.origin, {
    connections: settings.connections,
    connect: { timeout: Math.min(settings.connectTimeoutMs ?? 1_000, settings.timeoutMs) },
    headersTimeout: settings.timeoutMs,
    bodyTimeout: settings.timeoutMs,
    pipelining: 1,
    ...idle,
  });
  const prefix = base.pathname === '/' ? '' : base.pathname.replace(/\/$/, '');
  const wire = { pool, settings, budget: createRetryBudget() };
  return {
    baseUrl: `${base.origin}${prefix}`,
    call: (call) => callOn(wire, { ...call, path: `${prefix}${call.path}` }),
    // Whoever waited is gone by now: what still hangs is cut.
    close: () => pool.destroy(),
  };
}

interface Wire {
  readonly pool: Pool;
  readonly settings: HttpSettings;
  readonly budget: RetryBudget;
}

/** What became of one request. */
interface Attempt {
  readonly answer: Answer<HttpReply>;
  /** Whether the registry certainly saw nothing of it, and another may reach it. */
  readonly mayRetry: boolean;
}

/** With less of its time left, a caller has no use for a second try. */
const shareForRetry = 0.4;

async function callOn(wire: Wire, call: HttpCall): Promise<Answer<HttpReply>> {
  // bodyTimeout restarts with every byte: only a signal over headers and body bounds a dripping answer.
  const signal = createDeadline(wire.settings.timeoutMs, [call.signal]);
  try {
    return await callAndRetry(wire, { ...call, signal }, call.signal);
  } finally {
    release(signal);
  }
}

/** Calls, and once more where that is sensible; the caller's own signal tells how much time it has. */
async function callAndRetry(wire: Wire, call: HttpCall, callers: AbortSignal): Promise<Answer<HttpReply>> {
  const { settings, budget } = wire;
  const { signal } = call;
  budget.earn();
  settings.onAttempt?.(false);
  call.onAttempt?.();
  const first = await send(wire, call);
  if (!first.mayRetry || remainingShare(callers) < shareForRetry || !budget.spend()) return first.answer;
  const isUp = await pause(20 + Math.random() * 80, true, { signal }).catch(() => false);
  if (!isUp) return first.answer;
  settings.onAttempt?.(true);
  call.onAttempt?.();
  return (await send(wire, call)).answer;
}

async function send({ pool, settings }: Wire, call: HttpCall): Promise<Attempt> {
  let started = false;
  const noticing = onRequestStart(() => {
    started = true;
  });
  try {
    const response = await pool.compose(noticing).request({
      method: call.method,
      path: call.path,
      headers: headersOf(settings, call),
      body: call.body ?? null,
      signal: call.signal,
    });
    const { statusCode: status, headers } = response;
    if (settings.onlyMocks && headers[mockMark] === undefined) {
      leaveUnread(response);
      return { answer: failed('INVALID_ANSWER'), mayRetry: false };
    }
    const text = await readText(response, settings.maxAnswerBytes);
    const answer = answered({ status, headers, text }, settings.clock.now().toISOString());
    return { answer, mayRetry: false };
  } catch (error) {
    const code = failureOf(error);
    return { answer: failed(code), mayRetry: code === 'UNREACHABLE' && !started };
  }
}

function headersOf(settings: HttpSettings, call: HttpCall): Record<string, string> {
  const { cookie, ...given } = call.headers ?? {};
  const csrfCookie = `CSRF=${csrfToken}`;
  return {
    'user-agent': 'opintolupa',
    'caller-id': settings.callerId,
    csrf: csrfToken,
    cookie: cookie === undefined ? csrfCookie : `${cookie}; ${csrfCookie}`,
    'accept-encoding': 'identity',
    ...given,
  };
}
