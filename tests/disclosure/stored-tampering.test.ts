import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import { openSource } from '../../gateway/disclosure/store/open-source.ts';
import { verifyLog } from '../../gateway/disclosure/verify/verify-log.ts';
import { type Place, runSql, testableStores } from './places.ts';
import { intentOf } from './records.ts';

describe.each(await testableStores())(
  'a log over $name that whoever owns the store has changed',
  ({ place: newPlace }) => {
    let place: Place;
    beforeEach(async () => {
      place = await newPlace();
      const log = await openDisclosureLog(place.options);
      for (const person of [1, 2, 3, 4]) await log.append([intentOf([person])]);
      await log.close();
    });
    afterEach(() => place.remove());

    async function tamper(sql: string): Promise<void> {
      const { place: at } = place.options;
      if (at.kind === 'postgresql') {
        await runSql(`ALTER TABLE entries DISABLE TRIGGER ALL; ${sql}`, at.url);
        return;
      }
      const database = new DatabaseSync(at.path);
      database.exec(`DROP TRIGGER entries_no_update; DROP TRIGGER entries_no_delete; ${sql}`);
      database.close();
    }

    const ways = [
      [
        'a text changed',
        "UPDATE entries SET body = replace(body, 'VIRTA', 'KOSKI') WHERE seq = 3",
        { fault: 'ALTERED', seq: 3 },
      ],
      ['a record deleted', 'DELETE FROM entries WHERE seq = 3', { fault: 'DELETED', seq: 3 }],
      ['its end deleted', 'DELETE FROM entries WHERE seq > 3', { fault: 'TAIL_CUT', seq: 4 }],
    ] as const;

    it.each(ways)('is found out: %s', async (_, sql, expected) => {
      await tamper(sql);
      const source = await openSource(place.options.place);
      const { finding } = await verifyLog(source, { publicKey: place.options.keys.publicKey, anchor: null });
      await source.close();
      expect(finding).toMatchObject(expected);
    });
  },
);
