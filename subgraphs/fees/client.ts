import { type Answer, andThen, answered, failed } from '../registry/answer.ts';
import type { Terms } from '../registry/asker.ts';
import type { Attempt } from '../registry/bisect.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import { openVts, vtsPath } from '../registry/valinta-tulos-service.ts';
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
  readonly rowsOf: (question: OptionQuestion, terms: Terms) => Promise<Answer<OptionRows>>;
  /** Asks about all the applications in one call; one that the register cannot assemble fails it for all. */
  readonly resultsOf: (
    applicationOids: readonly string[],
    terms: Terms,
  ) => Promise<Attempt<SelectionResults>>;
}

const resultsPath = `${vtsPath}/auth/valinnan-tulos/hakemus/`;
/** What may stand in a path: it comes from another registry's answer. */
const optionOidPattern = /^1\.2\.246\.562\.20\.\d{1,30}$/;

/** A client of the fee register, with its session and its connections. */
export function createFeeRegister(settings: Settings, tools: SubgraphTools): FeeRegister {
  const { door, listIn } = openVts(
    {
      name: 'fees',
      registry: 'TUITION_FEE_REGISTER',
      url: settings.FEES_URL,
      casUrl: settings.FEES_CAS_URL,
      username: settings.FEES_USERNAME,
      password: settings.FEES_PASSWORD,
      limits: limitsOf(settings),
    },
    tools,
  );
  return {
    rowsOf: async ({ optionOid, personOids }, terms) => {
      if (!optionOidPattern.test(optionOid)) return failed('REJECTED_BY_SOURCE');
      const path = `${vtsPath}/auth/lukuvuosimaksu/${optionOid}`;
      const { answer } = await door.ask({
        ...terms,
        about: [optionOid],
        tells: { operation: 'lukuvuosimaksu', identifier: 'APPLICATION_OPTION', count: 1 },
        call: (cookie) => ({ method: 'GET', path, headers: { cookie, accept: 'application/json' } }),
        read: (reply, observedAt) =>
          andThen(listIn(reply, observedAt), (rows, at) =>
            answered(readOptionRows(rows, optionOid, personOids), at),
          ),
      });
      return answer;
    },
    resultsOf: (applicationOids, terms) =>
      door.ask<SelectionResults>({
        ...terms,
        about: applicationOids,
        tells: {
          operation: 'valinnan-tulos',
          identifier: 'APPLICATION',
          count: applicationOids.length,
          registry: 'OPINTOPOLKU',
        },
        call: (cookie) => {
          const headers = { cookie, 'content-type': 'application/json', accept: 'application/json' };
          return { method: 'POST', path: resultsPath, headers, body: JSON.stringify(applicationOids) };
        },
        read: (reply, observedAt) =>
          andThen(listIn(reply, observedAt), (results, at) =>
            answered(readSelectionResults(results, new Set(applicationOids)), at),
          ),
        flawIn: ({ hasStranger }) => (hasStranger ? 'ANSWERED_ABOUT_OTHERS' : null),
        mayBeOneRecord: ({ status }) => status === 500,
      }),
  };
}
