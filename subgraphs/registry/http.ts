import { type Dispatcher, Pool } from 'undici';
import { type Answer, answered, failed } from './answer.ts';
import type { Clock } from './clock.ts';
import { failureOf, HttpRefusal } from './network-failure.ts';

/** How a registry's HTTP interface is reached. */
export interface HttpSettings {
  /** Base URL without a trailing slash, e.g. `https://virkailija.opintopolku.fi`. */
  readonly baseUrl: string;
  /** Whole time of one call, headers and body, in milliseconds. */
  readonly timeoutMs: number;
  /** Largest answer that is read, in bytes. */
  readonly maxAnswerBytes: number;
  /** Most calls under way at once. */
  readonly connections: number;
  /** `<organisation OID>.<system>`: who calls, as OPH asks every caller to say. */
  readonly callerId: string;
  readonly clock: Clock;
}

/** One call. Personal identifiers belong in `body`, never in `path`. */
export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
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

/** A client for one registry. It follows no redirect, unpacks no compression and never retries. */
export function createHttpClient(settings: HttpSettings): HttpClient {
  const base = new URL(settings.baseUrl);
  const pool = new Pool(base.origin, {
    connections: settings.connections,
    connect: { timeout: settings.timeoutMs },
    headersTimeout: settings.timeoutMs,
    bodyTimeout: settings.timeoutMs,
    pipelining: 1,
  });
  const prefix = base.pathname === '/' ? '' : base.pathname.replace(/\/$/, '');
  return {
    baseUrl: `${base.origin}${prefix}`,
    call: (call) => send(pool, settings, { ...call, path: `${prefix}${call.path}` }),
    close: () => pool.close(),
  };
}

async function send(pool: Pool, settings: HttpSettings, call: HttpCall): Promise<Answer<HttpReply>> {
  const deadline = AbortSignal.timeout(settings.timeoutMs);
  try {
    const response = await pool.request({
      method: call.method,
      path: call.path,
      headers: headersOf(settings, call),
      body: call.body ?? null,
      // bodyTimeout restarts with every byte: only a signal over headers and body bounds a dripping answer.
      signal: AbortSignal.any([call.signal, deadline]),
    });
    const text = await readText(response, settings.maxAnswerBytes);
    const { statusCode: status, headers } = response;
    return answered({ status, headers, text }, settings.clock.now().toISOString());
  } catch (error) {
    return failed(failureOf(error));
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

/** Reads a body up to a limit; a compressed or longer one is refused, and bytes that are no UTF-8 too. */
async function readText(response: Dispatcher.ResponseData, limit: number): Promise<string> {
  if (response.headers['content-encoding'] !== undefined) {
    // The stream reports its own end as an error; unheard, that would end the process.
    response.body.on('error', () => undefined).destroy();
    throw new HttpRefusal('compressed answer');
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > limit) throw new HttpRefusal('answer too large');
    chunks.push(chunk);
  }
  return decodeUtf8(Buffer.concat(chunks));
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new HttpRefusal('answer is not UTF-8');
  }
}
