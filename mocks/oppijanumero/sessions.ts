import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CasServer } from '../cas.ts';
import { basePath, originOf, securityCheckPath } from './paths.ts';

// The contract does not say; 30 idle minutes is the servlet container's default.
const idleLife = 30 * 60 * 1000;

/** The CAS sessions that ONR keeps. */
export interface Sessions {
  /** Spends a ticket and sets the cookie; null when the ticket was refused. */
  readonly open: (ticket: string, request: FastifyRequest, reply: FastifyReply) => readonly string[] | null;
  /** The roles of the caller's session; null when there is none, or it has idled away. */
  readonly rolesOf: (request: FastifyRequest) => readonly string[] | null;
}

interface Session {
  readonly roles: readonly string[];
  usedAt: number;
}

/** Sessions under the cookie `JSESSIONID`, opened by a service ticket (oph.md §0.2, §4.2). */
export function createSessions(cas: CasServer, now: () => number): Sessions {
  const sessions = new Map<string, Session>();
  const isOver = ({ usedAt }: Session): boolean => usedAt + idleLife <= now();
  return {
    open: (ticket, request, reply) => {
      for (const [id, session] of sessions) if (isOver(session)) sessions.delete(id);
      const user = cas.validate(ticket, `${originOf(request)}${securityCheckPath}`);
      const id = randomUUID();
      if (user !== null) sessions.set(id, { roles: user.roles, usedAt: now() });
      // A cookie comes also when the ticket was refused; that the session is nobody's shows at the next call.
      reply.header('set-cookie', `JSESSIONID=${id}; Path=${basePath}; HttpOnly`);
      return user?.roles ?? null;
    },
    rolesOf: (request) => {
      const session = sessions.get(sessionIdOf(request) ?? '');
      if (session === undefined || isOver(session)) return null;
      session.usedAt = now();
      return session.roles;
    },
  };
}

/** A ticket comes in a header or in the query; the query's is ignored on POST. */
export function ticketOf(request: FastifyRequest): string | null {
  const header = request.headers.cassecurityticket;
  if (typeof header === 'string') return header;
  if (request.method === 'POST') return null;
  return new URL(request.url, originOf(request)).searchParams.get('ticket');
}

function sessionIdOf(request: FastifyRequest): string | null {
  return /(?:^|;\s*)JSESSIONID=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? null;
}
