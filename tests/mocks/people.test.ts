import { describe, expect, it } from 'vitest';
import { academicYearOf, ageOn, autumnOf, springOf } from '../../mocks/academic-calendar.ts';
import { buildPeople } from '../../mocks/people.ts';
import type { AttainmentRecord, Person, StudyRightRecord } from '../../mocks/person.ts';
import { isSyntheticCode } from '../../mocks/synthetic-code.ts';

const DAYS = ['2026-01-15', '2026-07-30', '2026-08-02', '2026-11-24', '2028-02-29'] as const;
const PERSON_OID = /^1\.2\.246\.562\.24\.\d{11}$/;

function stateOn(right: StudyRightRecord, day: string): string | undefined {
  const begun = right.states.filter(({ startsOn }) => startsOn <= day);
  return begun.toSorted((a, b) => a.startsOn.localeCompare(b.startsOn)).at(-1)?.code;
}

function credits(attainments: readonly AttainmentRecord[]): number {
  return attainments.reduce((sum, attainment) => sum + Number(attainment.credits), 0);
}

function oidsOf(people: readonly Person[]): readonly string[] {
  return people.flatMap(({ records }) => records.map(({ oid }) => oid));
}

function codesOf(people: readonly Person[]): readonly string[] {
  return people.flatMap(({ records }) => records.flatMap((record) => record.personalIdentityCode ?? []));
}

/** The persona, with what the tests ask of it most. */
function storyOf(people: readonly Person[], id: string) {
  const person = people.find((candidate) => candidate.id === id);
  if (person === undefined) throw new Error(`no persona ${id}`);
  const { studentRecords } = person;
  return {
    ...person,
    oids: person.records.map(({ oid }) => oid.slice(-4)),
    acceptances: person.places.map(({ vastaanottoTila }) => vastaanottoTila),
    obligations: person.places.map(({ maksuvelvollisuus }) => maksuvelvollisuus),
    payments: person.feeRows.map(({ maksuntila }) => maksuntila),
    rights: studentRecords.flatMap(({ rights }) => rights),
    terms: studentRecords.flatMap(({ registrations }) => registrations),
    attainments: studentRecords.flatMap(({ attainments }) => attainments),
  };
}

