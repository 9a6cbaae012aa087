import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const ticketGrantingTicketLife = 8 * 60 * 60 * 1000;
const serviceTicketLife = 5 * 1000;

/** A service user that can log in. */
export interface CasAccount {
  readonly username: string;
  readonly password: string;
  readonly personOid: string;
  readonly roles: readonly string[];
}

/** Whom a spent service ticket stood for. */
export interface CasUser {
  readonly username: string;
  readonly personOid: string;
  readonly roles: readonly string[];
}

/** A CAS server: the routes under `/cas`, and the validation that a registry asks it for. */
export interface CasServer {
  readonly routes: (app: FastifyInstance) => void;
  /** Spends a service ticket; null when unknown, used, expired or for another service. */
  readonly validate: (ticket: string, serviceUrl: string) => CasUser | null;
}

interface CasOptions {
  readonly accounts: readonly CasAccount[];
  readonly now: () => number;
  readonly isKnownService: (service: string) => boolean;
}

interface GrantingTicket {
  readonly user: CasUser;
  readonly expiresAt: number;
}

interface ServiceTicket extends GrantingTicket {
  readonly service: string;
}

interface Tickets {
  readonly granting: Map<string, GrantingTicket>;
  readonly service: Map<string, ServiceTicket>;
}

/** A CAS server as OPH's services use it: tickets to get tickets by, tickets for a service (oph.md §0.2). */
export function createCas(options: CasOptions): CasServer {
  const tickets: Tickets = { granting: new Map(), service: new Map() };
  return {
    routes: (app) => {
      app.post('/cas/v1/tickets', (request, reply) => login(request, reply, { options, tickets }));
      app.post<{ Params: { tgt: string } }>('/cas/v1/tickets/:tgt', (request, reply) =>
        grantServiceTicket(request, reply, { options, tickets }),
      );
      app.get('/cas/login', (_request, reply) => reply.type('text/html; charset=utf-8').send(loginPage));
    },
    validate: (ticket, serviceUrl) => {
      const found = tickets.service.get(ticket);
      // Spent by the attempt, not by its success: CAS consumes a ticket that is shown for another service.
      tickets.service.delete(ticket);
      if (found === undefined || found.service !== serviceUrl) return null;
      return found.expiresAt > options.now() ? found.user : null;
    },
  };
}

/** The form in a request's body; null when the content type is not a form's. */
export function readForm(request: FastifyRequest): URLSearchParams | null {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return null;
  return new URLSearchParams(typeof request.body === 'string' ? request.body : '');
}

interface Context {
  readonly options: CasOptions;
  readonly tickets: Tickets;
}

function login(request: FastifyRequest, reply: FastifyReply, { options, tickets }: Context): FastifyReply {
  const form = readForm(request);
  if (form === null) return reply.code(415).send();
  const account = options.accounts.find(
    ({ username, password }) => username === form.get('username') && password === form.get('password'),
  );
  if (account === undefined) {
    return reply.code(401).send({ authentication_exceptions: ['FailedLoginException'] });
  }
  forgetExpired(tickets, options.now());
  const tgt = `TGT-${randomUUID()}`;
  const { username, personOid, roles } = account;
  const expiresAt = options.now() + ticketGrantingTicketLife;
  tickets.granting.set(tgt, { user: { username, personOid, roles }, expiresAt });
  const location = `${request.protocol}://${request.host}/cas/v1/tickets/${tgt}`;
  return reply.code(201).header('location', location).type('text/html').send(createdPage);
}

function grantServiceTicket(
  request: FastifyRequest<{ Params: { tgt: string } }>,
  reply: FastifyReply,
  { options, tickets }: Context,
): FastifyReply {
  const granting = tickets.granting.get(request.params.tgt);
  if (granting === undefined || granting.expiresAt <= options.now()) {
    return reply.code(404).type('text/plain').send('TicketGrantingTicket could not be found');
  }
  const service = readForm(request)?.get('service') ?? null;
  if (service === null) return reply.code(400).send();
  if (!options.isKnownService(service)) return reply.code(403).send();
  forgetExpired(tickets, options.now());
  const ticket = `ST-${randomUUID()}`;
  tickets.service.set(ticket, { user: granting.user, service, expiresAt: options.now() + serviceTicketLife });
  return reply.type('text/plain').send(ticket);
}

function forgetExpired(tickets: Tickets, now: number): void {
  for (const kind of [tickets.granting, tickets.service]) {
    for (const [id, { expiresAt }] of kind) if (expiresAt <= now) kind.delete(id);
  }
}

const createdPage = '<!DOCTYPE html><html><head><title>201 TGT Created</title></head><body></body></html>';

/** Where a client lands that followed a redirect it should not have followed: status 200, and not JSON. */
const loginPage = `<!doctype html>
<html lang="fi"><head><title>Opintopolku - kirjautuminen</title></head>
<body><form method="post"><input name="username"><input name="password" type="password"></form></body></html>
`;
