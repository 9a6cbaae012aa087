import { createHash, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { genesisOf, link } from '../../gateway/disclosure/chain.ts';
import { type DisclosureLog, openDisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import type { Outcome, Told } from '../../gateway/disclosure/record.ts';
import { RecordRefused } from '../../gateway/disclosure/record-refused.ts';
import { openSource } from '../../gateway/disclosure/store/open-source.ts';
import { partsOf } from './outcome-parts.ts';
import { type Place, runOn, testableStores } from './places.ts';
import { allEntries } from './reading.ts';
import { intentOf, learner, outcomeOf, refusalOf } from './records.ts';

const forbidden: readonly (readonly [string, (record: Outcome) => Outcome])[] = [
  ['case reference', (record) => ({ ...record, caseReference: `case ${'010190'}-${'901A'} x` })],
  [
    'case reference, with another dash',
    (record) => ({ ...record, caseReference: `${'010190'}\u2011${'901a'}` }),
  ],
  ['end user', (record) => ({ ...record, endUser: `${'010190'}A${'901X'}` })],
  ['trace id', (record) => ({ ...record, traceId: `t${'010190'}+${'9015'}` })],
  [
    'name of a fact',
    ({ subject }) => outcomeAbout(subject, { commitments: { [`${'010190'}-${'901A'}`]: 'x'.repeat(43) } }),
  ],
  ['field', ({ subject }) => outcomeAbout(subject, { disclosed: [`studyRights{q${'010190'}A${'901A'}}`] })],
  [
    'fields, where a value stands',
    ({ subject }) => outcomeAbout(subject, { disclosed: ['studyRights{holder: "Canaria"}'] }),
  ],
  ['subject', (record) => ({ ...record, subject: ['010190', '9', '01A'].join('') })],
  [
    'hash of an operation',
    (record) => ({ ...record, operation: { name: null, hash: `${'010190'}A${'901A'}` } }),
  ],
  ['member nobody knows', (record) => Object.assign({}, record, { value: 'Canaria' })],
];

const stores = await testableStores();

describe.each(stores)('the disclosure log in $name', ({ name, place: newPlace }) => {
  let place: Place;
  let log: DisclosureLog;
  let commits: number[];

  const open = () =>
    openDisclosureLog({
      ...place.options,
      metrics: {
        committed: (records) => commits.push(records),
        failed: () => undefined,
        sealed: () => undefined,
        sealFailed: () => undefined,
      },
    });

  beforeEach(async () => {
    commits = [];
    place = await newPlace();
    log = await open();
  });
  afterEach(async () => {
    await log.close();
    await place.remove();
  });

  it('gives every record its place, and chains each to the one before', async () => {
    const positions = await log.append([intentOf([1, 2]), outcomeOf(1), outcomeOf(2), refusalOf()]);
    expect(positions.map(({ seq }) => seq)).toEqual([2, 3, 4, 5]);
    const entries = await allEntries(place.options.place);
    let previous = genesisOf(log.logId).hash;
    for (const { seq, hash, body } of entries) {
      expect(hash).toBe(link(previous, seq, body));
      previous = hash;
    }
    expect(entries.map(({ body }) => JSON.parse(body).kind)).toEqual([
      'BOOT',
      'INTENT',
      'OUTCOME',
      'OUTCOME',
      'REFUSAL',
    ]);
  });

  it('commits 1,000 concurrent appends in far fewer commits, and gives each its own places', async () => {
    const before = commits.length;
    const all = await Promise.all(Array.from({ length: 1_000 }, (_, n) => log.append([outcomeOf(n)])));
    expect(commits.length - before).toBeLessThanOrEqual(5);
    expect(new Set(all.map(([position]) => position?.seq)).size).toBe(1_000);
    expect(commits.slice(before).reduce((sum, records) => sum + records, 0)).toBe(1_000);
  });

  it('lets a small write in between thousands', async () => {
    const many = log.append(Array.from({ length: 5_000 }, (_, n) => outcomeOf(n)));
    const order: string[] = [];
    const small = log.append([intentOf([7])]);
    await Promise.all([many.then(() => order.push('many')), small.then(() => order.push('small'))]);
    expect(order).toEqual(['small', 'many']);
    expect(await many).toHaveLength(5_000);
  });

  it('shows a person what concerns that person, and nothing else', async () => {
    await log.append([intentOf([1, 2]), outcomeOf(1), outcomeOf(2), outcomeOf(1), refusalOf()]);
    const kinds = (await log.ofSubject(learner(1))).map(({ kind }) => kind);
    expect(kinds).toEqual(['INTENT', 'OUTCOME', 'OUTCOME']);
    expect(await log.ofSubject(learner(3))).toEqual([]);
  });

  it('refuses to change or remove what is in it', async () => {
    await log.append([outcomeOf(1)]);
    await log.close();
    log = await open();
    for (const table of ['log', 'entries', 'subjects']) {
      const column = table === 'log' ? 'id' : table === 'entries' ? 'body' : 'subject';
      for (const sql of [`UPDATE ${table} SET ${column} = 'x'`, `DELETE FROM ${table}`]) {
        await expect(runOn(place, sql)).rejects.toThrow('append-only');
      }
    }
    if (name === 'postgresql') await expect(runOn(place, 'TRUNCATE entries')).rejects.toThrow('append-only');
  });

  it('continues the same chain after a restart, with a record of the start', async () => {
    await log.append([outcomeOf(1)]);
    const { logId, bootId } = log;
    await log.close();
    log = await open();
    expect(log.logId).toBe(logId);
    expect(log.bootId).not.toBe(bootId);
    const entries = await allEntries(place.options.place);
    expect(entries.map(({ body }) => JSON.parse(body)).at(-1)).toMatchObject({ kind: 'BOOT', seqSoFar: 2 });
  });

  it('signs a checkpoint at start and at close and anchors it outside of the store', async () => {
    await log.append([outcomeOf(1)]);
    await log.close();
    const source = await openSource(place.options.place);
    const lines = await source.checkpoints();
    await source.close();
    expect(lines.map((line) => JSON.parse(line).checkpoint)).toMatchObject([
      { seq: 1, logId: log.logId },
      { seq: 2, logId: log.logId },
    ]);
    log = await open();
  });

  it('keeps a hash of an operation whose digits are by chance those of an identity code', async () => {
    const operation = { name: 'Permit', hash: `${'123456a789b'}${'0'.repeat(53)}` };
    await log.append([{ ...outcomeOf(1), operation }]);
    expect(await allEntries(place.options.place)).toHaveLength(2);
  });

  it.each(forbidden)(
    'refuses a record with something forbidden in its %s, and names neither value nor person',
    async (_, change) => {
      const refused = await log.append([outcomeOf(1), change(outcomeOf(2))]).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(RecordRefused);
      expect(String(refused)).not.toMatch(/010190|901|Canaria/);
      expect(await allEntries(place.options.place)).toHaveLength(1);
    },
  );

  it.each(forbidden)(
    'refuses outcomes in parts with something forbidden in their %s, and names neither value nor person',
    async (_, change) => {
      const write = async () => {
        const { terms, person } = partsOf(change(outcomeOf(2)));
        return log.appendOutcomes(terms, [[partsOf(outcomeOf(1)).person, person]]);
      };
      const refused = await write().catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(RecordRefused);
      expect(String(refused)).not.toMatch(/010190|901|Canaria/);
      expect(await allEntries(place.options.place)).toHaveLength(1);
    },
  );

  it('writes outcomes in parts as it writes them whole', async () => {
    const requestId = randomUUID();
    const hash = createHash('sha256').update('x').digest('base64url');
    const commitments = { zoo: hash, Ab: hash, studyRights: hash };
    const outcomes = [1, 2, 3].map((person) => {
      const outcome = outcomeOf(person, requestId);
      const [first] = outcome.told;
      const told = first === undefined ? [] : [first, { ...first, registry: 'ONR', read: [], commitments }];
      return { ...outcome, told, protected: person === 2 };
    });
    const people = outcomes.map((outcome) => partsOf(outcome).person);
    const { terms } = partsOf(outcomeOf(1, requestId));
    const positions = await log.appendOutcomes(terms, [people.slice(0, 2), people.slice(2)]);
    expect(positions.map(({ seq }) => seq)).toEqual([2, 3, 4]);
    await log.append(outcomes);
    const bodies = (await allEntries(place.options.place)).map(({ body }) =>
      body.replace(/"eventId":"[0-9a-f-]{36}"/, '"eventId":"…"'),
    );
    expect(bodies.slice(1, 4)).toEqual(bodies.slice(4));
  });

  it('refuses outcomes with a commitment that is none, and with more or fewer than there are facts', async () => {
    const { terms, person } = partsOf(outcomeOf(1));
    const [hash = ''] = person.told[0]?.commitments ?? [];
    for (const commitments of [['studyRights'], [], [hash, hash]]) {
      const told = person.told.map((one) => ({ ...one, commitments }));
      const writing = log.appendOutcomes(terms, [[{ ...person, told }]]);
      await expect(writing).rejects.toBeInstanceOf(RecordRefused);
    }
  });
});

function outcomeAbout(subject: string, change: Partial<Told>): Outcome {
  const outcome = outcomeOf(1);
  return { ...outcome, subject, told: outcome.told.map((told) => ({ ...told, ...change })) };
}

describe.each(stores)('a log of an earlier form over $name', ({ place: newPlace, name }) => {
  it('is neither written nor read, and is left as it is', async () => {
    const place = await newPlace();
    await runOn(
      place,
      name === 'postgresql'
        ? "CREATE TABLE log (single boolean PRIMARY KEY DEFAULT true, id text NOT NULL); INSERT INTO log (id) VALUES (repeat('ab', 16))"
        : `CREATE TABLE log (id TEXT NOT NULL) STRICT; INSERT INTO log VALUES ('${'ab'.repeat(16)}')`,
    );
    const refusal = /records are of form 1, and this gateway writes form 2: keep it, and name another place/;
    await expect(openDisclosureLog(place.options)).rejects.toThrow(refusal);
    await expect(openSource(place.options.place)).rejects.toThrow(refusal);
    await place.remove();
  });
});
