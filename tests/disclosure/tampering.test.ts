import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chained, type Entry, genesisOf } from '../../gateway/disclosure/chain.ts';
import { type DisclosureKeys, loadDisclosureKeys } from '../../gateway/disclosure/keys.ts';
import type { Finding } from '../../gateway/disclosure/verify/finding.ts';
import { verifyLog } from '../../gateway/disclosure/verify/verify-log.ts';
import { memoryLog, sourceOf } from './memory-source.ts';

const sealEvery = 250;
let folder: string;
let keys: DisclosureKeys;
let entries: readonly Entry[];
let seals: readonly string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opintolupa-tampering-'));
  keys = await loadDisclosureKeys(folder, { create: true });
  ({ entries, seals } = await memoryLog(keys, 510, sealEvery));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function findingIn(
  changed: readonly Entry[],
  anchor: readonly string[] = seals,
): Promise<Finding | null> {
  return (await verifyLog(sourceOf(changed, []), { publicKey: keys.publicKey, anchor })).finding;
}

function at(index: number): Entry {
  const entry = entries[index];
  if (entry === undefined) throw new Error(`no entry ${index}`);
  return entry;
}

/** As somebody would who may write the table, and does not leave gaps in the numbers. */
function renumbered(changed: readonly Entry[]): readonly Entry[] {
  return changed.map((entry, index) => ({ ...entry, seq: index + 1 }));
}

/** One character of a text changed, where in the text depends on the number. */
function flipped(text: string, number: number): string {
  const place = (number * 7919) % text.length;
  return `${text.slice(0, place)}${text[place] === 'x' ? 'y' : 'x'}${text.slice(place + 1)}`;
}

const indexes = Array.from({ length: 1_010 }, (_, index) => index);

/** A way to tamper: what it makes of the entry at an index, how it is called, and which number is named. */
const ways: readonly (readonly [
  name: string,
  fault: string,
  tamper: (index: number) => readonly Entry[],
  seqs: (index: number) => readonly number[],
])[] = [
  [
    'text changed',
    'ALTERED',
    (index) => entries.with(index, { ...at(index), body: flipped(at(index).body, index) }),
    (index) => [index + 1],
  ],
  [
    'hash changed',
    'ALTERED',
    (index) => entries.with(index, { ...at(index), hash: flipped(at(index).hash, index) }),
    (index) => [index + 1],
  ],
  ['deleted', 'DELETED', (index) => entries.toSpliced(index, 1), (index) => [index + 1]],
  [
    'deleted, renumbered',
    'DELETED',
    (index) => renumbered(entries.toSpliced(index, 1)),
    (index) => [index + 1],
  ],
  [
    'inserted, chained well',
    'INSERTED',
    (index) => {
      const forged = chained(entries[index - 1] ?? genesisOf('a0'.repeat(16)), [`${at(0).body} `]);
      return renumbered(entries.toSpliced(index, 0, ...forged));
    },
    (index) => [index + 1],
  ],
  [
    'inserted, not chained',
    'INSERTED',
    (index) => renumbered(entries.toSpliced(index, 0, { ...at(index), hash: flipped(at(index).hash, 3) })),
    (index) => [index + 1],
  ],
  [
    'swapped with the next',
    'SWAPPED',
    (index) => renumbered(entries.with(index, at(index + 1)).with(index + 1, at(index))),
    (index) => [index + 1],
  ],
  [
    'swapped with a far one',
    'SWAPPED',
    (index) => {
      const other = index < 510 ? index + 500 : index - 500;
      return renumbered(entries.with(index, at(other)).with(other, at(index)));
    },
    (index) => [Math.min(index, index < 510 ? index : index - 500) + 1],
  ],
  [
    'duplicated',
    'DUPLICATED',
    (index) => renumbered(entries.toSpliced(index, 0, at(index))),
    (index) => [index + 2],
  ],
  [
    'duplicated at the end',
    'DUPLICATED',
    (index) => [...entries, { ...at(index), seq: 1_022 }],
    () => [1_022],
  ],
  ['tail cut', 'TAIL_CUT', (index) => entries.slice(0, index), (index) => [index + 1]],
];

