import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicKeyIn } from '../../gateway/disclosure/command/opened.ts';
import { checkReceipt } from '../../gateway/disclosure/receipts/check.ts';
import type { StoredRecord } from '../../gateway/disclosure/record.ts';
import { openSource } from '../../gateway/disclosure/store/open-source.ts';
import { personaOid } from '../officer-query.ts';
import { type Headers, officialHeaders } from '../sandbox-access.ts';
import type { Reply } from '../system.ts';
import { type Asker, askers } from './askers.ts';
import { type LawfulSystem, startLawful, timeless } from './lawful-system.ts';

/** One document for everybody: who asks decides what of it is executed. */
const query = `query Same($id: Oppijanumero!) {
  student(oppijanumero: $id) { ...all }
  me { code askedFor student { ...all } }
}
fragment all on Student {
  oppijanumero identity { state givenNames nonDisclosure } admissions { state items { id } }
  studyRights { state items { id type } } termRegistrations { state } feePayments { state items { state } }
  permits { state firstPermitGround items { id } } attendance { determination value } attainments { state }
}`;
const personas = ['P00', 'P02', 'P07', 'P11', 'P13'];
const rounds = 4;
let system: LawfulSystem;

beforeAll(async () => {
  // How much a register is asked at once is proven elsewhere; here nobody may be turned away.
  const registries = ['FEES', 'MIGRI', 'OPINTOPOLKU', 'OPPIJANUMERO', 'VIRTA'];
  const queues = registries.map((name) => [`${name}_QUEUE`, '1000'] as const);
  const times = { QUERY_DEADLINE_MS: '60000', VIRTA_CONNECTIONS: '32' };
  system = await startLawful({ environment: { ...times, ...Object.fromEntries(queues) } });
  for (const [index, question] of questions.entries())
    headersOf.set(question, await headersFor(question, index));
});
afterAll(() => system.close());

interface Question {
  readonly asker: Asker;
  readonly persona: string;
}

const questions: readonly Question[] = askers.flatMap((asker) =>
  personas.map((persona) => ({ asker, persona })),
);

/** Each question of an official is another official's: nobody asks two hundred at once. */
async function headersFor({ asker, persona }: Question, index: number): Promise<Headers> {
  const headers = await asker.headers(persona);
  return headers['x-end-user'] === undefined ? headers : { ...headers, 'x-end-user': `official-${index}` };
}

/** Headers are made before, so that the requests go at once. */
const headersOf = new Map<Question, Headers>();

async function ask(question: Question, traceId: string): Promise<Reply> {
  const headers = { ...headersOf.get(question), 'x-request-trace-id': traceId };
  return system.ask(query, { id: personaOid(9000 + Number(question.persona.slice(1))) }, headers);
}

/** What a question came to, without when: data, policy, errors, and each record's person, register and fields. */
function summaryOf({ body }: Reply, records: readonly StoredRecord[]): unknown {
  return {
    data: timeless(body.data),
    policy: body.extensions.policy,
    errors: body.errors,
    records: records.map(essenceOf).toSorted(),
  };
}

function essenceOf(record: StoredRecord): string {
  if (record.kind === 'BOOT') return record.kind;
  const { kind, purpose, clientId, endUser, operation } = record;
  const common = { kind, purpose, clientId, endUser, operation };
  if (record.kind === 'INTENT')
    return JSON.stringify({ ...common, to: record.registries, of: record.subjects });
  if (record.kind === 'REFUSAL')
    return JSON.stringify({ ...common, code: record.code, denied: record.denied });
  const told = record.told.map(({ registry, read, disclosed }) => ({
    registry,
    read: read.map(({ fact, state }) => `${fact} ${state}`).sort(),
    disclosed,
  }));
  return JSON.stringify({
    ...common,
    subject: record.subject,
    told: told.toSorted((one, other) => (one.registry < other.registry ? -1 : 1)),
  });
}

async function recordsByTrace(): Promise<ReadonlyMap<string, readonly StoredRecord[]>> {
  return Map.groupBy(await system.records(), (record) => ('traceId' in record ? record.traceId : ''));
}

const traceOf = (index: number, prefix: string): string => `${prefix}${index}`.padEnd(32, '0');

interface Answered {
  readonly reply: Reply;
  readonly traceId: string;
}

