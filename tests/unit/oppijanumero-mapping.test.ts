import { afterEach, describe, expect, it, vi } from 'vitest';
import { readIdentityRecord } from '../../subgraphs/oppijanumero/identity-record.ts';
import type { LookedUp } from '../../subgraphs/oppijanumero/looked-up.ts';
import {
  homeMunicipalityFactOf,
  identificationMethodOf,
  identityFactOf,
  isMinor,
  oppijanumeroOf,
  registryLookupOf,
} from '../../subgraphs/oppijanumero/mapping.ts';
import { matchByCode } from '../../subgraphs/oppijanumero/student-match.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';

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
    [{ yksiloityVTJ: 'true', yksiloity: true }, null],
    [{ yksiloityVTJ: true, yksiloityEidas: 1 }, 'POPULATION_INFORMATION_SYSTEM'],
    [{ yksiloity: 'yes', yksiloityEidas: true }, 'EIDAS'],
  ])('is identified, by the flags %o, as %s', (flags, method) => {
    expect(identificationMethodOf(recordOf(flags))).toBe(method);
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
      nonDisclosure: null,
      treatedAsProtected: true,
      citizenships: null,
    });
    expect(homeMunicipalityFactOf(source).state).toBe('NOT_LINKED');
  });

  it.each([
    [{ kuolinpaiva: '2025-11-02' }, 'DECEASED'],
    [{ kuolinpaiva: '2025-00-00' }, 'DECEASED'],
    [{ kuolinpaiva: '2025-11-02', passivoitu: true, oppijanumero: null, syntymaaika: 'x' }, 'DECEASED'],
    [{ passivoitu: true }, 'RECORD_PASSIVATED'],
    [{ passivoitu: true, oppijanumero: null }, 'RECORD_PASSIVATED'],
    [{ kuolinpaiva: ' ' }, undefined],
  ])('of a record with %o is known, and says %s', (fields, code) => {
    const fact = identityFactOf(student(fields), today);
    expect([fact.state, fact.reason?.code]).toEqual(['KNOWN', code]);
    expect(JSON.stringify(fact)).not.toContain('2025-');
  });

  it.each([
    [true, true, true],
    [false, false, false],
    [null, null, true],
    ['false', null, true],
    [undefined, null, true],
  ])('with protection %o says %s, and is treated as protected: %s', (turvakielto, said, treated) => {
    const source = student({ turvakielto, kotikunta: '091' });
    const fact = identityFactOf(source, today);
    expect([fact.nonDisclosure, fact.treatedAsProtected]).toEqual([said, treated]);
    expect(registryLookupOf(source).nonDisclosure).toBe(treated);
    expect(homeMunicipalityFactOf(source).state).toBe(treated ? 'WITHHELD' : 'KNOWN');
    const isClear = said !== null;
    expect([fact.complete, fact.reason?.field ?? null]).toEqual([isClear, isClear ? null : 'turvakielto']);
  });
});

describe('a person born on 29 February', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ['2026-02-28T12:00:00Z', true],
    ['2026-02-28T21:30:00Z', true],
    ['2026-02-28T22:30:00Z', false],
    ['2026-03-01T12:00:00Z', false],
  ])('comes of age on 1 March by the Finnish date: a minor at %s, %s', (now, minor) => {
    vi.useFakeTimers({ now: new Date(now) });
    const source = student({ syntymaaika: '2008-02-29' });
    expect(identityFactOf(source, createClock(null).today()).minor).toBe(minor);
  });

  it('is nobody else on that day of a leap year', () => {
    expect([isMinor('2010-02-28', '2028-02-29'), isMinor('2010-03-01', '2028-02-29')]).toEqual([false, true]);
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

describe('an identity code', () => {
  it('that nobody carries now may be somebody’s earlier one', () => {
    expect(matchByCode([])).toMatchObject({ code: 'NOT_LINKED', reason: { code: 'CURRENT_CODES_ONLY' } });
  });

  it('whose carrier the registry’s other call does not know is not one that it does not have', () => {
    const gone = { asked, person: { found: 'NOTHING', observedAt: readAt } } as const;
    const resolved = { code: 'IDENTITY_UNRESOLVED', reason: { code: 'IDENTITY_UNRESOLVED' }, student: null };
    expect(matchByCode([gone])).toMatchObject(resolved);
    expect(matchByCode([student(), gone])).toMatchObject(resolved);
  });

  it('that two records carry belongs to nobody when they are two persons, and to the person when they are one', () => {
    const other = { ...student({ oidHenkilo: asked, oppijanumero: asked }) };
    expect(matchByCode([student(), other])).toMatchObject({
      code: 'AMBIGUOUS',
      reason: { code: 'IDENTITY_AMBIGUOUS' },
      student: null,
    });
    expect(matchByCode([student(), student()])).toMatchObject({ code: 'FOUND', askedFor: null });
  });
});

function recordOf(fields: Readonly<Record<string, unknown>>) {
  const record = readIdentityRecord({ ...wire, ...fields });
  if ('unusable' in record) throw new Error(`unusable by ${record.unusable}`);
  return record;
}

function student(fields: Readonly<Record<string, unknown>> = {}) {
  const record = recordOf(fields);
  const person: LookedUp = { found: 'RECORD', record, linkedOids: [record.oidHenkilo], observedAt: readAt };
  return { asked, person };
}
