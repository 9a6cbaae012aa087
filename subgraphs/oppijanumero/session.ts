import { casLogIn } from '../registry/cas.ts';
import type { HttpClient, HttpReply } from '../registry/http.ts';
import type { LogInRests } from '../registry/log-in-rests.ts';
import { oauthLogIn } from '../registry/oauth.ts';
import { createSession, type LogIn, type Session } from '../registry/session.ts';
import type { OnrAccess } from './config.ts';

/** A session with ONR, and how a call shows it. */
export interface OnrSession {
  readonly session: Session;
  readonly headersOf: (secret: string) => Readonly<Record<string, string>>;
}

interface Doors {
  /** ONR itself. */
  readonly service: HttpClient;
  /** Makes a client for another server: the one that logs in. */
  readonly open: (baseUrl: string) => HttpClient;
  readonly now: () => number;
  readonly rests: LogInRests | undefined;
}

/** OPH's own client keeps a service session this long. */
const casSessionMs = 15 * 60 * 1000;

/** A session by the way of logging in that the settings chose. */
export function createOnrSession(access: OnrAccess, doors: Doors): OnrSession {
  if (access.OPPIJANUMERO_AUTH === 'cas') {
    const rest = doors.rests?.of(access.OPPIJANUMERO_CAS_URL, access.OPPIJANUMERO_USERNAME);
    const session = createSession(casLogInOf(access, doors), doors.now, rest);
    return { session, headersOf: (secret) => ({ cookie: secret }) };
  }
  const rest = doors.rests?.of(access.OPPIJANUMERO_TOKEN_URL, access.OPPIJANUMERO_CLIENT_ID);
  const session = createSession(oauthLogInOf(access, doors), doors.now, rest);
  return { session, headersOf: (secret) => ({ authorization: `Bearer ${secret}` }) };
}

/**
 * Whether ONR says "not logged in": 401 to a token, a redirect to CAS without a session. 401 also means "no
 * rights", so it must not be answered by more than one new log-in.
 */
export function isLoggedOut({ status, headers }: HttpReply): boolean {
  const { location } = headers;
  const toLogin = typeof location === 'string' && location.includes('/cas/login');
  return status === 401 || toLogin;
}

type CasAccess = Extract<OnrAccess, { OPPIJANUMERO_AUTH: 'cas' }>;
type OauthAccess = Extract<OnrAccess, { OPPIJANUMERO_AUTH: 'oauth' }>;

function casLogInOf(access: CasAccess, { service, open, now }: Doors): LogIn {
  return casLogIn({
    cas: open(access.OPPIJANUMERO_CAS_URL),
    service,
    username: access.OPPIJANUMERO_USERNAME,
    password: access.OPPIJANUMERO_PASSWORD,
    exchangePath: '/j_spring_cas_security_check',
    cookieName: 'JSESSIONID',
    lifetimeMs: casSessionMs,
    now,
  });
}

function oauthLogInOf(access: OauthAccess, { open, now }: Doors): LogIn {
  const { origin, pathname } = new URL(access.OPPIJANUMERO_TOKEN_URL);
  return oauthLogIn({
    server: open(origin),
    tokenPath: pathname,
    clientId: access.OPPIJANUMERO_CLIENT_ID,
    clientSecret: access.OPPIJANUMERO_CLIENT_SECRET,
    now,
  });
}
