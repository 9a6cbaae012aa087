import DataLoader from 'dataloader';
import { type Answer, andThen, answered, failed } from '../registry/answer.ts';
import { chunksOf, eachBounded } from '../registry/chunks.ts';
import { type PortionContext, perRequest, type RequestContext } from '../registry/context.ts';
import { packed } from '../registry/packing.ts';
import { purposeOf } from '../registry/read-purpose.ts';
import { createShortCache } from '../registry/short-cache.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import { Turns } from '../registry/turns.ts';
import type { Asker, VirtaClient } from './client.ts';
import type { VirtaSettings } from './config.ts';
import { listOperation, type RecordKind, singleOperations } from './contract.ts';
import { groupByOid, mergedRecords, type PersonRecords } from './person-records.ts';

/** One kind of record of one person: all linked learner numbers. */
interface PersonKind {
  readonly oids: readonly string[];
  readonly kind: RecordKind;
}

/** The look-ups of one request, or of a portion of its answer. */
export interface LookUp {
  /** Whatever fields ask for in the same moment is asked of VIRTA together; the same is asked for once. */
  readonly load: (wanted: PersonKind) => Promise<Answer<PersonRecords>>;
}

/** What decides how look-ups are sent. */
type LookUpSettings = Pick<
  VirtaSettings,
  'VIRTA_BATCH' | 'VIRTA_CONNECTIONS' | 'VIRTA_CACHE_SECONDS' | 'VIRTA_STALE_SECONDS'
>;

/** Most calls that one refused list may become. */
const maxCallsPerChunk = 8;

const mostKept = 2000;

/** So many portions of an answer are in work at once: one, and the next, whose registries may not all have answered. */
const portionsInWork = 2;

/**
 * Makes look-ups; the request's signal stops them. They remember what they were asked for themselves; what goes to VIRTA
 * together is gathered from all look-ups of the request.
 */
export function createLookUp(
  client: VirtaClient,
  settings: LookUpSettings,
  { clock }: Pick<SubgraphTools, 'clock'>,
): (context: RequestContext) => LookUp {
  const cache = createShortCache<PersonRecords>({
    freshSeconds: settings.VIRTA_CACHE_SECONDS,
    staleSeconds: settings.VIRTA_STALE_SECONDS,
    maxEntries: mostKept,
    now: () => clock.now().getTime(),
  });
  const gatheredOf = perRequest(gathering(client, settings));
  return (context) => {
    const purpose = purposeOf(context);
    const { portion = null } = context;
    const gathered = gatheredOf(context);
    const known = new Map<string, Promise<Answer<PersonRecords>>>();
    const ask = async ({ oids, kind }: PersonKind): Promise<Answer<PersonRecords>> => {
      const cacheKey = { purpose, personOids: oids, part: kind };
      const kept = cache.fresh(cacheKey);
      if (kept !== null) return kept;
      const { answers } = await gathered.load({ oids, kind, portion });
      return cache.settle(cacheKey, (await answers).get(personKey(oids)) ?? failed('INVALID_ANSWER'));
    };
    return {
      load: (wanted) => {
        const name = `${wanted.kind} ${personKey(wanted.oids)}`;
        const answer = known.get(name) ?? ask(wanted);
        known.set(name, answer);
        return answer;
      },
    };
  };
}

type Answers = ReadonlyMap<string, Answer<PersonRecords>>;

/** What is asked for a portion of an answer, or for an answer that is made as one. */
interface Question extends PersonKind {
  readonly portion: PortionContext | null;
}

/** The answers of the call that a person is in: each call's come as soon as it has them. */
interface Called {
  readonly answers: Promise<Answers>;
}

/** Gathers the questions of a request. Never shared with other requests: each call tells VIRTA its end user (`tunnus`). */
function gathering(client: VirtaClient, settings: LookUpSettings) {
  const limits = { batch: settings.VIRTA_BATCH, connections: settings.VIRTA_CONNECTIONS };
  return ({ signal, grant }: RequestContext): DataLoader<Question, Called> => {
    const way = { client, limits, asker: { signal, endUser: grant?.endUser ?? null } };
    const turns = new Turns(portionsInWork);
    return new DataLoader(async (asked) => calledFor(asked, askAll(asked, way), turns), { cache: false });
  };
}