describe.each(DAYS)('the personas on %s', (today) => {
  const people = buildPeople({ today });
  const year = academicYearOf(today);
  const story = (id: string) => storyOf(people, id);

  it('are P00 to P15 and the variants, with well-formed identifiers', () => {
    expect(people.map(({ id }) => id).join(' ')).toBe(
      'P00 P01 P01b P02 P02b P03 P03b P04 P05 P06 P07 P07b P08 P08b P09 P10 P11 P11b P12 P12b P13 P14 P15 P15-2 P15x',
    );
    expect(oidsOf(people).every((oid) => PERSON_OID.test(oid))).toBe(true);
    expect(new Set(oidsOf(people)).size).toBe(oidsOf(people).length);
    expect(new Set(codesOf(people)).size).toBe(codesOf(people).length);
    expect(codesOf(people).every(isSyntheticCode)).toBe(true);
    for (const { places } of people) {
      const kouta = places.filter(({ option }) => option.oid.length === 35);
      expect(places.length - kouta.length).toBeLessThanOrEqual(1);
      for (const { round, implementation, applicationOid, provider } of places) {
        expect([round, implementation].map(({ oid }) => oid.length)).toEqual([35, 35]);
        expect([applicationOid.length, provider.oid.length]).toEqual([35, 26]);
      }
    }
  });

  it('have done nothing in the future', () => {
    for (const { id } of people) {
      const { attainments, terms, feeRows, migri } = story(id);
      const done = [
        ...attainments.flatMap(({ attainedOn, recognisedOn }) => [attainedOn, recognisedOn ?? attainedOn]),
        ...terms.map(({ registeredOn }) => registeredOn),
        ...feeRows.map(({ recordedAt }) => recordedAt.slice(0, 10)),
        ...(migri?.cases ?? []).flatMap(({ submittedOn, decidedOn }) => [
          submittedOn,
          decidedOn ?? submittedOn,
        ]),
      ];
      expect(done.filter((day) => day > today)).toEqual([]);
    }
  });

  it.each(['P00', 'P14'])('%s has paid for both terms of the current year', (id) => {
    const { rights, terms, payments, acceptances, records } = story(id);
    expect([payments, acceptances[0]]).toEqual([['MAKSETTU'], 'VASTAANOTTANUT_SITOVASTI']);
    expect(rights.map((right) => [right.type, stateOn(right, today)])).toEqual([['4', '1']]);
    expect(rights[0]?.fees.map(({ amount }) => amount)).toEqual(['6000', '6000']);
    expect(terms.map(({ fee, startsOn }) => [fee?.paid, startsOn])).toEqual([
      ['1', autumnOf(year).startsOn],
      ['1', springOf(year).startsOn],
    ]);
    const protectedPlace = [id === 'P14', id === 'P14' ? '091' : null];
    expect([records[0]?.nonDisclosure, records[0]?.municipality]).toEqual(protectedPlace);
  });

  it('P01 is free of the fee, with a row left over, and P01b is Finnish too', () => {
    const { records, obligations, payments, rights, migri } = story('P01');
    expect(records[0]?.citizenships).toEqual(['100', '804']);
    expect([obligations.at(-1), payments, migri]).toEqual(['NOT_REQUIRED', ['MAKSAMATTA'], null]);
    expect(rights.map((right) => [right.type, stateOn(right, today), right.fees])).toEqual([['2', '1', []]]);
    expect(story('P01b').records[0]?.citizenships).toEqual(['246', '804']);
    expect(story('P01b').places.at(-1)?.valintaTila).toBe('HYVAKSYTTY');
  });

  it('P02 works and P02b came to study; the degree contains every course of the bachelor phase', () => {
    const { obligations, migri, places, rights, attainments, payments } = story('P02');
    expect([obligations, payments]).toEqual([[null, 'NOT_REQUIRED'], []]);
    expect([migri?.firstPermitGround, migri?.permits.at(-1)?.ground]).toEqual(['EMPLOYMENT', 'EMPLOYMENT']);
    expect(places[0]?.option.oid.split('.').at(-1)).toHaveLength(11);
    expect(rights.map((right) => stateOn(right, today))).toEqual(['3', '1']);
    const inside = new Set(attainments.flatMap(({ parts }) => parts ?? []));
    const outermost = attainments.filter(({ key, kind }) => !inside.has(key) && kind !== '3');
    expect(credits(outermost.filter(({ rightKey }) => rightKey === 'A-9002-B'))).toBe(180);
    expect(attainments.filter(({ kind }) => kind === '3')).toHaveLength(1);
    const variant = story('P02b');
    expect([variant.obligations.at(-1), variant.migri?.firstPermitGround]).toEqual(['REQUIRED', 'STUDY']);
    expect(variant.migri?.permits.at(-1)).toMatchObject({ type: 'A', ground: 'EMPLOYMENT' });
  });

  it.each([
    ['P03', { payment: 'VAPAUTETTU', fullyPaid: '1', scholarship: 8000 }],
    ['P03b', { payment: 'MAKSAMATTA', fullyPaid: '0', scholarship: 4000 }],
  ])('%s owes 8000 and has a scholarship', (id, { payment, fullyPaid, scholarship }) => {
    const { payments, rights, terms } = story(id);
    expect(payments).toEqual([payment]);
    expect(rights.flatMap(({ fees }) => fees).reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(
      8000,
    );
    expect(terms.map(({ fee }) => [fee?.paid, fee?.amount])).toEqual([
      [fullyPaid, '0'],
      [fullyPaid, '0'],
    ]);
    expect(terms.reduce((sum, { fee }) => sum + Number(fee?.scholarship), 0)).toBe(scholarship);
  });

  it('P04 has no fee row, P05 has a condition, and both wait for a first permit', () => {
    const [p04, p05] = [story('P04'), story('P05')];
    expect([p04.feeRows, p04.obligations, p04.studentRecords]).toEqual([[], ['REQUIRED'], []]);
    expect(p04.places[0]?.ilmoittautuminenTila).toBe('EI_TEHTY');
    expect((p04.places[0]?.acceptanceDeadline ?? '') > today).toBe(true);
    expect(p05.places.at(-1)?.condition?.en).toBe('Original certificate by 31.8.');
    expect(`${p05.places.at(-1)?.startYear}-08-31` >= today).toBe(true);
    expect(p05.studentRecords).toEqual([]);
    for (const { migri } of [p04, p05]) {
      expect(migri?.cases).toMatchObject([{ kind: 'FIRST_PERMIT', state: 'IN_PROCESS' }]);
    }
  });

  it('P06 has two places and P07 has moved from one to the other', () => {
    const p06 = story('P06');
    expect(p06.acceptances).toEqual(['VASTAANOTTANUT_SITOVASTI', 'OTTANUT_VASTAAN_TOISEN_PAIKAN', 'KESKEN']);
    expect(p06.places[1]?.valintaTila).toBe('HYVAKSYTTY');
    expect(p06.studentRecords.map(({ institution }) => institution)).toEqual(['09901', '09902']);
    expect(p06.rights.map((right) => stateOn(right, today))).toEqual(['1', '1']);
    const [left, entered] = story('P07').rights;
    const days = [`${year}-07-30`, `${year}-07-31`];
    expect(days.map((day) => left && stateOn(left, day))).toEqual(['1', '5']);
    expect([entered?.startsOn, entered && stateOn(entered, today)]).toEqual([`${year}-08-01`, '1']);
    expect(story('P07').attainments.some(({ recognisedOn }) => recognisedOn !== undefined)).toBe(true);
  });

  it('P07b is a transfer student who was on exchange, and P11b counts in study weeks at a merged institution', () => {
    const [p07b, p11b] = [story('P07b'), story('P11b')];
    expect(p07b.rights).toMatchObject([
      {
        institutions: [{ role: '3', code: '09901' }],
        transfer: { sourceKey: 'A-9207-B', terms: [{ state: '1', count: '4' }] },
        periods: [{ language: 'en' }, { language: 'fi' }],
      },
    ]);
    expect(p07b.studentRecords[0]?.mobility).toMatchObject([{ direction: '1', country: '752' }]);
    expect(p11b.rights).toMatchObject([{ institutions: [{ role: '5', code: '09906' }] }]);
    expect(p11b.attainments[0]).toMatchObject({ credits: '0.0', weeks: '3.0' });
  });

  it('P08 is linked to nothing and P08b is; P09 and P10 are where a naive join does not look', () => {
    const [p08, p08b, p09, p10] = [story('P08'), story('P08b'), story('P09'), story('P10')];
    expect([p08.records, p08.places, p08.studentRecords[0]?.learnerNumber]).toEqual([[], [], null]);
    expect(p08.rights).toMatchObject([{ type: '9', periods: [{ classifications: ['2'] }] }]);
    expect(p08.rights.every((right) => right.startsOn <= today && today <= (right.endsOn ?? ''))).toBe(true);
    expect(p08b.studentRecords[0]?.learnerNumber).toBe(p08b.records[0]?.oid);
    expect([p09.places, p09.rights.map(({ type }) => type), p09.terms[0]?.rightKey]).toEqual([
      [],
      ['7'],
      null,
    ]);
    expect(ageOn(p10.records[0]?.birthDate ?? '', today)).toBe(17);
    expect([p10.obligations, p10.studentRecords, p10.migri?.permits[0]?.type]).toEqual([[null], [], 'B']);
  });

  it('P11 is two records of one person', () => {
    const { oids, places, feeRows, studentRecords, rights } = story('P11');
    expect(oids).toEqual(['9011', '9111']);
    expect([places, feeRows].map((rows) => rows.map(({ personOid }) => personOid.slice(-4)))).toEqual([
      ['9111'],
      ['9111'],
    ]);
    expect(studentRecords.map(({ learnerNumber }) => learnerNumber?.slice(-4))).toEqual(['9111', '9011']);
    expect(rights.map((right) => stateOn(right, today))).toEqual(['6', '1']);
    expect(studentRecords.every(({ attainments }) => attainments.length > 0)).toBe(true);
  });

  it.each([
    ['P12', '2'],
    ['P12b', '3'],
  ])('%s is absent in autumn, present in spring, with 28 credits', (id, absence) => {
    const { terms, attainments, records } = story(id);
    expect([records[0]?.nonDisclosure, records[0]?.municipality]).toEqual([true, '837']);
    expect(terms.slice(0, 2).map(({ state }) => state)).toEqual([absence, '1']);
    const now = terms.filter(({ startsOn }) => academicYearOf(startsOn) === year);
    expect(now.map(({ state }) => state)).toEqual([absence, '1']);
    expect(credits(attainments)).toBe(28);
  });

  it('P13 has given up the right while the permit is valid', () => {
    const { rights, migri, terms } = story('P13');
    const ended = rights[0]?.states.find(({ code }) => code === '5')?.startsOn ?? '';
    expect([ended.slice(5), rights.map((right) => stateOn(right, today))]).toEqual(['01-15', ['5']]);
    expect(ageOn(ended, today)).toBe(0);
    expect((migri?.permits[0]?.validUntil ?? '') > today).toBe(true);
    expect(terms.slice(-2).map(({ state, endsOn }) => [state, endsOn?.slice(5)])).toEqual([
      ['1', '09-30'],
      ['2', '12-31'],
    ]);
  });

  it('P15 and his namesakes share a name and a birth date, and nothing else', () => {
    const men = ['P15', 'P15-2', 'P15x'].map(story);
    expect(men.map(({ oids }) => oids)).toEqual([['9015'], ['9115'], ['9215']]);
    const identities = men.flatMap(({ records }) => records);
    expect(new Set(identities.map(({ familyName, birthDate }) => familyName + birthDate)).size).toBe(1);
    expect(identities.map(({ identifiedBy }) => identifiedBy)).toEqual(['NONE', 'NONE', 'MANUAL']);
    const links = men.map(({ studentRecords }) =>
      studentRecords.map((record) => record.learnerNumber?.slice(-4)),
    );
    expect(links).toEqual([[undefined], [], ['9215']]);
  });
});
