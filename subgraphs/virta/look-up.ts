import DataLoader from 'dataloader';
import { type Answer, andThen, answered, failed } from '../registry/answer.ts';
import { chunksOf, mapBounded } from '../registry/chunks.ts';
import type { RequestContext } from '../registry/context.ts';
import { packed } from '../registry/packing.ts';
import { purposeOf } from '../registry/read-purpose.ts';
import { createShortCache, throughCache } from '../registry/short-cache.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import type { Asker, VirtaClient } from './client.ts';
import type { VirtaSettings } from './config.ts';
import { listOperation, type RecordKind, singleOperations } from './contract.ts';
import { groupByOid, mergedRecords, type PersonRecords } from './person-records.ts';

/** One kind of record of one person: all linked learner numbers. */
interface PersonKind {
  readonly oids: readonly string[];
  readonly kind: RecordKind;
}

/** The look-ups of one request: whatever its fields ask for is asked of VIRTA together. */
export type LookUp = DataLoader<PersonKind, Answer<PersonRecords>, string>;

/** What decides how look-ups are sent. */
type LookUpSettings = Pick<
  VirtaSettings,
  'VIRTA_BATCH' | 'VIRTA_CONNECTIONS' | 'VIRTA_CACHE_SECONDS' | 'VIRTA_STALE_SECONDS'
>;

/** Most calls that one refused list may become. */
const maxCallsPerChunk = 8;

const mostKept = 2000;

/** Makes a request's look-ups; its signal stops them. */
export function createLookUp(
  client: VirtaClient,
  settings: LookUpSettings,
  { clock }: Pick<SubgraphTools, 'clock'>,
): (context: RequestContext) => LookUp {
  const limits = { batch: settings.VIRTA_BATCH, connections: settings.VIRTA_CONNECTIONS };
  const cache = createShortCache<PersonRecords>({
    freshSeconds: settings.VIRTA_CACHE_SECONDS,
    staleSeconds: settings.VIRTA_STALE_SECONDS,
    maxEntries: mostKept,
    now: () => clock.now().getTime(),
  });
  // Never shared with other requests: each call tells VIRTA its end user (`tunnus`).
  return (context) => {
    const purpose = purposeOf(context);
    const asker = { signal: context.signal, endUser: context.grant?.endUser ?? null };
    const way = { client, limits, asker };
    const question = {
      cacheKeyOf: ({ oids, kind }: PersonKind) => ({ purpose, personOids: oids, part: kind }),
      ask: async (asked: readonly PersonKind[]) => {
        const answers = await askAll(asked, way);
        return asked.map(({ oids }) => answers.get(personKey(oids)) ?? failed('INVALID_ANSWER'));
      },
    };
    return new DataLoader((asked) => throughCache(cache, asked, question), {
      cacheKeyFn: ({ oids, kind }) => `${kind} ${personKey(oids)}`,
    });
  };
}

type Answers = ReadonlyMap<string, Answer<PersonRecords>>;

interface Way {
  readonly client: VirtaClient;
  /** Most learner numbers in a call, and most calls under way at once. */
  readonly limits: { readonly batch: number; readonly connections: number };
  readonly asker: Asker;
}

async function askAll(asked: readonly PersonKind[], way: Way): Promise<Answers> {
  const persons = [...new Map(asked.map(({ oids }) => [personKey(oids), oids])).values()];
  const kinds = new Set(asked.map(({ kind }) => kind));
  // All attainments include the degrees.
  if (kinds.has('attainments')) kinds.delete('degrees');
  const [kind, ...otherKinds] = kinds;
  const [oid, ...otherOids] = persons.flat();
  if (kind !== undefined && oid !== undefined && otherKinds.length + otherOids.length === 0) {
    return new Map([[personKey([oid]), await askSingle(oid, kind, way)]]);
  }
  const chunks = packed(persons, way.limits.batch, (oids) => oids.length);
  const answers = await mapBounded(chunks, way.limits.connections, (chunk) => askChunk(chunk, kinds, way));
  return new Map(answers.flatMap((answer) => [...answer]));
}

async function askSingle(oid: string, kind: RecordKind, way: Way): Promise<Answer<PersonRecords>> {
  const question = { operation: singleOperations[kind], kinds: new Set([kind]) };
  const answer = await way.client.ask(question, [oid], way.asker);
  return andThen(answer, (found, observedAt) =>
    found === 'VALIDATION_ERROR'
      ? failed('REJECTED_BY_SOURCE')
      : answered(mergedRecords(found, 0), observedAt),
  );
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