/** Other forms of a way, tried at every tenth place. */
const variants = new Set([
  'hash changed',
  'deleted, renumbered',
  'inserted, not chained',
  'swapped with a far one',
  'duplicated at the end',
]);

describe('a log that was tampered with', () => {
  it('is found to be as it was written when it was not', async () => {
    expect(await findingIn(entries)).toBeNull();
    expect(entries).toHaveLength(1_021);
  });

  it.each(ways)('is found and located: %s', async (name, fault, ...[tamper, seqs]) => {
    const wrong: unknown[] = [];
    const places = variants.has(name) ? indexes.filter((index) => index % 10 === 0) : indexes;
    for (const index of places) {
      const finding = await findingIn(tamper(index));
      if (finding?.fault !== fault || !seqs(index).includes(finding.seq)) wrong.push([index, finding]);
    }
    expect(wrong).toEqual([]);
    expect(places.length).toBe(variants.has(name) ? 101 : 1_010);
  });

  it('is found when the chain was recomputed from any of 1,010 places on, between the checkpoints around', async () => {
    const wrong: unknown[] = [];
    for (const index of indexes) {
      const forged = entries
        .slice(index)
        .map(({ body }) => body.replace('VIRTA', 'KOSKI').replace('BOOT', 'BOOT '));
      const head = entries[index - 1] ?? genesisOf('a0'.repeat(16));
      const bodies = forged[0] === at(index).body ? [`${forged[0]} `, ...forged.slice(1)] : forged;
      const finding = await findingIn([...entries.slice(0, index), ...chained(head, bodies)]);
      const from = Math.floor(index / sealEvery) * sealEvery + 1;
      // A record that cannot be read any more is named itself.
      const located = finding?.fault === 'RECOMPUTED' ? finding.seq === from : finding?.seq === index + 1;
      if (!located) wrong.push([index, finding]);
    }
    expect(wrong).toEqual([]);
  });

  it('is not found when it is recomputed whole and there is nothing outside the store to hold it against', async () => {
    const forged = chained(
      genesisOf('a0'.repeat(16)),
      entries.map(({ body }) => body.replace('VIRTA', 'KOSKI')),
    );
    expect(await findingIn(forged, [])).toBeNull();
    expect((await findingIn(forged))?.fault).toBe('RECOMPUTED');
  });

  it('is found when a checkpoint was signed by another key, changed, or the anchor file is empty', async () => {
    const others = await loadDisclosureKeys(join(folder, 'others'), { create: true });
    const { seals: foreign } = await memoryLog(others, 5, 100);
    expect((await findingIn(entries, [...seals, ...foreign]))?.fault).toBe('CHECKPOINT_FORGED');
    expect(
      (
        await findingIn(
          entries,
          seals.map((line) => line.replace('"seq":250', '"seq":251')),
        )
      )?.fault,
    ).toBe('CHECKPOINT_FORGED');
    const { finding } = await verifyLog(sourceOf(entries, seals), { publicKey: keys.publicKey, anchor: [] });
    expect(finding?.fault).toBe('UNSEALED');
  });
});

describe('what a log says of requests', () => {
  it('counts those that asked and of which nothing is known to be delivered', async () => {
    const { accounts } = await verifyLog(sourceOf(entries.slice(0, -1), []), {
      publicKey: keys.publicKey,
      anchor: null,
    });
    expect(accounts).toEqual({ boots: 1, intents: 510, outcomes: 509, refusals: 0, unfinished: 1 });
  });

  it('is inconsistent when a disclosure has no record before it, or no start of its gateway is there', async () => {
    const logId = 'a0'.repeat(16);
    const bodies = entries.map(({ body }) => body);
    const without = (index: number) => chained(genesisOf(logId), bodies.toSpliced(index, 1));
    expect(await findingIn(without(1), [])).toMatchObject({ fault: 'INCONSISTENT', seq: 2 });
    expect(await findingIn(without(0), [])).toMatchObject({ fault: 'INCONSISTENT', seq: 1 });
  });
});
