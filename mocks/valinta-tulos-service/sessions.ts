import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { forbidden, Refusal } from './answers.ts';

/** The OPH root organisation: a right given there holds for every organisation. */
export const ROOT_ORGANISATION = '1.2.246.562.10.00000000001';

const LIFE_MS = 60 * 60_000;
const REFRESH_AFTER_MS = 30 * 60_000;

/** A login; the roles are those of the moment of login. */
export interface Session {
  readonly personOid: string;
  readonly roles: ReadonlySet<string>;
}

/** VTS's session table (§1.1). */
export interface Sessions {
  readonly open: (session: Session) => string;
  /** Null when the session is unknown or expired. */
  readonly read: (id: string) => Session | null;
}

/**
 * Creates a session table. A session lives for 60 minutes from its last read, but a read is recorded only when the
 * last recorded one is over 30 minutes old: so the idle time that ends it varies between 30 and 60 minutes.
 */
export function createSessions(now: () => number): Sessions {
  const rows = new Map<string, { readonly session: Session; readAt: number }>();
  return {
    open: (session) => {
      const id = randomUUID();
      rows.set(id, { session, readAt: now() });
      return id;
    },
    read: (id) => {
      const row = rows.get(id.toLowerCase());
      if (!row || now() - row.readAt >= LIFE_MS) return null;
      if (now() - row.readAt > REFRESH_AFTER_MS) row.readAt = now();
      return row.session;
    },
  };
}

/** The id in the session cookie; null without a cookie. Throws what Java's UUID would of anything else. */
export function sessionIdOf(request: FastifyRequest): string | null {
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  const id = cookies.find((cookie) => cookie.startsWith('session='))?.slice('session='.length);
  if (id === undefined) return null;
  if (!/^[0-9a-f]+(-[0-9a-f]+){4}$/i.test(id)) throw new Refusal(400, `Invalid UUID string: ${id}`);
  return id;
}

/** The session of a request; refuses when there is none. A ticket on the call counts for nothing (§1.1, quirk). */
export function authenticate(request: FastifyRequest, sessions: Sessions): Session {
  const id = sessionIdOf(request);
  const session = id === null ? null : sessions.read(id);
  if (!session) throw new Refusal(401, 'Unauthenticated: No session found');
  return session;
}

/** Refuses a session that has none of the rights. */
export function authorize(session: Session, rights: readonly string[]): void {
  if (!rights.some((right) => session.roles.has(right))) throw forbidden();
}

/** Whether a session has one of the rights at an organisation. */
export function hasRightAt(session: Session, rights: readonly string[], organisationOid: string): boolean {
  return rights.some((right) =>
    [ROOT_ORGANISATION, organisationOid].some((organisation) =>
      session.roles.has(`${right}_${organisation}`),
    ),
  );
}
