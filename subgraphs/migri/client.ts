import { type Answer, andThen, answered, failed } from '../registry/answer.ts';
import type { Terms } from '../registry/asker.ts';
import { chunksOf } from '../registry/chunks.ts';
import type { Clock } from '../registry/clock.ts';
import type { Door } from '../registry/door.ts';
import { oauthLogIn } from '../registry/oauth.ts';
import { failureOfStatus, jsonOf } from '../registry/reply.ts';
import { createSession } from '../registry/session.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import { openLogInServer, openUpstream } from '../registry/upstream.ts';
import { limitsOf, type MigriEnvironment } from './config.ts';
import { maxIdentifiersInSearch, searchReplySchema } from './contract.ts';
import { joinedAnswers, type RegisterAnswer, readRegister } from './records.ts';

/** Asks Migri's permit register (mocks/migri/README.md). */
export interface RegisterClient {
  /** The persons that the register holds under these OIDs: up to 5,000 a call, more in several calls. */
  readonly personsOf: (oids: readonly string[], terms: Terms) => Promise<Answer<RegisterAnswer>>;
}

interface Way {
  readonly door: Door;
  readonly clock: Clock;
}

/** A client of the permit register with its own connections and session. */
export function createRegisterClient(environment: MigriEnvironment, tools: SubgraphTools): RegisterClient {
  const way = { door: doorOf(environment, tools), clock: tools.clock };
  return { personsOf: (oids, terms) => searchAll(way, oids, terms) };
}

function doorOf(environment: MigriEnvironment, tools: SubgraphTools): Door {
  const server = { name: 'migri', registry: 'MIGRI', limits: limitsOf(environment) } as const;
  const register = openUpstream({ ...server, baseUrl: environment.MIGRI_URL }, tools);
  const { origin, pathname } = new URL(environment.MIGRI_TOKEN_URL);
  const now = (): number => tools.clock.now().getTime();
  const logIn = oauthLogIn({
    server: openLogInServer({ ...server, baseUrl: origin }, tools),
    tokenPath: pathname,
    clientId: environment.MIGRI_CLIENT_ID,
    clientSecret: environment.MIGRI_CLIENT_SECRET,
    now,
  });
  const rest = tools.logInRests?.of(environment.MIGRI_TOKEN_URL, environment.MIGRI_CLIENT_ID);
  return register.door(createSession(logIn, now, rest), ({ status }) => status === 401);
}

/** All calls must answer: half an answer would make persons without permits of the rest. */
async function searchAll(way: Way, oids: readonly string[], terms: Terms): Promise<Answer<RegisterAnswer>> {
  const chunks = chunksOf([...new Set(oids)], maxIdentifiersInSearch);
  const replies = await Promise.all(chunks.map((chunk) => search(way, chunk, terms)));
  const parts: RegisterAnswer[] = [];
  let observedAt = way.clock.now().toISOString();
  for (const reply of replies) {
    if (!reply.answered) return reply;
    parts.push(reply.value);
    if (reply.observedAt < observedAt) observedAt = reply.observedAt;
  }
  return answered(joinedAnswers(parts), observedAt);
}

async function search(
  { door, clock }: Way,
  personOids: readonly string[],
  terms: Terms,
): Promise<Answer<RegisterAnswer>> {
  const asked = new Set(personOids);
  const { answer } = await door.ask<RegisterAnswer>({
    ...terms,
    about: personOids,
    tells: { operation: 'search', identifier: 'LEARNER_NUMBER', count: personOids.length },
    call: (token) => ({
      method: 'POST',
      path: '/permit-register/v1/persons/search',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json',
      },
      body: JSON.stringify({ personOids }),
    }),
    read: (reply, observedAt) => {
      if (reply.status !== 200) return failureOfStatus(reply, clock.now());
      return andThen(jsonOf(reply, observedAt), (json, at) => {
        const parsed = searchReplySchema.safeParse(json);
        return parsed.success
          ? answered(readRegister(parsed.data.persons, asked), at)
          : failed('INVALID_ANSWER');
      });
    },
    flawIn: ({ hasStranger }) => (hasStranger ? 'ANSWERED_ABOUT_OTHERS' : null),
  });
  return answer;
}
