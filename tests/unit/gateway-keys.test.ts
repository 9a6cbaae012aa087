import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { createGatewayKeys, type KeySource, keysInFile } from '../../subgraphs/registry/gateway-keys.ts';

const newKey = (kid?: string): JWK => ({
  ...generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }),
  ...(kid === undefined ? {} : { kid }),
});
const [first, second] = [newKey('first'), newKey('second')];

/** A source that says what it is told to, and counts. */
function toldSource(limits: Partial<KeySource> = {}) {
  const told: { keys: unknown; reads: number; now: number } = { keys: null, reads: 0, now: 0 };
  const source: KeySource = {
    read: async () => {
      told.reads += 1;
      return told.keys;
    },
    freshMs: 300_000,
    unknownMs: 5_000,
    close: async () => undefined,
    ...limits,
  };
  const keys = createGatewayKeys(source, () => told.now);
  return { told, finds: async (kid: string) => (await keys.find(kid)) !== null, areKnown: keys.areKnown };
}

describe('keys of gateways', () => {
  it('are read once for all who need them, and kept while they are fresh', async () => {
    const { told, finds } = toldSource();
    told.keys = { keys: [first, second] };
    const found = await Promise.all(['first', 'second', 'first'].map(finds));
    told.now = 299_999;
    expect([...found, await finds('first'), told.reads]).toEqual([true, true, true, true, 1]);
  });

  it('change: a new one is found and an old one refused, without a new start', async () => {
    const { told, finds } = toldSource();
    told.keys = { keys: [first] };
    expect(await finds('first')).toBe(true);
    told.keys = { keys: [second] };
    told.now = 5_000;
    expect([await finds('second'), await finds('first')]).toEqual([true, false]);
  });

  it('are not asked for again and again because of a name that nobody has', async () => {
    const { told, finds } = toldSource();
    told.keys = { keys: [first] };
    await finds('first');
    for (const kid of ['a', 'b', 'c']) expect(await finds(kid)).toBe(false);
    expect(told.reads).toBe(1);
  });

  it('are used for an hour when they cannot be read, and then no longer', async () => {
    const { told, finds, areKnown } = toldSource();
    told.keys = { keys: [first] };
    await finds('first');
    told.keys = null;
    told.now = 3_599_999;
    expect([await finds('first'), await areKnown()]).toEqual([true, true]);
    told.now = 3_600_000;
    expect([await finds('first'), await areKnown()]).toEqual([false, false]);
  });

  it('go by their thumbprints where they have no name', async () => {
    const { told, finds } = toldSource();
    const nameless = newKey();
    told.keys = { keys: [nameless] };
    expect(await finds(await calculateJwkThumbprint(nameless))).toBe(true);
  });

  it.each([
    ['nothing', null],
    ['no key', { keys: [] }],
    ['a key of another kind', { keys: [{ kty: 'oct', k: 'AAAA', kid: 'first' }] }],
    ['a secret key among them', { keys: [first, { ...second, d: 'secret' }] }],
    ['what is no point', { keys: [{ ...first, x: '!'.repeat(43) }] }],
  ])('are none where the source says %s', async (_what, content) => {
    const { told, finds, areKnown } = toldSource();
    told.keys = content;
    expect([await finds('first'), await areKnown()]).toEqual([false, false]);
  });

  it('come into a file later than the subgraph starts, and are found at once', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'opintolupa-keys-')), 'gateway-keys.json');
    const keys = createGatewayKeys(keysInFile(path), () => 0);
    const before = [await keys.areKnown(), await keys.find('first')];
    writeFileSync(path, JSON.stringify({ keys: [first] }));
    expect([before, await keys.areKnown(), (await keys.find('first')) !== null]).toEqual([
      [false, null],
      true,
      true,
    ]);
    rmSync(path);
    expect(await keys.find('first')).not.toBeNull();
  });
});
