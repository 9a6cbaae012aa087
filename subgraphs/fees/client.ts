import { type Answer, andThen, answered, failed } from '../registry/answer.ts';
import type { Attempt } from '../registry/bisect.ts';
import { casLogIn } from '../registry/cas.ts';
import { createHttpClient, type HttpCall, type HttpClient, type HttpReply } from '../registry/http.ts';
import { failureOfStatus, jsonOf } from '../registry/reply.ts';
import { createSession, type Session } from '../registry/session.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import type { Settings } from './config.ts';
import { type OptionRows, readOptionRows } from './fee-rows.ts';
import { readSelectionResults, type SelectionResults } from './selection-results.ts';

/** What is asked of the tuition-fee register. */
interface OptionQuestion {
  readonly optionOid: string;
  /** Rows of all others are dropped when the answer is read. */
  readonly personOids: ReadonlySet<string>;
}

/** The tuition-fee register and the selection results by application: one service, one session. */
export interface FeeRegister {
  readonly rowsOf: (question: OptionQuestion, signal: AbortSignal) => Promise<Answer<OptionRows>>;
  /** Asks about all the applications in one call; one that the register cannot assemble fails it for all. */
  readonly resultsOf: (
    applicationOids: readonly string[],
    signal: AbortSignal,
  ) => Promise<Attempt<SelectionResults>>;
}

const service = '/valinta-tulos-service';
const resultsPath = `${service}/auth/valinnan-tulos/hakemus/`;
/** What may stand in a path: it comes from another registry's answer. */
const optionOidPattern = /^1\.2\.246\.562\.20\.\d{1,30}$/;
/** The register ends a session after 30 to 60 idle minutes; OPH's own clients use one for 15. */
const sessionLifetimeMs = 15 * 60_000;

/** A client of the fee register, with its session and its connections. */
export function createFeeRegister(settings: Settings, tools: SubgraphTools): FeeRegister {
  const register = httpClientOf(settings.FEES_URL, settings, tools);
  const session = sessionOf(register, settings, tools);
  const call = (request: HttpCall) =>
    session.use({
      signal: request.signal,
      send: (cookie) => register.call({ ...request, headers: { ...request.headers, cookie } }),
      isLoggedOut: ({ status }) => status === 401,
    });
  return {
    rowsOf: async ({ optionOid, personOids }, signal) => {
      if (!optionOidPattern.test(optionOid)) return failed('REJECTED_BY_SOURCE');
      // The options of a request wait in line for a connection: no log-in and no call once nobody waits.
      if (signal.aborted) return failed('TIMEOUT');
      const path = `${service}/auth/lukuvuosimaksu/${optionOid}`;
      const reply = await call({ method: 'GET', path, headers: { accept: 'application/json' }, signal });
      return andThen(listOf(reply, tools.clock.now()), (rows, observedAt) =>
        answered(readOptionRows(rows, optionOid, personOids), observedAt),
      );
    },
    resultsOf: async (applicationOids, signal) => {
      const headers = { 'content-type': 'application/json', accept: 'application/json' };
      const body = JSON.stringify(applicationOids);
      const reply = await call({ method: 'POST', path: resultsPath, headers, body, signal });
      const answer = andThen(listOf(reply, tools.clock.now()), (results, observedAt) =>
        answered(readSelectionResults(results, new Set(applicationOids)), observedAt),
      );
      return { answer, worthSplitting: reply.answered && reply.value.status === 500 };
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
    timeoutMs: settings.FEES_TIMEOUT_MS,
    maxAnswerBytes: settings.FEES_MAX_ANSWER_MIB * 1024 * 1024,
    connections: settings.FEES_CONNECTIONS,
    callerId,
    clock,
  });
  onClose(client.close);
  return client;
}

function sessionOf(register: HttpClient, settings: Settings, tools: SubgraphTools): Session {
  const now = () => tools.clock.now().getTime();
  const logIn = casLogIn({
    cas: httpClientOf(settings.FEES_CAS_URL, settings, tools),
    service: register,
    username: settings.FEES_USERNAME,
    password: settings.FEES_PASSWORD,
    exchangePath: `${service}/auth/login`,
    cookieName: 'session',
    lifetimeMs: sessionLifetimeMs,
    now,
  });
  return createSession(logIn, now);
}

function listOf(reply: Answer<HttpReply>, now: Date): Answer<readonly unknown[]> {
  return andThen(reply, (value, observedAt) => {
    if (value.status !== 200) return failureOfStatus(value, now);
    return andThen(jsonOf(value, observedAt), (json, at) =>
      Array.isArray(json) ? answered(json, at) : failed('INVALID_ANSWER'),
    );
  });
}
