import type { z } from 'zod';
import { type Answer, andThen, answered, failed } from '../registry/answer.ts';
import { chunksOf } from '../registry/chunks.ts';
import type { Clock } from '../registry/clock.ts';
import { createHttpClient, type HttpClient } from '../registry/http.ts';
import { failureOfStatus, jsonOf } from '../registry/reply.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import { type CodeHolders, readCodeHolders } from './code-holders.ts';
import { accessOf, type OnrEnvironment } from './config.ts';
import { masterRecordsSchema, maxPersonsInCall, recordListSchema } from './contract.ts';
import { type LinkedRecords, readLinks } from './linked-records.ts';
import { type MasterRecord, readMasters } from './master-records.ts';
import { createOnrSession, isLoggedOut, type OnrSession } from './session.ts';

/** Asks ONR, in bodies only and reading only: up to 5,000 persons a call, more in several calls. */
export interface OnrClient {
  /** The master record of each OID asked; unknown OIDs are left out. */
  readonly mastersOf: Ask<ReadonlyMap<string, MasterRecord>>;
  /** The merged records of the persons asked. */
  readonly linksOf: Ask<LinkedRecords>;
  /** Whose current personal identity codes these are; earlier codes are not found. */
  readonly personsByCode: Ask<CodeHolders>;
}

type Ask<T> = (identifiers: readonly string[], signal: AbortSignal) => Promise<Answer<T>>;

interface Door extends OnrSession {
  readonly service: HttpClient;
  readonly clock: Clock;
}

interface Question<S extends z.ZodType> {
  readonly path: string;
  readonly body: (identifiers: readonly string[]) => unknown;
  readonly reply: S;
}

/** A client of ONR with its own connections and session. */
export function createOnrClient(environment: OnrEnvironment, tools: SubgraphTools): OnrClient {
  const open = (baseUrl: string): HttpClient => openClient(baseUrl, environment, tools);
  const service = open(environment.OPPIJANUMERO_URL);
  const now = (): number => tools.clock.now().getTime();
  const session = createOnrSession(accessOf(environment), { service, open, now });
  const door: Door = { ...session, service, clock: tools.clock };
  return {
    mastersOf: async (oids, signal) => {
      const replies = await askAll(door, masters, { identifiers: oids, signal });
      return andThen(replies, (values, observedAt) => answered(readMasters(values), observedAt));
    },
    linksOf: async (oids, signal) => {
      const replies = await askAll(door, links, { identifiers: oids, signal });
      return andThen(replies, (values, observedAt) => {
        const linked = readLinks(values.flat());
        return linked === null ? failed('INVALID_ANSWER') : answered(linked, observedAt);
      });
    },
    personsByCode: async (codes, signal) => {
      const replies = await askAll(door, holders, { identifiers: codes, signal });
      return andThen(replies, (values, observedAt) => answered(readCodeHolders(values.flat()), observedAt));
    },
  };
}

const asIs = (identifiers: readonly string[]): unknown => identifiers;
const masters = { path: '/henkilo/masterHenkilosByOidList', body: asIs, reply: masterRecordsSchema };
const holders = { path: '/henkilo/henkiloPerustietosByHenkiloHetuList', body: asIs, reply: recordListSchema };
const links = {
  path: '/s2s/duplicateHenkilos',
  // Without the list the registry would answer with every link that it has.
  body: (henkiloOids: readonly string[]): unknown => ({ henkiloOids }),
  reply: recordListSchema,
};

function openClient(baseUrl: string, environment: OnrEnvironment, tools: SubgraphTools): HttpClient {
  const client = createHttpClient({
    baseUrl,
    timeoutMs: environment.OPPIJANUMERO_TIMEOUT_MS,
    maxAnswerBytes: environment.OPPIJANUMERO_MAX_ANSWER_MIB * 1024 * 1024,
    connections: environment.OPPIJANUMERO_CONNECTIONS,
    callerId: tools.callerId,
    clock: tools.clock,
  });
  tools.onClose(client.close);
  return client;
}

interface Asked {
  readonly identifiers: readonly string[];
  readonly signal: AbortSignal;
}

/** Asks in calls of 5,000. All must answer: half an answer would make unknown persons of the rest. */
async function askAll<S extends z.ZodType>(
  door: Door,
  question: Question<S>,
  { identifiers, signal }: Asked,
): Promise<Answer<readonly z.infer<S>[]>> {
  const chunks = chunksOf([...new Set(identifiers)], maxPersonsInCall);
  const replies = await Promise.all(
    chunks.map((chunk) => ask(door, question, { identifiers: chunk, signal })),
  );
  const values: z.infer<S>[] = [];
  let observedAt = door.clock.now().toISOString();
  for (const reply of replies) {
    if (!reply.answered) return reply;
    values.push(reply.value);
    if (reply.observedAt < observedAt) observedAt = reply.observedAt;
  }
  return answered(values, observedAt);
}

async function ask<S extends z.ZodType>(
  door: Door,
  question: Question<S>,
  { identifiers, signal }: Asked,
): Promise<Answer<z.infer<S>>> {
  const body = JSON.stringify(question.body(identifiers));
  const reply = await door.session.use({
    signal,
    send: (secret) => {
      const headers = {
        ...door.headersOf(secret),
        'content-type': 'application/json',
        accept: 'application/json',
      };
      return door.service.call({ method: 'POST', path: question.path, headers, body, signal });
    },
    isLoggedOut,
  });
  if (!reply.answered) return reply;
  if (reply.value.status !== 200) return failureOfStatus(reply.value, door.clock.now());
  return andThen(jsonOf(reply.value, reply.observedAt), (json, observedAt) => {
    const parsed = question.reply.safeParse(json);
    return parsed.success ? answered(parsed.data, observedAt) : failed('INVALID_ANSWER');
  });
}
