import { calendarYearOf, type Moment } from '../academic-calendar.ts';
import type { Person } from '../person.ts';
import { identity } from './identities.ts';
import { koutaOid } from './oids.ts';
import { migriRecord } from './permits.ts';
import { autumnIntake, place } from './places.ts';
import { programmes } from './programmes.ts';

const NUMBER = 9010;

/** P10, a minor in vocational education, of whom VIRTA knows nothing. */
export function vocationalStudent({ today, year }: Moment): readonly Person[] {
  const record = identity({
    number: NUMBER,
    givenNames: 'Tenzin',
    familyName: 'Dorji',
    // Born on the first day of a year: 17 on every day of this one.
    birthDate: `${calendarYearOf(today) - 17}-01-01`,
    citizenships: ['064'],
  });
  const won = place({
    person: NUMBER,
    programme: programmes.vocational,
    intake: autumnIntake(year),
    maksuvelvollisuus: null,
    targetGroup: '11',
    round: {
      oid: koutaOid('round', year * 10 + 5),
      name: {
        fi: `Perusopetuksen jälkeisen koulutuksen yhteishaku ${year}`,
        sv: `Gemensam ansökan till utbildning efter den grundläggande utbildningen ${year}`,
        en: `Joint application to second-degree education ${year}`,
      },
    },
  });
  const person: Person = {
    id: 'P10',
    story: 'Aged 17, vocational education (second degree): accepted in VTS, nothing in VIRTA.',
    records: [record],
    places: [won],
    feeRows: [],
    studentRecords: [],
    migri: migriRecord({
      number: NUMBER,
      grants: [{ type: 'B', ground: 'STUDY', validFrom: `${year}-07-22`, validUntil: `${year + 1}-07-31` }],
    }),
  };
  return [person];
}
