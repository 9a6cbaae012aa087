import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../gateway/disclosure/chain.ts';
import { openDisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import { entryLine } from '../../gateway/disclosure/store/export-lines.ts';
import { openSource } from '../../gateway/disclosure/store/open-source.ts';
import { openSqliteStore } from '../../gateway/disclosure/store/sqlite-store.ts';
import type { EntryFilter } from '../../gateway/disclosure/store/store.ts';
import { type LeftPlace, leftPlace, someDrafts } from './left-place.ts';
import { allEntries } from './reading.ts';
import { intentOf, learner } from './records.ts';

let place: LeftPlace;
beforeEach(async () => {
  place = await leftPlace();
});
afterEach(() => place.remove());

const seqs = (entries: readonly Entry[]) => entries.map(({ seq }) => seq);

describe('a log whose gateway was killed', () => {
  /** What is in the two files of the tail then, of eight entries of which SQLite has so many. */
  const moments: readonly (readonly [
    name: string,
    inSqlite: number,
    files: (entries: readonly Entry[]) => void,
  ])[] = [
    ['before anything was moved', 0, (all) => place.writeTail('a', [all.slice(0, 1), all.slice(1)])],
    ['before the latest was moved', 3, (all) => place.writeTail('a', [all.slice(3, 5), all.slice(5)])],
    ['when the other file had its turn', 3, (all) => place.writeTail('b', [all.slice(3)])],
    [
      'while the older file was being moved',
      3,
      (all) => {
        place.writeTail('a', [all.slice(3, 6)]);
        place.writeTail('b', [all.slice(6)]);
      },
    ],
    [
      'while the older file, the second one, was being moved',
      3,
      (all) => {
        place.writeTail('b', [all.slice(3, 6)]);
        place.writeTail('a', [all.slice(6)]);
      },
    ],
    [
      'when the older file was moved and not emptied yet',
      6,
      (all) => {
        place.writeTail('a', [all.slice(3, 6)]);
        place.writeTail('b', [all.slice(6)]);
      },
    ],
    [
      'when all was moved and nothing emptied yet',
      8,
      (all) => place.writeTail('a', [all.slice(3, 6), all.slice(6)]),
    ],
    [
      'when a new start had moved a part twice',
      5,
      (all) => place.writeTail('a', [all.slice(0, 4), all.slice(4)]),
    ],
    [
      'in the middle of writing an append of many',
      3,
      (all) => place.writeTail('a', [all.slice(3)], `${all.slice(0, 2).map(entryLine).join('\n')}\n{"seq":1`),
    ],
    [
      'in the middle of writing the end of an append',
      3,
      (all) => place.writeTail('a', [all.slice(3)], `${all.slice(0, 1).map(entryLine)}\n`),
    ],
  ];

  it.each(moments)(
    '%s, has every record once, for readers and after the next start',
    async (_, count, write) => {
      const all = await place.logWithInSqlite(count);
      write(all);
      expect(await allEntries(place.options.place)).toEqual(all);
      expect(await place.verified()).toMatchObject({ finding: null, records: 8, accounts: { outcomes: 3 } });
      const store = await openSqliteStore(place.path, 'mock');
      expect(await store.head()).toMatchObject({ seq: 8 });
      expect(place.inSqlite()).toEqual(all);
      expect(place.tailSizes()).toEqual([0, 0]);
      expect(await store.ofSubject(learner(1))).toEqual([2, 3, 6, 7].map((seq) => all[seq - 1]));
      const [draft] = await someDrafts();
      if (draft !== undefined) await store.append([draft]);
      expect(seqs(await allEntries(place.options.place))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      await store.close();
    },
  );

  it('answers every question the same, however much of it SQLite has', async () => {
    const filters: readonly EntryFilter[] = [
      {},
      { subject: learner(1) },
      { subject: learner(3) },
      { client: 'other' },
      { client: 'migri', subject: learner(2) },
      { since: '2026-11-24T10:00:00.001Z' },
      { until: '2026-11-25T10:00:00.000Z', client: 'migri' },
      { fromSeq: 4 },
      { toSeq: 4 },
      { fromSeq: 3, toSeq: 6, subject: learner(1) },
    ];
    const found: string[] = [];
    for (let count = 0; count <= 8; count += 1) {
      await place.remove();
      place = await leftPlace();
      const all = await place.logWithInSqlite(count);
      place.writeTail('a', [all.slice(count)]);
      const source = await openSource(place.options.place);
      const answers: (readonly number[])[] = [];
      for (const filter of filters) {
        const entries: Entry[] = [];
        for await (const page of source.find(filter)) entries.push(...page);
        answers.push(seqs(entries));
      }
      await source.close();
      found.push(JSON.stringify(answers));
    }
    expect(new Set(found)).toEqual(
      new Set([
        JSON.stringify([
          [1, 2, 3, 4, 5, 6, 7, 8],
          [2, 3, 6, 7],
          [],
          [6, 7],
          [2, 4],
          [6, 7],
          [2, 3, 4, 5, 8],
          [4, 5, 6, 7, 8],
          [1, 2, 3, 4],
          [3, 6],
        ]),
      ]),
    );
  });
});

describe('a log that is written', () => {
  it('is read with its latest records at once, under checkpoints that SQLite has before them', async () => {
    const log = await openDisclosureLog(place.options);
    await log.append([intentOf([1])]);
    await log.ofSubject(learner(1));
    await log.append(Array.from({ length: 1_200 }, (_, person) => intentOf([person])));
    expect(place.inSqlite().length).toBeLessThan(1_202);
    expect(await place.verified()).toMatchObject({ finding: null, records: 1_202 });
    expect(await log.ofSubject(learner(1_199))).toHaveLength(1);
    await log.close();
    expect(place.inSqlite()).toHaveLength(1_202);
    expect(place.tailSizes()).toEqual([0, 0]);
  });

  it('takes records of any length, one behind the other', async () => {
    const many = Array.from({ length: 20_000 }, (_, person) => person);
    const log = await openDisclosureLog(place.options);
    await log.append([intentOf([1]), intentOf(many), intentOf([1]), intentOf(many.slice(0, 8_000))]);
    await log.append([intentOf([1])]);
    expect(await log.ofSubject(learner(19_999))).toHaveLength(1);
    expect(await log.ofSubject(learner(1))).toHaveLength(5);
    await log.close();
    expect(await place.verified()).toMatchObject({ finding: null, records: 6 });
  });
});
