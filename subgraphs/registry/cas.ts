import { type Answer, answered, failed } from './answer.ts';
import type { HttpClient, HttpReply } from './http.ts';
import { failureOfStatus } from './reply.ts';
import type { Credential, LogIn } from './session.ts';

/** A log-in by OPH's CAS: ticket-granting ticket → service ticket → the service's own session cookie. */
export interface CasSettings {
  /** Client of the CAS server; its base URL ends in `/cas`. */
  readonly cas: HttpClient;
  /** Client of the service that exchanges the ticket. */
  readonly service: HttpClient;
  readonly username: string;
  readonly password: string;
  /** Path on the service that exchanges the ticket; with the service's base URL it is the exact service string. */
  readonly exchangePath: string;
  readonly cookieName: string;
  /** How long the cookie is used before a new log-in, in milliseconds. */
  readonly lifetimeMs: number;
  readonly now: () => number;
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

/**
 * Logs in by CAS. The ticket-granting ticket is fetched anew each time: log-ins are rare, and it is one secret less to
 * keep. A service that refuses a ticket which CAS has just given is tried with one more: it waits a second for CAS to
 * validate a ticket, and says of one that took longer what it says of a false one.
 */
export function casLogIn(settings: CasSettings): LogIn {
  return async (signal) => {
    const granting = await grantingTicket(settings, signal);
    if (!granting.answered) return granting;
    const first = await enter(settings, granting.value, signal);
    return first === 'TICKET_REFUSED' ? refusedTwice(await enter(settings, granting.value, signal)) : first;
  };
}

/** A new ticket, exchanged. */
async function enter(
  settings: CasSettings,
  granting: string,
  signal: AbortSignal,
): Promise<Answer<Credential> | 'TICKET_REFUSED'> {
  const ticket = await serviceTicket(settings, granting, signal);
  return ticket.answered ? exchange(settings, ticket.value, signal) : ticket;
}

function refusedTwice(second: Answer<Credential> | 'TICKET_REFUSED'): Answer<Credential> {
  return second === 'TICKET_REFUSED' ? failed('AUTHENTICATION_FAILED') : second;
}

async function grantingTicket(settings: CasSettings, signal: AbortSignal): Promise<Answer<string>> {
  const { cas, username, password, now } = settings;
  const body = new URLSearchParams({ username, password }).toString();
  const reply = await cas.call({ method: 'POST', path: '/v1/tickets', headers: form, body, signal });
  if (!reply.answered) return reply;
  if (reply.value.status !== 201) return failureOfStatus(reply.value, new Date(now()));
  const location = reply.value.headers.location;
  const ticket = typeof location === 'string' ? /\/(TGT-[\w.-]+)$/.exec(location)?.[1] : undefined;
  return ticket === undefined ? failed('INVALID_ANSWER') : answered(ticket, reply.observedAt);
}

async function serviceTicket(
  settings: CasSettings,
  granting: string,
  signal: AbortSignal,
): Promise<Answer<string>> {
  const body = new URLSearchParams({ service: serviceOf(settings) }).toString();
  const path = `/v1/tickets/${encodeURIComponent(granting)}`;
  const reply = await settings.cas.call({ method: 'POST', path, headers: form, body, signal });
  if (!reply.answered) return reply;
  if (reply.value.status !== 200) return failureOfStatus(reply.value, new Date(settings.now()));
  const ticket = reply.value.text.trim();
  return /^ST-[\w.-]+$/.test(ticket) ? answered(ticket, reply.observedAt) : failed('INVALID_ANSWER');
}

async function exchange(
  settings: CasSettings,
  ticket: string,
  signal: AbortSignal,
): Promise<Answer<Credential> | 'TICKET_REFUSED'> {
  const path = `${settings.exchangePath}?ticket=${encodeURIComponent(ticket)}`;
  const reply = await settings.service.call({ method: 'GET', path, signal });
  if (!reply.answered) return reply;
  const cookie = cookieOf(reply.value, settings.cookieName);
  if (cookie === null) return withoutCookie(reply.value, settings);
  const secret = `${settings.cookieName}=${cookie}`;
  return answered({ secret, renewAt: settings.now() + settings.lifetimeMs }, reply.observedAt);
}

/** A service that hands out no cookie refused the ticket, unless it failed altogether. */
function withoutCookie(reply: HttpReply, { now }: CasSettings): Answer<never> | 'TICKET_REFUSED' {
  const { status } = reply;
  return status >= 500 || status === 429 ? failureOfStatus(reply, new Date(now())) : 'TICKET_REFUSED';
}

/** CAS validates a ticket only against exactly this text. */
function serviceOf({ service, exchangePath }: CasSettings): string {
  return `${service.baseUrl}${exchangePath}`;
}

/** A cookie without a value is how a service takes one away. */
function cookieOf(reply: HttpReply, name: string): string | null {
  const header = reply.headers['set-cookie'];
  const cookies = header === undefined ? [] : [header].flat();
  for (const cookie of cookies) {
    const [pair = ''] = cookie.split(';');
    const split = pair.indexOf('=');
    if (pair.slice(0, split).trim() === name) return pair.slice(split + 1).trim() || null;
  }
  return null;
}