const mostTries = 8;

/**
 * Whether a consent stands must be told in half a second, and what is beyond four at once of a person waits two. On a
 * machine that is too busy for that nothing is given, lawfully, and the question is put again.
 */
async function askUntilChecked(question: Question, nr: number): Promise<Answered> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const traceId = traceOf(nr, `b${tries}`);
    const reply = await ask(question, traceId);
    const text = JSON.stringify(reply);
    if (!/CONSENT_UNVERIFIABLE|RATE_LIMITED|OVERLOADED/.test(text)) return { reply, traceId };
  }
  throw new Error('The machine is too busy to check consents in time');
}

describe('two hundred requests of one document at once', () => {
  it('get each what it gets alone: data, policy, receipt and records, each its own', async () => {
    const alone: Reply[] = [];
    for (const [index, question] of questions.entries())
      alone.push(await ask(question, traceOf(index + 100, 'a')));
    const together = await Promise.all(
      Array.from({ length: rounds }, (_, round) =>
        questions.map((question, index) => askUntilChecked(question, round * 100 + index + 100)),
      ).flat(),
    );
    const records = await recordsByTrace();
    const expected = alone.map((reply, index) =>
      summaryOf(reply, records.get(traceOf(index + 100, 'a')) ?? []),
    );
    expect(together.length).toBeGreaterThanOrEqual(200);
    for (const [index, { reply, traceId }] of together.entries()) {
      const own = records.get(traceId) ?? [];
      expect(summaryOf(reply, own)).toEqual(expected[index % questions.length]);
      const outcomes = own.filter((record) => record.kind === 'OUTCOME');
      expect(new Set(outcomes.map(({ subject }) => subject)).size).toBe(outcomes.length);
      expect(own.filter(({ kind }) => kind === 'INTENT')).toHaveLength(1);
      expect(own.filter(({ kind }) => kind === 'REFUSAL')).toHaveLength(1);
    }
    const distinct = new Set(expected.map((summary) => JSON.stringify(summary)));
    expect(distinct.size).toBe(questions.length);
    await expectOwnReceipts(together.map(({ reply }) => reply));
  }, 120_000);
});

async function expectOwnReceipts(replies: readonly Reply[]): Promise<void> {
  const source = await openSource(system.place);
  const key = publicKeyIn(undefined, system.keysFolder);
  const checks = [];
  for (const { body } of replies) checks.push(await checkReceipt(body, key, source));
  await source.close();
  expect(checks.flatMap(({ problems }) => problems)).toEqual([]);
  expect(new Set(checks.map(({ receipt }) => receipt?.requestId)).size).toBe(replies.length);
}

describe('two officials who ask about the same person at the same instant', () => {
  it('cost one call, and leave two full sets of records', async () => {
    const facts = 'student(oppijanumero: $id) { identity { state } admissions { state } }';
    const source = `query ($id: Oppijanumero!) { ${facts} }`;
    const askAs = async (endUser: string, traceId: string) => {
      const more = { 'x-end-user': endUser, 'x-request-trace-id': traceId };
      return system.ask(source, { id: personaOid(9003) }, await officialHeaders('MIGRI_FIRST_PERMIT', more));
    };
    await askAs('official-0', traceOf(1, 'c'));
    const single = { ...(await callsOf(() => askAs('official-0', traceOf(2, 'c')))) };
    const both = await callsOf(() =>
      Promise.all([askAs('official-1', traceOf(3, 'c')), askAs('official-2', traceOf(4, 'c'))]),
    );
    expect(both).toEqual(single);
    const records = await recordsByTrace();
    for (const [nr, endUser] of [
      [3, 'official-1'],
      [4, 'official-2'],
    ] as const) {
      const own = records.get(traceOf(nr, 'c')) ?? [];
      expect(own.map(({ kind }) => kind)).toEqual(['INTENT', 'OUTCOME']);
      const told = own.flatMap((record) => (record.kind === 'OUTCOME' ? record.told : []));
      expect(told.map(({ registry }) => registry).toSorted()).toEqual(['ONR', 'OPINTOPOLKU']);
      expect(own.every((record) => 'endUser' in record && record.endUser === endUser)).toBe(true);
    }
  });
});

async function callsOf(act: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
  system.clearCalls();
  await act();
  return { ...system.called() };
}
