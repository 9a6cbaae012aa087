import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chained } from '../../gateway/disclosure/chain.ts';
import { openDisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import { type LeftPlace, leftPlace } from './left-place.ts';

let place: LeftPlace;
beforeEach(async () => {
  place = await leftPlace();
});
afterEach(() => place.remove());

describe('a tail that was tampered with', () => {
  const first = (text: string) => text.slice(0, text.indexOf('\n') + 1);
  /** Ways to tamper with a tail that has the records 4 to 8, and what verification finds. */
  const ways: readonly (readonly [name: string, tamper: (text: string) => string, fault: RegExp])[] = [
    ['the text of a record changed', (text) => text.replace('"DISCLOSED"', '"FAILED"'), /^ALTERED at 4$/],
    ['a line deleted', (text) => text.replace(/\{"seq":6.*\n/, ''), /^DELETED at 6$/],
    ['the first line deleted', (text) => text.slice(first(text).length), /^DELETED at 4$/],
    ['a line there twice', (text) => first(text) + text, /^DUPLICATED at 5$/],
    ['a line made unreadable', (text) => text.replace('{"seq":6', '{seq:6'), /at 6$/],
    ['a line made one of another kind', (text) => text.replace(/\{"seq":6.*/, '{"seal":{}}'), /at 6$/],
    ['a line of nothing', (text) => text.replace(/\{"seq":6.*/, '\0\0\0\0'), /at 6$/],
    ['the last append cut off', (text) => text.slice(0, -1), /^TAIL_CUT at 6$/],
    ['all of it emptied', () => '', /^TAIL_CUT at 4$/],
    [
      'a record before it, with the number of one in SQLite',
      (text) => text.replace('{"seq":4', '{"seq":2'),
      /at 4$/,
    ],
  ];

  it.each(ways)('is found: %s', async (_, tamper, fault) => {
    const all = await place.logWithInSqlite(3);
    const last = all.at(-1);
    if (last === undefined) throw new Error('no entries');
    place.writeTail('a', [all.slice(3, 5), all.slice(5)]);
    await place.seal(last);
    expect((await place.verified()).finding).toBeNull();
    const text = readFileSync(`${place.path}.tail-a`, 'utf8');
    const tampered = tamper(text);
    expect(tampered).not.toBe(text);
    writeFileSync(`${place.path}.tail-a`, tampered);
    const { finding } = await place.verified();
    expect(`${finding?.fault} at ${finding?.seq}`).toMatch(fault);
    // What does not continue the chain is not taken over, and nothing is thrown away.
    if (finding?.fault === 'TAIL_CUT') return;
    await expect(openDisclosureLog(place.options)).rejects.toThrow(
      /does not follow record \d in SQLite: keep copies/,
    );
    expect(readFileSync(`${place.path}.tail-a`, 'utf8')).toBe(tampered);
    expect(place.inSqlite()).toHaveLength(3);
  });

  it('is found: a record that contradicts the one in SQLite', async () => {
    const all = await place.logWithInSqlite(8);
    const [before, entry] = [all[5], all[6]];
    if (before === undefined || entry === undefined) throw new Error('no entries');
    place.writeTail('a', [chained(before, [entry.body.replace('VIRTA', 'KOSKI')])]);
    expect((await place.verified()).finding).toMatchObject({ seq: 9 });
    await expect(openDisclosureLog(place.options)).rejects.toThrow('does not follow record 8');
  });

  it('is found where the database is gone, and no new log is begun over it', async () => {
    const all = await place.logWithInSqlite(0);
    await place.remove();
    place = await leftPlace();
    place.writeTail('a', [all]);
    await expect(openDisclosureLog(place.options)).rejects.toThrow('is gone, but not its tail');
    expect(existsSync(place.path)).toBe(false);
  });
});
