import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Kirjautuminen } from '../../subgraphs/opintopolku/contract.ts';
import type { CasServer } from '../cas.ts';
import { answerJson, Refusal } from './answers.ts';
import { type Session, type Sessions, sessionIdOf } from './sessions.ts';

/** Where a CAS ticket is exchanged for a session; also the end of the service string a ticket must be for. */
export const LOGIN_PATH = '/valinta-tulos-service/auth/login';

/** Adds the login route (§1.1). */
export function loginRoutes(app: FastifyInstance, cas: CasServer, sessions: Sessions): void {
  app.get<{ Querystring: { ticket?: string } }>('/auth/login', (request, reply) => {
    const id = existingId(request);
    const existing = id === null ? null : sessions.read(id);
    if (id !== null && existing) return welcome(reply, id, existing);
    const base = `http://${request.host}`;
    const service = `${base}${LOGIN_PATH}`;
    const ticket = request.query.ticket ?? request.headers.ticket;
    if (typeof ticket !== 'string') {
      return reply.redirect(`${base}/cas/login?service=${encodeURIComponent(service)}`, 302);
    }
    const session = exchange(cas.validate(ticket, service));
    if (!session)
      throw new Refusal(401, `Authentication failed: Failed to validate service ticket ${ticket}`);
    return welcome(reply, sessions.open(session), session);
  });
}

/** The login servlet words a bad cookie its own way. */
function existingId(request: FastifyRequest): string | null {
  try {
    return sessionIdOf(request);
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.status, `Bad request: ${error.message}`);
    throw error;
  }
}

/** VTS stores roles without CAS's prefix. */
function exchange(principal: ReturnType<CasServer['validate']>): Session | null {
  if (!principal) return null;
  const roles = new Set(principal.roles.map((role) => role.replace(/^ROLE_/, '')));
  return { personOid: principal.personOid, roles };
}

function welcome(reply: FastifyReply, id: string, session: Session): FastifyReply {
  reply.header('set-cookie', `session=${id}; Path=/valinta-tulos-service; HttpOnly`);
  return answerJson(reply, 200, { personOid: session.personOid } satisfies Kirjautuminen);
}
