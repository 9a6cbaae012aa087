import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CasServer } from '../cas.ts';
import type { TokenServer } from '../oauth.ts';
import { casAccounts, hasAnyRight, type Right } from './accounts.ts';
import { sendServletError } from './errors.ts';
import { basePath, originOf, securityCheckPath } from './paths.ts';
import { createSessions, ticketOf } from './sessions.ts';

/** Who may call ONR, and what. */
export interface Access {
  readonly routes: (app: FastifyInstance) => void;
  /** Answers a caller that is not logged in: 302 to CAS, or 401 to a bad token. */
  readonly requireLogin: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;
  /** Whether the logged-in caller has any of the rights; if not, answers 401 (never 403). */
  readonly allows: (request: FastifyRequest, reply: FastifyReply, rights: readonly Right[]) => boolean;
}

interface AccessOptions {
  readonly cas: CasServer;
  readonly tokens: TokenServer;
  readonly now: () => number;
}

/** ONR's two ways in: a CAS session, or a bearer token that bypasses CAS (oph.md §0.1, §4.2). */
export function createAccess({ cas, tokens, now }: AccessOptions): Access {
  const sessions = createSessions(cas, now);
  const callers = new WeakMap<FastifyRequest, readonly string[]>();
  return {
    routes: (app) => {
      app.get(securityCheckPath, (request, reply) => {
        sessions.open(ticketOf(request) ?? '', request, reply);
        return reply.redirect(`${originOf(request)}${basePath}/`);
      });
    },
    requireLogin: async (request, reply) => {
      const bearer = bearerOf(request);
      if (bearer !== null) {
        const holder = tokens.verify(bearer);
        if (holder === null) return refuseToken(reply);
        callers.set(request, rolesOfClient(holder.clientId));
        return undefined;
      }
      const ticket = ticketOf(request);
      const opened = () => (ticket === null ? null : sessions.open(ticket, request, reply));
      const roles = sessions.rolesOf(request) ?? opened();
      if (roles === null) return redirectToCas(request, reply);
      callers.set(request, roles);
      return undefined;
    },
    allows: (request, reply, rights) => {
      const allowed = hasAnyRight(callers.get(request) ?? [], rights);
      if (!allowed) sendServletError(request, reply, 401);
      return allowed;
    },
  };
}

function redirectToCas(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const service = encodeURIComponent(`${originOf(request)}${securityCheckPath}`);
  return reply.redirect(`${originOf(request)}/cas/login?service=${service}`);
}

function refuseToken(reply: FastifyReply): FastifyReply {
  const challenge = 'Bearer error="invalid_token", error_description="Jwt is not valid"';
  return reply.code(401).header('www-authenticate', challenge).send();
}

/** A client of the OAuth2 server has the rights of the CAS user of the same name. */
function rolesOfClient(clientId: string): readonly string[] {
  return casAccounts.find(({ username }) => username === clientId)?.roles ?? [];
}

function bearerOf(request: FastifyRequest): string | null {
  return /^Bearer\s+(.*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}
