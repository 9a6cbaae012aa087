import { type Answer, andThen, answered, failed } from './answer.ts';
import { casLogIn } from './cas.ts';
import type { Door } from './door.ts';
import type { HttpReply } from './http.ts';
import { failureOfStatus, jsonOf } from './reply.ts';
import { createSession } from './session.ts';
import type { SubgraphTools } from './subgraph.ts';
import { openLogInServer, openUpstream, type UpstreamLimits, type UpstreamSettings } from './upstream.ts';

/** Where valinta-tulos-service is, and as whom a registry's folder logs in to it. */
export interface VtsAccess {
  /** The registry, for metrics and logs. */
  readonly name: string;
  readonly registry: UpstreamSettings['registry'];
  readonly url: string;
  readonly casUrl: string;
  readonly username: string;
  readonly password: string;
  readonly limits: UpstreamLimits;
}

/** One user's door to valinta-tulos-service: the admission register and the fee register are both behind it. */
export interface Vts {
  readonly door: Door;
  /** The JSON list of a reply, which is what every read of the service gives. */
  readonly listIn: (reply: HttpReply, observedAt: string) => Answer<readonly unknown[]>;
}

/** Where the service's paths begin. */
export const vtsPath = '/valinta-tulos-service';
/** The service ends a session after 30 to 60 idle minutes; OPH's own clients use one for 15. */
const sessionLifetimeMs = 15 * 60_000;

/** Opens the service with connections, guard and session of its own. */
export function openVts({ name, registry, limits, ...access }: VtsAccess, tools: SubgraphTools): Vts {
  const service = openUpstream({ name, registry, baseUrl: access.url, limits }, tools);
  const now = () => tools.clock.now().getTime();
  const logIn = casLogIn({
    cas: openLogInServer({ name, registry, baseUrl: access.casUrl, limits }, tools),
    service: service.forLogIn,
    username: access.username,
    password: access.password,
    exchangePath: `${vtsPath}/auth/login`,
    cookieName: 'session',
    lifetimeMs: sessionLifetimeMs,
    now,
  });
  const rest = tools.logInRests?.of(access.casUrl, access.username);
  return {
    door: service.door(createSession(logIn, now, rest), ({ status }) => status === 401),
    listIn: (reply, observedAt) => {
      if (reply.status !== 200) return failureOfStatus(reply, tools.clock.now());
      return andThen(jsonOf(reply, observedAt), (json, at) =>
        Array.isArray(json) ? answered(json, at) : failed('INVALID_ANSWER'),
      );
    },
  };
}
