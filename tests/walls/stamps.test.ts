import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runDisclosuresCommand } from '../../gateway/disclosure/command.ts';
import { openDisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import { KeysRefused, loadDisclosureKeys } from '../../gateway/disclosure/keys.ts';
import { stampKeys } from '../../gateway/disclosure/keys-mode.ts';
import type { NewRecord } from '../../gateway/disclosure/record.ts';
import { type Place, runOn, sqlitePlace, testableStores } from '../disclosure/places.ts';
import { intentOf } from '../disclosure/records.ts';

const stores = await testableStores();

describe.each(stores)('a disclosure log in $name', ({ place: newPlace }) => {
  let place: Place;
  beforeEach(async () => {
    place = await newPlace();
  });
  afterEach(() => place.remove());

  const openAs = (mode: 'mock' | 'real') => openDisclosureLog({ ...place.options, mode });
  /** A log as it was made before logs were stamped. */
  async function unstampedWith(records: readonly NewRecord[]): Promise<void> {
    const log = await openAs('mock');
    if (records.length > 0) await log.append(records);
    await log.close();
    await runOn(place, 'DROP TABLE stamp');
  }
  const otherMode = { mock: 'real', real: 'mock' } as const;

  it.each(['mock', 'real'] as const)('of REGISTRIES=%s is never opened with the other', async (mode) => {
    await (await openAs(mode)).close();
    await expect(openAs(otherMode[mode])).rejects.toThrow(
      `DISCLOSURE_LOG: it is a log of REGISTRIES=${mode}, and this gateway has REGISTRIES=${otherMode[mode]}`,
    );
    await (await openAs(mode)).close();
  });

  it('keeps its stamp from whoever would change it', async () => {
    await (await openAs('mock')).close();
    await expect(runOn(place, "UPDATE stamp SET mode = 'real'").then(() => 'changed')).rejects.toThrow(
      'append-only',
    );
  });

  it('that nobody has used takes the mode of its first use', async () => {
    await unstampedWith([]);
    await (await openAs('real')).close();
    await expect(openAs('mock')).rejects.toThrow('a log of REGISTRIES=real');
  });

  it.each([
    ['purpose', { purpose: 'SANDBOX' }],
    ['client', { owner: 'Finnish Immigration Service (sandbox)' }],
  ] as const)('without a stamp is the sandbox’s by a %s of it', async (_what, change) => {
    await unstampedWith([intentOf([1]), Object.assign({}, intentOf([2]), change)]);
    await expect(openAs('real')).rejects.toThrow('a log of REGISTRIES=mock');
    await (await openAs('mock')).close();
    await expect(openAs('real')).rejects.toThrow('a log of REGISTRIES=mock');
  });

  it.each(['mock', 'real'] as const)('that does not tell whose it is, is not used as %s', async (mode) => {
    await unstampedWith([intentOf([1])]);
    await expect(openAs(mode)).rejects.toThrow('keep it, and name another place');
  });

  it.each(['mock', 'real'] as const)('of REGISTRIES=%s is read by the command', async (mode) => {
    const log = await openAs(mode);
    await log.append([intentOf([1])]);
    await log.close();
    const { place: where } = place.options;
    const DISCLOSURE_LOG = where.kind === 'sqlite' ? `sqlite:${where.path}` : where.url;
    const said: string[] = [];
    const terminal = {
      environment: { DISCLOSURE_LOG, DISCLOSURE_KEYS: join(place.folder, 'keys') },
      out: (line: string) => void said.push(line),
      note: (line: string) => void said.push(line),
    };
    expect(await runDisclosuresCommand(['verify'], terminal)).toBe(0);
    expect(said).toContain('OK');
  });
});

describe('a folder of keys', () => {
  let place: Place;
  let folder: string;
  beforeEach(async () => {
    place = await sqlitePlace();
    folder = join(place.folder, 'keys');
  });
  afterEach(() => place.remove());

  it('is stamped at its first use, and never used in the other mode', () => {
    stampKeys(folder, 'real');
    expect(readFileSync(join(folder, 'mode'), 'utf8')).toBe('real\n');
    expect(() => stampKeys(folder, 'mock')).toThrow(KeysRefused);
    stampKeys(folder, 'real');
  });

  it('with anything else for a stamp is not used', () => {
    writeFileSync(join(folder, 'mode'), 'prod\n');
    for (const mode of ['mock', 'real'] as const) {
      expect(() => stampKeys(folder, mode)).toThrow(`not of REGISTRIES=${mode}`);
    }
  });

  it('is made in the sandbox only', async () => {
    const missing = join(place.folder, 'missing');
    stampKeys(missing, 'real');
    await expect(loadDisclosureKeys(missing, { create: false })).rejects.toThrow('missing');
    stampKeys(missing, 'mock');
    expect(readFileSync(join(missing, 'mode'), 'utf8')).toBe('mock\n');
  });
});
