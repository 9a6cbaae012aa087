import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../gateway/disclosure/chain.ts';
import { chained, genesisOf } from '../../gateway/disclosure/chain.ts';
import { type DisclosureLog, openDisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import { checkReceipt } from '../../gateway/disclosure/receipts/check.ts';
import { commit } from '../../gateway/disclosure/receipts/commitment.ts';
import { type IssuedReceipt, ReceiptDraft } from '../../gateway/disclosure/receipts/issue.ts';
import type { PlacedPerson } from '../../gateway/disclosure/receipts/manifest.ts';
import { type Place, sqlitePlace } from './places.ts';
import { allEntries } from './reading.ts';
import { intentOf, learner, outcomeOf } from './records.ts';

const requestId = randomUUID();
const data = {
  students: [
    {
      oppijanumero: learner(1),
      student: { rights: { state: 'KNOWN', items: [{ type: 'BACHELOR' }] }, identity: null },
    },
    {
      oppijanumero: learner(2),
      student: { rights: { state: 'KNOWN_NONE', items: [] }, identity: { born: '2001-01-01' } },
    },
  ],
  again: { rights: { state: 'KNOWN' } },
};
const placed: readonly PlacedPerson[] = [
  ...[0, 1].map((index) => ({
    subject: learner(index + 1),
    path: ['students', index, 'student'],
    facts: [
      ['rights', 'studyRights'],
      ['identity', 'identity'],
    ] as const,
  })),
  { subject: learner(1), path: ['again'], facts: [['rights', 'studyRights']] },
];

let place: Place;
let log: DisclosureLog;
let receipt: IssuedReceipt;
let entries: readonly Entry[];

beforeAll(async () => {
  place = await sqlitePlace();
  log = await openDisclosureLog(place.options);
  await log.append([intentOf([1, 2], requestId)]);
  const prepared = new ReceiptDraft();
  prepared.add({ data, people: placed, places: null });
  const stored = await Promise.all([
    log.append(
      [1, 2].map((person) =>
        outcomeOf(person, requestId, Object.fromEntries(prepared.commitmentsOf(learner(person)))),
      ),
    ),
    log.append([intentOf([3])]),
  ]);
  receipt = prepared.issue(
    {
      requestId,
      clientId: 'migri',
      owner: 'Maahanmuuttovirasto',
      purpose: 'MIGRI_FIRST_PERMIT',
      caseReference: 'case-17',
      operationHash: 'abc',
      registries: ['VIRTA'],
      fields: ['studyRights.state'],
      at: '2026-11-24T10:00:00.000Z',
    },
    { logId: log.logId, keys: place.options.keys, positions: stored[0] },
  );
  await log.close();
  entries = await allEntries(place.options.place);
});
afterAll(() => place.remove());

/** Checks an answer, as it would come to a client, against a log with these entries. */
function check(answer: unknown, of: readonly Entry[] = entries) {
  return checkReceipt(answer, place.options.keys.publicKey, {
    logId: log.logId,
    find: async function* ({ fromSeq = 0, toSeq = 1e9 }) {
      yield of.filter(({ seq }) => seq >= fromSeq && seq <= toSeq);
    },
    checkpoints: async () => [],
    close: async () => undefined,
  });
}

const answerOf = (changed: unknown = data, given: IssuedReceipt = receipt) => ({
  data: changed,
  extensions: { receipt: given },
});

describe('a receipt', () => {
  it('holds for the answer it was given with, however its members are ordered', async () => {
    const { problems, receipt: read } = await check(answerOf({ again: data.again, students: data.students }));
    expect(problems).toEqual([]);
    expect(read).toMatchObject({ requestId, facts: 4, firstSeq: 3, lastSeq: 4 });
  });

  it('holds no value of a fact', () => {
    const payload = Buffer.from(receipt.jws.split('.')[1] ?? '', 'base64url').toString();
    expect(payload).not.toMatch(/BACHELOR|KNOWN|2001/);
    expect(payload).not.toContain(receipt.salt);
  });

  it('does not hold when any character of the data is another, and says where', async () => {
    const text = JSON.stringify(data);
    let changed = 0;
    for (let index = 0; index < text.length; index += 1) {
      const other = parsed(
        `${text.slice(0, index)}${text[index] === 'x' ? 'y' : 'x'}${text.slice(index + 1)}`,
      );
      if (other === undefined) continue;
      changed += 1;
      const { problems } = await check(answerOf(other));
      expect(problems.join(), `character ${index}`).toMatch(/^data: /);
    }
    expect(changed).toBeGreaterThan(150);
    const { problems } = await check(answerOf({ ...data, again: { rights: { state: 'KNOWN_NONE' } } }));
    expect(problems).toEqual([
      'data: students.0.student.rights or again.rights (studyRights) is not what the log committed to',
    ]);
  });

  it('does not hold when a fact is left out, or something is added beside the facts', async () => {
    const { again: _, ...without } = data;
    expect((await check(answerOf(without))).problems.length).toBeGreaterThan(0);
    expect((await check(answerOf({ ...data, more: 5 }))).problems).toEqual([
      'data: something outside the facts was changed',
    ]);
  });

  it('does not hold when any character of it is another', async () => {
    const { jws, salt } = receipt;
    for (let index = 0; index < jws.length; index += 7) {
      const other = `${jws.slice(0, index)}${jws[index] === 'x' ? 'y' : 'x'}${jws.slice(index + 1)}`;
      const { problems } = await check(answerOf(data, { jws: other, salt }));
      expect(problems, `character ${index}`).toEqual(['receipt: its signature is not by the key of the log']);
    }
    expect((await check(answerOf(data, { jws, salt: `x${salt.slice(1)}y` }))).problems).toEqual([
      'salt: it is not the one of this receipt',
    ]);
    expect((await check({ data })).problems).toEqual(['the answer has no receipt in extensions.receipt']);
  });

  it('does not hold when any of its records in the log is another', async () => {
    const own = entries.filter(({ seq }) => seq === 3 || seq === 4);
    for (const entry of own) {
      for (let index = 0; index < entry.body.length; index += 13) {
        const body = `${entry.body.slice(0, index)}${entry.body[index] === 'x' ? 'y' : 'x'}${entry.body.slice(index + 1)}`;
        const { problems } = await check(answerOf(), entries.with(entry.seq - 1, { ...entry, body }));
        expect(problems.join()).toContain(`log: record ${entry.seq} does not follow`);
      }
    }
    const recomputed = chained(
      genesisOf(log.logId),
      entries.map(({ body }) => body.replace('VIRTA', 'KOSKI')),
    );
    expect((await check(answerOf(), recomputed)).problems).toEqual([
      'log: record 4 is not the one of the receipt',
    ]);
    expect((await check(answerOf(), entries.slice(0, 3))).problems).toContain(
      'log: record 4 is not the one of the receipt',
    );
  });

  it('tells any two different values of a fact apart', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const of = (value: unknown) => JSON.stringify(sorted(value));
        fc.pre(of(one) !== of(other));
        const [a, b] = [one, other].map((value) =>
          commit({ subject: 's', fact: 'f', values: [value] }, 'salt'),
        );
        expect(a).toMatch(/^[\w-]{43}$/);
        expect(a).not.toBe(b);
        expect(commit({ subject: 's', fact: 'f', values: [one] }, 'salt')).toBe(a);
        expect(commit({ subject: 's', fact: 'f', values: [one] }, 'pepper')).not.toBe(a);
      }),
    );
  });
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => [key, sorted(member)]);
}