/** The answers that each question waits for; those for one portion wait for its turn together. */
function calledFor(
  asked: readonly Question[],
  calls: ReadonlyMap<string, Promise<Answers>>,
  turns: Turns,
): readonly Called[] {
  const inTurn = new Map<PortionContext, Map<Promise<Answers>, Promise<Answers>>>();
  return asked.map(({ oids, portion }) => {
    const answers = calls.get(personKey(oids)) ?? Promise.resolve(new Map());
    if (portion === null) return { answers };
    const own = inTurn.get(portion) ?? new Map<Promise<Answers>, Promise<Answers>>();
    inTurn.set(portion, own);
    const waiting = own.get(answers) ?? waitFor(answers, portion, turns);
    own.set(answers, waiting);
    return { answers: waiting };
  });
}

async function waitFor(answers: Promise<Answers>, portion: PortionContext, turns: Turns): Promise<Answers> {
  const told = await answers;
  // It may be at hand long before, and takes far less memory than the facts that are made of it.
  await turns.begin(portion.done);
  return told;
}

interface Way {
  readonly client: VirtaClient;
  /** Most learner numbers in a call, and most calls under way at once. */
  readonly limits: { readonly batch: number; readonly connections: number };
  readonly asker: Asker;
}

/** Asks for all persons; by person, the answers of the call that the person is in. */
function askAll(asked: readonly PersonKind[], way: Way): ReadonlyMap<string, Promise<Answers>> {
  const persons = [...new Map(asked.map(({ oids }) => [personKey(oids), oids])).values()];
  const kinds = new Set(asked.map(({ kind }) => kind));
  // All attainments include the degrees.
  if (kinds.has('attainments')) kinds.delete('degrees');
  const [kind, ...otherKinds] = kinds;
  const [oid, ...otherOids] = persons.flat();
  if (kind !== undefined && oid !== undefined && otherKinds.length + otherOids.length === 0) {
    return new Map([[personKey([oid]), askSingle(oid, kind, way)]]);
  }
  const chunks = packed(persons, way.limits.batch, (oids) => oids.length);
  const calls = eachBounded(chunks, way.limits.connections, (chunk) => askChunk(chunk, kinds, way));
  return new Map(
    chunks.flatMap((chunk, index) => {
      const answers = calls[index] ?? Promise.resolve(new Map());
      return chunk.map((oids) => [personKey(oids), answers] as const);
    }),
  );
}

async function askSingle(oid: string, kind: RecordKind, way: Way): Promise<Answers> {
  const question = { operation: singleOperations[kind], kinds: new Set([kind]) };
  const answer = await way.client.ask(question, [oid], way.asker);
  const records = andThen(answer, (found, observedAt) =>
    found === 'VALIDATION_ERROR'
      ? failed('REJECTED_BY_SOURCE')
      : answered(mergedRecords(found, 0), observedAt),
  );
  return new Map([[personKey([oid]), records]]);
}

type Persons = readonly (readonly string[])[];

/** Asks for a chunk. VIRTA refuses a whole list for one bad number; a refused list was not disclosed, so its halves may be asked. */
async function askChunk(chunk: Persons, kinds: ReadonlySet<RecordKind>, way: Way): Promise<Answers> {
  const question = { operation: listOperation, kinds };
  const answers = new Map<string, Answer<PersonRecords>>();
  const pending: Persons[] = [chunk];
  for (const persons of pending) {
    const answer = await way.client.ask(question, [...new Set(persons.flat())], way.asker);
    const refused = answer.answered && answer.value === 'VALIDATION_ERROR';
    if (refused && persons.length > 1 && pending.length + 2 <= maxCallsPerChunk) {
      pending.push(...chunksOf(persons, Math.ceil(persons.length / 2)));
      continue;
    }
    for (const [person, records] of recordsOf(persons, answer)) answers.set(person, records);
  }
  return answers;
}

function recordsOf(persons: Persons, answer: Awaited<ReturnType<VirtaClient['ask']>>): Answers {
  if (!answer.answered) return new Map(persons.map((oids) => [personKey(oids), answer]));
  const { value: found, observedAt } = answer;
  if (found === 'VALIDATION_ERROR') {
    return new Map(persons.map((oids) => [personKey(oids), failed('REJECTED_BY_SOURCE')]));
  }
  const { byOid, unattributed: nameless } = groupByOid(found);
  // Records of somebody whom nobody asked about may be anybody's.
  const asked = new Set(persons.flat());
  const unattributed = nameless + [...byOid.keys()].filter((oid) => !asked.has(oid)).length;
  return new Map(
    persons.map((oids) => {
      const students = oids.flatMap((oid) => byOid.get(oid) ?? []);
      return [personKey(oids), answered(mergedRecords(students, unattributed), observedAt)];
    }),
  );
}

function personKey(oids: readonly string[]): string {
  return oids.join(' ');
}
