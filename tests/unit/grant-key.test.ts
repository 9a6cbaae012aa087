import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ensureGrantKey, grantKeyFiles, readGrantKey } from '../../gateway/federation/remote/grant-key.ts';
import { gatewayKeySet } from '../../subgraphs/registry/gateway-keys.ts';

const folder = () => join(mkdtempSync(join(tmpdir(), 'opintolupa-grant-key-')), 'grants');
const script = new URL('../../gateway/federation/remote/grant-key.ts', import.meta.url);
const made = (at: string): string => {
  const key = ensureGrantKey(at);
  return key.ok ? key.value.x : key.problems.join();
};
const published = (at: string) =>
  gatewayKeySet.parse(JSON.parse(readFileSync(join(at, grantKeyFiles.public), 'utf8')));

describe('the key that grants are signed with', () => {
  it('is made once, for its owner alone, and its public half beside it', () => {
    const at = folder();
    const first = made(at);
    expect(made(at)).toBe(first);
    expect(published(at)).toEqual([{ kty: 'OKP', crv: 'Ed25519', x: first }]);
    expect(statSync(join(at, grantKeyFiles.secret)).mode & 0o777).toBe(0o600);
    expect(readdirSync(at).sort()).toEqual([grantKeyFiles.public, grantKeyFiles.secret]);
  });

  it('is one, however many gateways start at once', async () => {
    const at = folder();
    const program = `import { ensureGrantKey } from ${JSON.stringify(script.href)};
      process.stdout.write(ensureGrantKey(process.argv[1]).value.x);`;
    const starts = Array.from({ length: 4 }, () =>
      promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, at]),
    );
    const keys = (await Promise.all(starts)).map(({ stdout }) => stdout);
    expect(new Set([...keys, published(at)[0]?.x])).toEqual(new Set([made(at)]));
  });

  const refusal = (content: string, mode = 0o600): readonly string[] => {
    const path = join(mkdtempSync(join(tmpdir(), 'opintolupa-grant-key-')), 'key.json');
    writeFileSync(path, content);
    chmodSync(path, mode);
    const key = readGrantKey({ variable: 'GRANT_KEY_FILE', path });
    return key.ok ? [] : key.problems;
  };
  const keyIn = (at: string) => {
    made(at);
    return JSON.parse(readFileSync(join(at, grantKeyFiles.secret), 'utf8'));
  };
  const notOne = ['GRANT_KEY_FILE: must be the path of an Ed25519 private key as a JWK'];

  it('is refused where others may read it', () => {
    const text = JSON.stringify(keyIn(folder()));
    expect(refusal(text)).toEqual([]);
    expect(refusal(text, 0o640)).toEqual(['GRANT_KEY_FILE: must be readable by its owner alone']);
  });

  it.each([
    ['no JSON', () => 'c4nary'],
    ['a public key', () => JSON.stringify({ ...keyIn(folder()), d: undefined })],
    ['another key’s public half', () => JSON.stringify({ ...keyIn(folder()), x: keyIn(folder()).x })],
    ['a key of another kind', () => JSON.stringify({ ...keyIn(folder()), crv: 'X25519' })],
  ])('is refused as %s', (_what, content) => {
    expect(refusal(content())).toEqual(notOne);
  });

  it('that is there and cannot be used is not replaced', () => {
    const at = folder();
    made(at);
    const path = join(at, grantKeyFiles.secret);
    writeFileSync(path, 'c4nary');
    expect(made(at)).toContain('must be the path of an Ed25519 private key');
    expect(readFileSync(path, 'utf8')).toBe('c4nary');
  });
});
