import { andThen, answered } from '../registry/answer.ts';
import type { Terms } from '../registry/asker.ts';
import type { Attempt } from '../registry/bisect.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import { openVts, vtsPath } from '../registry/valinta-tulos-service.ts';
import { type Applicants, readApplicants } from './applicants.ts';
import { limitsOf, type Settings } from './config.ts';

/** The admission register's interface for Migri. */
export interface AdmissionRegister {
  /** Asks for the accepted places of all the persons in one call; one bad person fails it for all. */
  readonly ask: (personOids: ReadonlySet<string>, terms: Terms) => Promise<Attempt<Applicants>>;
}

const path = `${vtsPath}/cas/migri/hakemukset/henkilo-oidit`;

/** A client of the admission register, with its session and its connections. */
export function createAdmissionRegister(settings: Settings, tools: SubgraphTools): AdmissionRegister {
  const { door, listIn } = openVts(
    {
      name: 'opintopolku',
      registry: 'OPINTOPOLKU',
      url: settings.OPINTOPOLKU_URL,
      casUrl: settings.OPINTOPOLKU_CAS_URL,
      username: settings.OPINTOPOLKU_USERNAME,
      password: settings.OPINTOPOLKU_PASSWORD,
      limits: limitsOf(settings),
    },
    tools,
  );
  return {
    ask: (personOids, terms) =>
      door.ask<Applicants>({
        ...terms,
        about: [...personOids],
        tells: { operation: 'migri/henkilo-oidit', identifier: 'LEARNER_NUMBER', count: personOids.size },
        call: (cookie) => {
          const headers = { cookie, 'content-type': 'application/json', accept: 'application/json' };
          return { method: 'POST', path, headers, body: JSON.stringify([...personOids]) };
        },
        read: (reply, observedAt) =>
          andThen(listIn(reply, observedAt), (list, at) => answered(readApplicants(list, personOids), at)),
        flawIn: ({ hasStranger }) => (hasStranger ? 'ANSWERED_ABOUT_OTHERS' : null),
        // Only 500 is the register's own "this batch cannot be assembled"; 502 to 504 come from what stands before it.
        mayBeOneRecord: ({ status }) => status === 500,
      }),
  };
}
