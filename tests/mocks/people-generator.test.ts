import { describe, expect, it } from 'vitest';
import { academicYearOf, ageOn, nextIntake, termOf } from '../../mocks/academic-calendar.ts';
import { buildPeople } from '../../mocks/people.ts';
import type { Person } from '../../mocks/person.ts';
import { birthDateOf, isSyntheticCode, sexOf, syntheticCode } from '../../mocks/synthetic-code.ts';

const today = '2026-11-24';

describe('artificial personal identity codes', () => {
  it.each([
    ['140300A901H', '2000-03-14', '1'],
    ['020598-902P', '1998-05-02', '2'],
    ['110701A9034', '2001-07-11', '1'],
    ['081202A905J', '2002-12-08', '1'],
    ['170695-906J', '1995-06-17', '2'],
    ['300803A907U', '2003-08-30', '1'],
    ['051193-908C', '1993-11-05', '2'],
    ['220701A912H', '2001-07-22', '2'],
    ['030599Y931J', '1999-05-03', '1'],
  ])('%s is right, and tells the birth date and the sex', (code, birthDate, sex) => {
    expect([isSyntheticCode(code), birthDateOf(code), sexOf(code)]).toEqual([true, birthDate, sex]);
    expect(syntheticCode({ birthDate, sign: code.charAt(6), number: Number(code.slice(7, 10)) })).toBe(code);
  });

  it('refuses what a real person could have', () => {
    expect(() => syntheticCode({ birthDate: '1998-05-02', sign: '-', number: 899 })).toThrow(RangeError);
    expect(() => syntheticCode({ birthDate: '1998-05-02', sign: 'A', number: 900 })).toThrow(RangeError);
    expect(isSyntheticCode('020598-902R')).toBe(false);
    expect(isSyntheticCode('020598-123X')).toBe(false);
  });
});

describe('the academic calendar', () => {
  it('turns at the end of July', () => {
    expect([academicYearOf('2026-07-31'), academicYearOf('2026-08-01')]).toEqual([2025, 2026]);
    expect(termOf('2028-02-29')).toEqual({ startsOn: '2028-01-01', endsOn: '2028-07-31' });
    expect(nextIntake('2026-07-30', 30)).toEqual({ startYear: 2027, startSeason: 'K' });
    expect(nextIntake('2026-06-30', 30)).toEqual({ startYear: 2026, startSeason: 'S' });
    expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
  });
});

describe('generated people', () => {
  const seeded = { today, generated: 3000, seed: 7 } as const;
  const generated = buildPeople(seeded).filter(({ id }) => id.startsWith('G'));
  const share = (trait: (person: Person) => boolean) => generated.filter(trait).length / generated.length;
  const states = new Set(generated.flatMap(({ feeRows }) => feeRows.map(({ maksuntila }) => maksuntila)));

  it('are the same for the same seed and day, and others for another seed', () => {
    expect(buildPeople(seeded).slice(-5)).toEqual(generated.slice(-5));
    expect(buildPeople({ ...seeded, generated: 10 }).slice(-10)).toEqual(generated.slice(0, 10));
    expect(buildPeople({ ...seeded, generated: 10, seed: 8 }).slice(-10)).not.toEqual(generated.slice(0, 10));
  });

  it('have identifiers of their own', () => {
    const records = buildPeople(seeded).flatMap((person) => person.records);
    const codes = records.flatMap(({ personalIdentityCode }) => personalIdentityCode ?? []);
    const customers = generated.flatMap(({ migri }) => migri?.customerNumber ?? []);
    const applications = generated.flatMap(({ places }) =>
      places.slice(0, 1).map((each) => each.applicationOid),
    );
    expect(records.filter(({ oid }) => !/^1\.2\.246\.562\.24\.\d{11}$/.test(oid))).toEqual([]);
    for (const identifiers of [records.map(({ oid }) => oid), codes, customers, applications]) {
      expect(new Set(identifiers).size).toBe(identifiers.length);
    }
    expect(codes.every(isSyntheticCode)).toBe(true);
  });

  it.each<[string, number, number, (person: Person) => boolean]>([
    ['a personal identity code', 0.55, 0.65, ({ records }) => records[0]?.personalIdentityCode !== null],
    ['two linked records', 0.06, 0.1, ({ records }) => records.length > 1],
    ['a non-disclosure order', 0.02, 0.045, ({ records }) => records[0]?.nonDisclosure === true],
    ['no identification', 0.025, 0.055, ({ records }) => records[0]?.identifiedBy === 'NONE'],
    [
      'a place won',
      0.65,
      0.75,
      ({ places }) => places.some((each) => each.valintaTila.endsWith('HYVAKSYTTY')),
    ],
    ['a right in VIRTA', 0.8, 0.9, ({ studentRecords }) => studentRecords.length > 0],
    ['Finnish citizenship', 0.004, 0.02, ({ records }) => records[0]?.citizenships.includes('246') === true],
    ['a record at Migri', 0.7, 0.9, ({ migri }) => migri !== null],
    ['required fee without a row', 0.04, 0.15, lacksFeeRow],
  ])('have %s in the share that the mix tells', (...[, least, most, trait]) => {
    expect(share(trait)).toBeGreaterThan(least);
    expect(share(trait)).toBeLessThan(most);
  });

  it('study as students do, with every state of the fee, and apply to few options', () => {
    const records = generated.flatMap(({ studentRecords }) => studentRecords);
    const attainments = records.flatMap((record) => record.attainments);
    expect(attainments.length / records.length).toBeGreaterThan(18);
    expect(attainments.length / records.length).toBeLessThan(32);
    expect(attainments.filter(({ attainedOn }) => attainedOn > today)).toEqual([]);
    expect(attainments.some(({ recognisedOn }) => recognisedOn !== undefined)).toBe(true);
    expect(states).toEqual(new Set(['MAKSETTU', 'MAKSAMATTA', 'VAPAUTETTU']));
    const options = new Set(generated.flatMap(({ places }) => places.map(({ option }) => option.oid)));
    expect(options.size).toBeLessThan(70);
    const types = new Set(records.flatMap(({ rights }) => rights.map(({ type }) => type)));
    expect([...types].sort()).toEqual(['1', '2', '3', '4', '7', '9']);
  });
});

function lacksFeeRow({ places, feeRows }: Person): boolean {
  return places.at(-1)?.maksuvelvollisuus === 'REQUIRED' && feeRows.length === 0;
}
