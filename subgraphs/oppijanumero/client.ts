import { z } from 'zod';
import { type Answer, andThen, answered, failed } from '../registry/answer.ts';
import type { Terms } from '../registry/asker.ts';
import { chunksOf } from '../registry/chunks.ts';
import type { Clock } from '../registry/clock.ts';
import type { Door } from '../registry/door.ts';
import { failureOfStatus, jsonOf } from '../registry/reply.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import { openLogInServer, openUpstream } from '../registry/upstream.ts';
import { type CodeHolders, hasOtherCodes, readCodeHolders } from './code-holders.ts';
import { accessOf, limitsOf, type OnrEnvironment } from './config.ts';
import { masterRecordsSchema, maxPersonsInCall, recordListSchema } from './contract.ts';
import { hasOtherLinks, joinedLinks, type LinkedRecords, readLinks } from './linked-records.ts';
import { hasOtherMasters, type MasterRecord, readMasters } from './master-records.ts';
import { createOnrSession, isLoggedOut } from './session.ts';

/** Asks ONR, in bodies only and reading only: up to 5,000 persons a call, more in several calls. */
export interface OnrClient {
  /** The master record of each OID asked; unknown OIDs are left out. */
  readonly mastersOf: Ask<ReadonlyMap<string, MasterRecord>>;
  /** The merged records of the persons asked. */
  readonly linksOf: Ask<LinkedRecords>;
  /** Whose current personal identity codes these are; earlier codes are not found. */
  readonly personsByCode: Ask<CodeHolders>;
}

type Ask<T> = (identifiers: readonly string[], terms: Terms) => Promise<Answer<T>>;

interface Way {
  readonly door: Door;
  readonly headersOf: (secret: string) => Readonly<Record<string, string>>;
  readonly clock: Clock;
}

interface Question<S extends z.ZodType> {
  readonly path: string;
  readonly body: (identifiers: readonly string[]) => unknown;
  readonly reply: S;
  /** Whether an answer holds somebody whom nobody asked about. */
  readonly isAboutOthers: (reply: z.infer<S>, asked: ReadonlySet<string>) => boolean;
  /** Whether it is about OIDs, which may be kept to tell failures apart; personal identity codes may not. */
  readonly isAboutOids: boolean;
}

/** A client of ONR with its own connections and session. */
export function createOnrClient(environment: OnrEnvironment, tools: SubgraphTools): OnrClient {
  const way = wayTo(environment, tools);
  return {
    mastersOf: async (oids, terms) => {
      const replies = await askAll(way, masters, { identifiers: oids, terms });
      return andThen(replies, (values, observedAt) => answered(readMasters(values, oids), observedAt));
    },
    linksOf: async (oids, terms) => {
      const replies = await askAll(way, links, { identifiers: oids, terms });
      return andThen(replies, (values, observedAt) => {
        const joined = joinedLinks(values);
        // Links of a stranger came in the place of somebody's who was asked about: nobody knows whose are missing.
        const isWhole = !hasOtherLinks(joined, new Set(oids));
        return isWhole ? answered(joined, observedAt) : failed('INVALID_ANSWER');
      });
    },
    personsByCode: async (codes, terms) => {
      const replies = await askAll(way, holders, { identifiers: codes, terms });
      return andThen(replies, (values, observedAt) => answered(readCodeHolders(values.flat()), observedAt));
    },
  };
}

const asIs = (identifiers: readonly string[]): unknown => identifiers;
const masters: Question<typeof masterRecordsSchema> = {
  path: '/henkilo/masterHenkilosByOidList',
  body: asIs,
  reply: masterRecordsSchema,
  isAboutOthers: hasOtherMasters,
  isAboutOids: true,
};
const holders: Question<typeof recordListSchema> = {
  path: '/henkilo/henkiloPerustietosByHenkiloHetuList',
  body: asIs,
  reply: recordListSchema,
  isAboutOthers: (records, codes) => hasOtherCodes(readCodeHolders(records), codes),
  isAboutOids: false,
};
const linksSchema = recordListSchema.transform((values, context) => {
  const linked = readLinks(values);
  if (linked !== null) return linked;
  context.addIssue({ code: 'custom', message: 'a link that names nobody' });
  return z.NEVER;
});
const links: Question<typeof linksSchema> = {
  path: '/s2s/duplicateHenkilos',
  // Without the list the registry would answer with every link that it has.
  body: (henkiloOids: readonly string[]): unknown => ({ henkiloOids }),
  reply: linksSchema,
  // Of the records that a link joins, at least one was asked about.
  isAboutOthers: hasOtherLinks,
  isAboutOids: true,
};

function wayTo(environment: OnrEnvironment, tools: SubgraphTools): Way {
  const server = { name: 'oppijanumero', registry: 'ONR', limits: limitsOf(environment) } as const;
  const service = openUpstream({ ...server, baseUrl: environment.OPPIJANUMERO_URL }, tools);
  const { session, headersOf } = createOnrSession(accessOf(environment), {
    service: service.forLogIn,
    open: (baseUrl) => openLogInServer({ ...server, baseUrl }, tools),
    now: () => tools.clock.now().getTime(),
    rests: tools.logInRests,
  });
  return { door: service.door(session, isLoggedOut), headersOf, clock: tools.clock };
}

interface Asked {
  readonly identifiers: readonly string[];
  readonly terms: Terms;
}

/** Asks in calls of 5,000. All must answer: half an answer would make unknown persons of the rest. */
async function askAll<S extends z.ZodType>(
  way: Way,
  question: Question<S>,
  { identifiers, terms }: Asked,
): Promise<Answer<readonly z.infer<S>[]>> {
  const chunks = chunksOf([...new Set(identifiers)], maxPersonsInCall);
  const replies = await Promise.all(chunks.map((chunk) => ask(way, question, { identifiers: chunk, terms })));
  const values: z.infer<S>[] = [];
  let observedAt = way.clock.now().toISOString();
  for (const reply of replies) {
    if (!reply.answered) return reply;
    values.push(reply.value);
    if (reply.observedAt < observedAt) observedAt = reply.observedAt;
  }
  return answered(values, observedAt);
}

async function ask<S extends z.ZodType>(
  { door, headersOf, clock }: Way,
  question: Question<S>,
  { identifiers, terms }: Asked,
): Promise<Answer<z.infer<S>>> {
  const body = JSON.stringify(question.body(identifiers));
  const asked = new Set(identifiers);
  const { answer } = await door.ask<z.infer<S>>({
    ...terms,
    about: question.isAboutOids ? identifiers : null,
    tells: {
      operation: question.path.slice(question.path.lastIndexOf('/') + 1),
      identifier: question.isAboutOids ? 'LEARNER_NUMBER' : 'PERSONAL_IDENTITY_CODE',
      count: identifiers.length,
    },
    call: (secret) => {
      const headers = {
        ...headersOf(secret),
        'content-type': 'application/json',
        accept: 'application/json',
      };
      return { method: 'POST', path: question.path, headers, body };
    },
    read: (reply, observedAt) => {
      if (reply.status !== 200) return failureOfStatus(reply, clock.now());
      return andThen(jsonOf(reply, observedAt), (json, at) => {
        const parsed = question.reply.safeParse(json);
        return parsed.success ? answered(parsed.data, at) : failed('INVALID_ANSWER');
      });
    },
    flawIn: (value) => (question.isAboutOthers(value, asked) ? 'ANSWERED_ABOUT_OTHERS' : null),
  });
  return answer;
}
