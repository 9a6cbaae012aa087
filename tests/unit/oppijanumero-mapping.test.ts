import { describe, expect, it } from 'vitest';
import { identityRecordSchema } from '../../subgraphs/oppijanumero/contract.ts';
import type { LookedUp } from '../../subgraphs/oppijanumero/looked-up.ts';
import {
  homeMunicipalityFactOf,
  identificationMethodOf,
  identityFactOf,
  isMinor,
  oppijanumeroOf,
  registryLookupOf,
} from '../../subgraphs/oppijanumero/mapping.ts';
import { readMasters } from '../../subgraphs/oppijanumero/master-records.ts';
import { matchByCode } from '../../subgraphs/oppijanumero/student-match.ts';

const number = '1.2.246.562.24.00000000001';
const asked = '1.2.246.562.24.00000000002';
const readAt = '2026-08-01T09:00:00.000Z';
const today = '2026-08-01';

const wire = {
  oidHenkilo: number,
  hetu: null,
  passivoitu: false,
  etunimet: 'Asha Mock',
  sukunimi: 'Testinen',
  kansalaisuus: [{ kansalaisuusKoodi: '356' }],
  syntymaaika: '1998-03-15',
  kotikunta: null,
  oppijanumero: number,
  turvakielto: false,
  yksiloity: true,
  duplicate: false,
  modifiedAt: '2026-03-10T15:35:20.283+02:00',
};

describe('identity', () => {
  it('gives the time of record in UTC, or none when it has no offset', () => {
    const recorded = (modifiedAt: string) => identityFactOf(student({ modifiedAt }), today).source.recordedAt;
    expect(recorded('2026-03-10T15:35:20.283+02:00')).toBe('2026-03-10T13:35:20.283Z');
    expect(recorded('2026-03-10T15:35:20.283')).toBeNull();
    expect(recorded('2026-33-10T15:35:20+02:00')).toBeNull();
  });

  it('says whether an identity code is recorded, and never which', () => {
    const fact = identityFactOf(student({ hetu: '150398-905K' }), today);
    expect(fact.hasPersonalIdentityCode).toBe(true);
    expect(JSON.stringify(fact)).not.toContain('150398');
    expect(identityFactOf(student({ hetu: '' }), today).hasPersonalIdentityCode).toBe(false);
  });

  it.each([
    [{ yksiloityVTJ: true, yksiloity: true }, 'POPULATION_INFORMATION_SYSTEM'],
    [{ yksiloityEidas: true, yksiloity: false }, 'EIDAS'],
    [{ yksiloity: true }, 'MANUAL'],
    [{ yksiloity: null }, null],
    [{ yksiloity: true, oppijanumero: null }, 'NONE'],
  ])('is identified, by the flags %o, as %s', (flags, method) => {
    expect(identificationMethodOf(identityRecordSchema.parse({ ...wire, ...flags }))).toBe(method);
  });

  it.each([
    ['2008-08-01', false],
    ['2008-08-02', true],
    ['2008-07-31', false],
    ['2026-08-01', true],
  ])('of somebody born on %s is a minor: %s', (birthDate, minor) => {
    expect(isMinor(birthDate, today)).toBe(minor);
  });

  it('is not known to be of age without a birth date', () => {
    expect(identityFactOf(student({ syntymaaika: null }), today)).toMatchObject({
      birthDate: null,
      minor: null,
    });
  });

  it('of an unidentified person is shown under the number asked, with a remark', () => {
    const source = student({ oppijanumero: null });
    expect(oppijanumeroOf(source)).toBe(asked);
    expect(registryLookupOf(source).resolution).toBe('NOT_IDENTIFIED');
    expect(identityFactOf(source, today)).toMatchObject({
      state: 'KNOWN',
      reason: { code: 'PERSON_NOT_IDENTIFIED' },
      identificationMethod: 'NONE',
    });
  });

  it('of nobody in the registry is not linked, and nobody vouches that it may be shown', () => {
    const source = { asked, person: { found: 'NOTHING', observedAt: readAt } } as const;
    expect(identityFactOf(source, today)).toMatchObject({
      state: 'NOT_LINKED',
      reason: { code: 'NOT_IN_REGISTRY' },
      nonDisclosure: true,
      citizenships: null,
    });
    expect(homeMunicipalityFactOf(source).state).toBe('NOT_LINKED');
  });
});

describe('home municipality', () => {
  it.each([
    [{ kotikunta: '091' }, 'KNOWN', '091'],
    [{ kotikunta: null }, 'KNOWN_NONE', null],
    [{ kotikunta: '' }, 'KNOWN_NONE', null],
    [{ kotikunta: 'Helsinki' }, 'SOURCE_UNAVAILABLE', null],
    [{ kotikunta: '091', turvakielto: true }, 'WITHHELD', null],
  ])('of a record with %o is %s', (fields, state, code) => {
    expect(homeMunicipalityFactOf(student(fields))).toMatchObject({ state, code });
  });
});

describe('master records', () => {
  it.each([
    ['no flag of protection', { turvakielto: undefined }],
    ['an OID that is none', { oidHenkilo: '12', oppijanumero: '12' }],
    ["another person's learner number", { oppijanumero: asked }],
    ['a birth date that does not exist', { syntymaaika: '1998-02-30' }],
    ['a wrong type', { sukunimi: 7 }],
  ])('with %s cannot be used, and others can', (_, fields) => {
    const masters = readMasters([{ [asked]: { ...wire, ...fields }, [number]: wire }], [asked, number]);
    expect(masters.get(asked)).toEqual({ unreadableField: expect.any(String) });
    expect(masters.get(number)).toMatchObject({ oidHenkilo: number });
  });
});

describe('an identity code that two records carry', () => {
  it('belongs to nobody when they are two persons, and to the person when they are one', () => {
    const other = { ...student({ oidHenkilo: asked, oppijanumero: asked }) };
    expect(matchByCode([student(), other])).toMatchObject({
      code: 'AMBIGUOUS',
      reason: { code: 'IDENTITY_AMBIGUOUS' },
      student: null,
    });
    expect(matchByCode([student(), student()])).toMatchObject({ code: 'FOUND', askedFor: null });
  });
});

function student(fields: Readonly<Record<string, unknown>> = {}) {
  const record = identityRecordSchema.parse({ ...wire, ...fields });
  const personOids = { oids: [record.oidHenkilo], complete: true };
  const person: LookedUp = { found: 'RECORD', record, personOids, observedAt: readAt };
  return { asked, person };
}
