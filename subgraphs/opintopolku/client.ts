import { andThen, answered, failed } from '../registry/answer.ts';
import type { Attempt } from '../registry/bisect.ts';
import { casLogIn } from '../registry/cas.ts';
import type { Door } from '../registry/door.ts';
import { failureOfStatus, jsonOf } from '../registry/reply.ts';
import { createSession } from '../registry/session.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import { openLogInServer, openUpstream } from '../registry/upstream.ts';
import { type Applicants, readApplicants } from './applicants.ts';
import { limitsOf, type Settings } from './config.ts';

/** The admission register's interface for Migri. */
export interface AdmissionRegister {
  /** Asks for the accepted places of all the persons in one call; one bad person fails it for all. */
  readonly ask: (personOids: ReadonlySet<string>, signal: AbortSignal) => Promise<Attempt<Applicants>>;
}

const service = '/valinta-tulos-service';
const path = `${service}/cas/migri/hakemukset/henkilo-oidit`;
/** The register ends a session after 30 to 60 idle minutes; OPH's own clients use one for 15. */
const sessionLifetimeMs = 15 * 60_000;

/** A client of the admission register, with its session and its connections. */
export function createAdmissionRegister(settings: Settings, tools: SubgraphTools): AdmissionRegister {
  const door = doorOf(settings, tools);
  return {
    ask: (personOids, signal) =>
      door.ask({
        signal,
        about: [...personOids],
        call: (cookie) => {
          const headers = { cookie, 'content-type': 'application/json', accept: 'application/json' };
          return { method: 'POST', path, headers, body: JSON.stringify([...personOids]) };
        },
        read: (reply, observedAt) => {
          if (reply.status !== 200) return failureOfStatus(reply, tools.clock.now());
          return andThen(jsonOf(reply, observedAt), (json, at) =>
            Array.isArray(json) ? answered(readApplicants(json, personOids), at) : failed('INVALID_ANSWER'),
          );
        },
        // Only 500 is the register's own "this batch cannot be assembled"; 502 to 504 come from what stands before it.
        mayBeOneRecord: ({ status }) => status === 500,
      }),
  };
}

function doorOf(settings: Settings, tools: SubgraphTools): Door {
  const limits = limitsOf(settings);
  const name = 'opintopolku';
  const register = openUpstream({ name, baseUrl: settings.OPINTOPOLKU_URL, limits }, tools);
  const now = () => tools.clock.now().getTime();
  const logIn = casLogIn({
    cas: openLogInServer({ name, baseUrl: settings.OPINTOPOLKU_CAS_URL, limits }, tools),
    service: register.forLogIn,
    username: settings.OPINTOPOLKU_USERNAME,
    password: settings.OPINTOPOLKU_PASSWORD,
    exchangePath: `${service}/auth/login`,
    cookieName: 'session',
    lifetimeMs: sessionLifetimeMs,
    now,
  });
  return register.door(createSession(logIn, now), ({ status }) => status === 401);
}
