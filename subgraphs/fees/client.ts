import { type Answer, andThen, answered, failed } from '../registry/answer.ts';
import type { Attempt } from '../registry/bisect.ts';
import { casLogIn } from '../registry/cas.ts';
import type { Door } from '../registry/door.ts';
import type { HttpReply } from '../registry/http.ts';
import { failureOfStatus, jsonOf } from '../registry/reply.ts';
import { createSession } from '../registry/session.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import { openLogInServer, openUpstream } from '../registry/upstream.ts';
import { limitsOf, type Settings } from './config.ts';
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
  const door = doorOf(settings, tools);
  const listIn = (reply: HttpReply, observedAt: string): Answer<readonly unknown[]> => {
    if (reply.status !== 200) return failureOfStatus(reply, tools.clock.now());
    return andThen(jsonOf(reply, observedAt), (json, at) =>
      Array.isArray(json) ? answered(json, at) : failed('INVALID_ANSWER'),
    );
  };
  return {
    rowsOf: async ({ optionOid, personOids }, signal) => {
      if (!optionOidPattern.test(optionOid)) return failed('REJECTED_BY_SOURCE');
      const path = `${service}/auth/lukuvuosimaksu/${optionOid}`;
      const { answer } = await door.ask({
        signal,
        about: [optionOid],
        call: (cookie) => ({ method: 'GET', path, headers: { cookie, accept: 'application/json' } }),
        read: (reply, observedAt) =>
          andThen(listIn(reply, observedAt), (rows, at) =>
            answered(readOptionRows(rows, optionOid, personOids), at),
          ),
      });
      return answer;
    },
    resultsOf: (applicationOids, signal) =>
      door.ask({
        signal,
        about: applicationOids,
        call: (cookie) => {
          const headers = { cookie, 'content-type': 'application/json', accept: 'application/json' };
          return { method: 'POST', path: resultsPath, headers, body: JSON.stringify(applicationOids) };
        },
        read: (reply, observedAt) =>
          andThen(listIn(reply, observedAt), (results, at) =>
            answered(readSelectionResults(results, new Set(applicationOids)), at),
          ),
        mayBeOneRecord: ({ status }) => status === 500,
      }),
  };
}

function doorOf(settings: Settings, tools: SubgraphTools): Door {
  const limits = limitsOf(settings);
  const name = 'fees';
  const register = openUpstream({ name, baseUrl: settings.FEES_URL, limits }, tools);
  const now = () => tools.clock.now().getTime();
  const logIn = casLogIn({
    cas: openLogInServer({ name, baseUrl: settings.FEES_CAS_URL, limits }, tools),
    service: register.forLogIn,
    username: settings.FEES_USERNAME,
    password: settings.FEES_PASSWORD,
    exchangePath: `${service}/auth/login`,
    cookieName: 'session',
    lifetimeMs: sessionLifetimeMs,
    now,
  });
  return register.door(createSession(logIn, now), ({ status }) => status === 401);
}
