import { describe, expect, it } from 'vitest';
import { readSupergraph } from '../../gateway/federation/gateway.ts';
import { entitlementsOf } from '../../gateway/policy/entitlements.ts';
import { readPolicyTable } from '../../gateway/policy/policy-table.ts';
import { dataRows } from '../../subgraphs/registry/data-rows.ts';
import { policy } from './graph.ts';

const supergraph = readSupergraph();

describe('a gateway over a graph that is not wholly covered', () => {
  it.each([
    [
      'a field that names no row',
      supergraph.replace(/(degreeCode: String .*?)@disclosedAs\(row: "STUDY_RIGHT"\)/, '$1'),
      'StudyRight.degreeCode: names no row of the minimisation table',
    ],
    [
      'a field with a row that is not there',
      supergraph.replace(/(birthDate: Date .*?row: )"PERSON"/, '$1"PERSONS"'),
      'IdentityFact.birthDate: names a row that is not there',
    ],
    [
      'a directive under another name',
      supergraph.replaceAll('@disclosedAs', '@disclosed'),
      '@disclosed: is no directive of this gateway',
    ],
    [
      'a directive under the prefix of its specification',
      supergraph.replace(
        /givenNames: String (.*?)@disclosedAs/,
        'givenNames: String $1@disclosure__disclosedAs',
      ),
      '@disclosure__disclosedAs: is no directive of this gateway',
    ],
  ])('does not start: %s', (_what, sdl, message) => {
    expect(sdl).not.toBe(supergraph);
    expect(() => readPolicyTable(sdl)).toThrow(message);
  });

  it('says everything that is wrong at once', () => {
    const bare = supergraph.replaceAll(/ @disclosedAs\(row: "[^)]*\)/g, '');
    expect(() => readPolicyTable(bare)).toThrow(
      /Student\.studyRights: names no row[\s\S]*TuitionFee\.conflict: names no/,
    );
  });
});

describe('what a purpose is entitled to', () => {
  it('lists every field that clients can ask for, with its cell of the table', () => {
    const listed = entitlementsOf(policy, 'MIGRI_FIRST_PERMIT');
    expect(listed.length).toBeGreaterThan(350);
    expect(listed.filter(({ row, cell }) => dataRows[row].MIGRI_FIRST_PERMIT !== cell)).toEqual([]);
    expect(listed).toContainEqual({
      field: 'Student.admissions',
      row: 'ADMISSION',
      cell: 'GIVEN',
      description: expect.stringContaining('accepted study places'),
    });
  });

  it('never names a field that is not for clients', () => {
    const hidden = entitlementsOf(policy, 'SANDBOX').filter(({ field }) =>
      /lookup|RegistryLookup/.test(field),
    );
    expect(hidden).toEqual([]);
    expect(policy.has('RegistryLookup.personOids')).toBe(true);
  });
});
