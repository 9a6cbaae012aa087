import { type Answer, andThen, answered, failed } from '../registry/answer.ts';
import type { Terms } from '../registry/asker.ts';
import { chunksOf, eachBounded } from '../registry/chunks.ts';
import { packed } from '../registry/packing.ts';
import type { VirtaClient } from './client.ts';
import { listOperation, type RecordKind, singleOperations } from './contract.ts';
import { type PersonKind, personKey } from './known-records.ts';
import { mergedRecords } from './merged-records.ts';
import { groupByOid, type PersonRecords } from './person-records.ts';

/** What a call brought, by person. */
export type Answers = ReadonlyMap<string, Answer<PersonRecords>>;

/** By person, the answers of the call that the person is in: each call's come as soon as it has them. */
export type Calls = ReadonlyMap<string, Promise<Answers>>;

/** Most calls that one refused list may become. */
const maxCallsPerChunk = 8;

/** How VIRTA is asked for a request. */
export interface Way {
  readonly client: VirtaClient;
  /** Most learner numbers in a call, and most calls under way at once. */
  readonly limits: { readonly batch: number; readonly connections: number };
  readonly terms: Terms;
}

/** Asks for all persons; by person, the answers of the call that the person is in. */
export function askAll(asked: readonly PersonKind[], way: Way): Calls {
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
  const answer = await way.client.ask(question, [oid], way.terms);
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
    const answer = await way.client.ask(question, [...new Set(persons.flat())], way.terms);
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
