import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import { loadDisclosureKeys } from '../../gateway/disclosure/keys.ts';
import { buildPeople } from '../../mocks/people.ts';
import { intentOf } from '../disclosure/records.ts';
import { formsOfCodesIn } from './forms.ts';
import { reportOf, scanFolder } from './scan.ts';

// Outside of the run's own folder: these codes are planted.
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opintolupa-planted-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const people = buildPeople({ today: '2026-11-24', generated: 50, seed: 7 });
const codes = people.flatMap(({ records }) =>
  records.flatMap(({ personalIdentityCode }) => personalIdentityCode ?? []),
);

const everyCharacter = (code: string, prefix: string, base: 16) =>
  [...code].map((one) => `${prefix}${one.charCodeAt(0).toString(base).padStart(2, '0')}`).join('');

const written: Readonly<Record<string, (code: string) => string>> = {
  raw: (code) => `x=${code}.`,
  'raw, in small letters': (code) => ` ${code.toLowerCase()} `,
  'URL-escaped sign': (code) =>
    `/students/${code.replace(/[-+]/, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}?`,
  'URL-escaped throughout': (code) => `/${everyCharacter(code, '%', 16)}/`,
  'JSON-escaped sign': (code) =>
    `"${code.replace(/[-+]/, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)}"`,
  'JSON-escaped throughout': (code) => `"${everyCharacter(code, '\\u00', 16)}"`,
  base64: (code) => `"${Buffer.from(code).toString('base64')}"`,
  'base64 of a longer text': (code) => Buffer.from(`{"a":"${code}"}`).toString('base64'),
  'base64 of a longer text, one further': (code) => Buffer.from(`{"ab":"${code}"}`).toString('base64url'),
  'base64 of a longer text, two further': (code) =>
    `key-${Buffer.from(`{"abc":"${code}"}`).toString('base64')}`,
};

it.each(Object.entries(written))(
  'finds every code, personas and generated, written as %s',
  (_name, write) => {
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => formsOfCodesIn(write(code)).length === 0)).toEqual([]);
  },
);

it('finds a persona’s code also with letters around it', () => {
  expect(formsOfCodesIn(`person${codes[0]}born`)).toEqual(['raw']);
});

it('takes no learner number, instant, identifier or hash for a code', () => {
  const innocent = [
    '1.2.246.562.24.00000009000 2026-11-24T02:45:16.058Z 051193-908A',
    'a0517093-9085-4bf9-9cbb-8fa33c1f7f4e 00061193-908c-4e1d-8a4e-1f2f3f4f5f6f',
    Buffer.from('state KNOWN of a person who is not here').toString('base64'),
  ].join('\n');
  expect(formsOfCodesIn(innocent)).toEqual([]);
});

it('finds a code that lies over two chunks of a large file, and says where, never what', async () => {
  const [code = ''] = codes;
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'deep', 'large.log'), `${' '.repeat(4 * 1024 * 1024 - 5)}${code}\n`);
  writeFileSync(join(folder, 'clean.log'), 'nothing\n');
  const scan = await scanFolder(folder);
  expect(scan).toMatchObject({ files: 2, found: [{ file: 'deep/large.log', form: 'raw' }] });
  expect(reportOf(scan)).toContain('1 found');
  expect(reportOf(scan)).not.toContain(code);
});

it('finds a code in a record of a disclosure log', async () => {
  const [code = ''] = codes;
  const path = join(folder, 'disclosures.sqlite');
  const log = await openDisclosureLog({
    place: { kind: 'sqlite', path },
    mode: 'mock',
    keys: await loadDisclosureKeys(join(folder, 'keys'), { create: true }),
    anchorPath: join(folder, 'checkpoints.jsonl'),
  });
  // A log refuses a code as it is; in base64 it cannot know it.
  const clientId = Buffer.from(`client ${code}`).toString('base64url');
  await log.append([{ ...intentOf([1]), clientId }]);
  await log.close();
  expect((await scanFolder(folder)).found).toContainEqual({
    file: 'disclosures.sqlite (export)',
    form: 'base64',
  });
});
