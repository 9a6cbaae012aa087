import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';

const folder = mkdtempSync(join(tmpdir(), 'opintolupa-institutions-'));
afterAll(() => rmSync(folder, { recursive: true }));

function listOf(content: unknown): ReturnType<typeof loadInstitutions> {
  const file = join(folder, `${crypto.randomUUID()}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return loadInstitutions(file);
}

const aalto = { code: '10076', oid: '1.2.246.562.10.56753942459', name: { fi: 'Aalto-yliopisto' } };

describe('institutions', () => {
  it('are the same one by number and by OID', () => {
    const list = listOf([aalto]);
    expect(list.byCode('10076')).toEqual(list.byOid(aalto.oid));
    expect(list.byCode('10076')).toMatchObject({
      code: '10076',
      oid: aalto.oid,
      name: { fi: 'Aalto-yliopisto', sv: null, en: null },
    });
  });

  it('that the list does not know keep what their registry says', () => {
    for (const list of [listOf([aalto]), loadInstitutions(null)]) {
      expect(list.byCode('UK')).toMatchObject({ code: 'UK', oid: null });
      expect(list.byOid('1.2.3')).toMatchObject({ code: null, oid: '1.2.3' });
    }
  });

  it.each([
    ['a number for the code', [{ ...aalto, code: 10076 }]],
    ['no OID', [{ code: '10076', name: {} }]],
    ['an object for the list', { '10076': aalto }],
    ['no JSON', 'code;oid;name'],
  ])('are not read from a file with %s: the start fails', (_what, content) => {
    expect(() => listOf(content)).toThrow();
  });

  it('of the sandbox are a list that can be read', () => {
    expect(() => loadInstitutions('mocks/institutions.json')).not.toThrow();
  });
});
