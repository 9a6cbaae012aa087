import { type Answer, andThen, answered, failed } from '../registry/answer.ts';
import type { Attempt } from '../registry/bisect.ts';
import { casLogIn } from '../registry/cas.ts';
import { createHttpClient, type HttpClient, type HttpReply } from '../registry/http.ts';
import { failureOfStatus, jsonOf } from '../registry/reply.ts';
import { createSession, type Session } from '../registry/session.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import { type Applicants, readApplicants } from './applicants.ts';
import type { Settings } from './config.ts';

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
  const register = httpClientOf(settings.OPINTOPOLKU_URL, settings, tools);
  const session = sessionOf(register, settings, tools);
  return {
    ask: async (personOids, signal) => {
      const reply = await session.use({
        signal,
        send: (cookie) => post(register, { cookie, body: JSON.stringify([...personOids]), signal }),
        isLoggedOut: ({ status }) => status === 401,
      });
      return attemptOf(reply, personOids, tools.clock.now());
    },
  };
}

function httpClientOf(
  baseUrl: string,
  settings: Settings,
  { clock, callerId, onClose }: SubgraphTools,
): HttpClient {
  const client = createHttpClient({
    baseUrl,
    timeoutMs: settings.OPINTOPOLKU_TIMEOUT_MS,
    maxAnswerBytes: settings.OPINTOPOLKU_MAX_ANSWER_MIB * 1024 * 1024,
    connections: settings.OPINTOPOLKU_CONNECTIONS,
    callerId,
    clock,
  });
  onClose(client.close);
  return client;
}

function sessionOf(register: HttpClient, settings: Settings, tools: SubgraphTools): Session {
  const now = () => tools.clock.now().getTime();
  const logIn = casLogIn({
    cas: httpClientOf(settings.OPINTOPOLKU_CAS_URL, settings, tools),
    service: register,
    username: settings.OPINTOPOLKU_USERNAME,
    password: settings.OPINTOPOLKU_PASSWORD,
    exchangePath: `${service}/auth/login`,
    cookieName: 'session',
    lifetimeMs: sessionLifetimeMs,
    now,
  });
  return createSession(logIn, now);
}

function post(
  register: HttpClient,
  call: { readonly cookie: string; readonly body: string; readonly signal: AbortSignal },
): Promise<Answer<HttpReply>> {
  const { cookie, body, signal } = call;
  const headers = { cookie, 'content-type': 'application/json', accept: 'application/json' };
  return register.call({ method: 'POST', path, headers, body, signal });
}

function attemptOf(reply: Answer<HttpReply>, asked: ReadonlySet<string>, now: Date): Attempt<Applicants> {
  if (!reply.answered) return { answer: reply, worthSplitting: false };
  const { status } = reply.value;
  // Only 500 is the register's own "this batch cannot be assembled"; 502 to 504 come from what stands before it.
  if (status !== 200) return { answer: failureOfStatus(reply.value, now), worthSplitting: status === 500 };
  const answer = andThen(jsonOf(reply.value, reply.observedAt), (json, observedAt) =>
    Array.isArray(json) ? answered(readApplicants(json, asked), observedAt) : failed('INVALID_ANSWER'),
  );
  return { answer, worthSplitting: false };
}
