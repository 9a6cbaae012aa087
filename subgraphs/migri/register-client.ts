import { type Answer, andThen, answered, failed } from '../registry/answer.ts';
import { chunksOf } from '../registry/chunks.ts';
import type { Clock } from '../registry/clock.ts';
import { createHttpClient, type HttpClient } from '../registry/http.ts';
import { oauthLogIn } from '../registry/oauth.ts';
import { failureOfStatus, jsonOf } from '../registry/reply.ts';
import { createSession, type Session } from '../registry/session.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import type { MigriEnvironment } from './config.ts';
import { maxIdentifiersInSearch, searchReplySchema } from './contract.ts';
import { type RegisterAnswer, readRegister } from './register-records.ts';

/** Asks Migri's permit register (mocks/migri/README.md). */
export interface RegisterClient {
  /** The persons that the register holds under these OIDs: up to 5,000 a call, more in several calls. */
  readonly personsOf: (oids: readonly string[], signal: AbortSignal) => Promise<Answer<RegisterAnswer>>;
}

interface Door {
  readonly service: HttpClient;
  readonly session: Session;
  readonly clock: Clock;
}

/** A client of the permit register with its own connections and session. */
export function createRegisterClient(environment: MigriEnvironment, tools: SubgraphTools): RegisterClient {
  const { clock } = tools;
  const service = openClient(environment.MIGRI_URL, environment, tools);
  const { origin, pathname } = new URL(environment.MIGRI_TOKEN_URL);
  const now = (): number => clock.now().getTime();
  const logIn = oauthLogIn({
    server: openClient(origin, environment, tools),
    tokenPath: pathname,
    clientId: environment.MIGRI_CLIENT_ID,
    clientSecret: environment.MIGRI_CLIENT_SECRET,
    now,
  });
  const door: Door = { service, session: createSession(logIn, now), clock };
  return { personsOf: (oids, signal) => searchAll(door, oids, signal) };
}

function openClient(baseUrl: string, environment: MigriEnvironment, tools: SubgraphTools): HttpClient {
  const client = createHttpClient({
    baseUrl,
    timeoutMs: environment.MIGRI_TIMEOUT_MS,
    maxAnswerBytes: environment.MIGRI_MAX_ANSWER_MIB * 1024 * 1024,
    connections: environment.MIGRI_CONNECTIONS,
    callerId: tools.callerId,
    clock: tools.clock,
  });
  tools.onClose(client.close);
  return client;
}

/** All calls must answer: half an answer would make persons without permits of the rest. */
async function searchAll(
  door: Door,
  oids: readonly string[],
  signal: AbortSignal,
): Promise<Answer<RegisterAnswer>> {
  const chunks = chunksOf([...new Set(oids)], maxIdentifiersInSearch);
  const replies = await Promise.all(chunks.map((chunk) => search(door, chunk, signal)));
  const persons: unknown[] = [];
  let observedAt = door.clock.now().toISOString();
  for (const reply of replies) {
    if (!reply.answered) return reply;
    persons.push(...reply.value);
    if (reply.observedAt < observedAt) observedAt = reply.observedAt;
  }
  return answered(readRegister(persons), observedAt);
}

async function search(
  door: Door,
  personOids: readonly string[],
  signal: AbortSignal,
): Promise<Answer<readonly unknown[]>> {
  const body = JSON.stringify({ personOids });
  const reply = await door.session.use({
    signal,
    send: (token) => {
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json',
      };
      return door.service.call({
        method: 'POST',
        path: '/permit-register/v1/persons/search',
        headers,
        body,
        signal,
      });
    },
    isLoggedOut: ({ status }) => status === 401,
  });
  if (!reply.answered) return reply;
  if (reply.value.status !== 200) return failureOfStatus(reply.value, door.clock.now());
  return andThen(jsonOf(reply.value, reply.observedAt), (json, observedAt) => {
    const parsed = searchReplySchema.safeParse(json);
    return parsed.success ? answered(parsed.data.persons, observedAt) : failed('INVALID_ANSWER');
  });
}
