import { calendarYearOf, latestOn, type Moment, termsOf } from '../academic-calendar.ts';
import type { Person, RegistrationRecord, StudentRecord } from '../person.ts';
import { courses } from './attainments.ts';
import { identity } from './identities.ts';
import { migriRecord } from './permits.ts';
import { autumnIntake, feeRow, place } from './places.ts';
import { programmes } from './programmes.ts';
import { feesDue, paid, registrations, studentRecord, studyRight } from './rights.ts';

const NUMBER = 9013;
const CODE = '300803A907U';
const RIGHT = `A-${NUMBER}-B`;

/** P13, who gave up the right on 15 January while the permit still runs. */
export function discontinuedStudent({ today }: Moment): readonly Person[] {
  const endedOn = latestOn('01-15', today);
  const first = calendarYearOf(endedOn) - 2;
  const record = identity({
    number: NUMBER,
    givenNames: 'Chloe',
    familyName: 'Martin',
    birthDate: '2003-08-30',
    citizenships: ['124'],
    code: CODE,
    municipality: '049',
  });
  const won = place({
    person: NUMBER,
    programme: programmes.bachelorsA,
    intake: autumnIntake(first),
    maksuvelvollisuus: 'REQUIRED',
  });
  const person: Person = {
    id: 'P13',
    story: 'Gave up the right to study on 15 January; the residence permit is still valid.',
    records: [record],
    places: [won],
    feeRows: [feeRow(won, 'MAKSETTU')],
    studentRecords: [enrolment(first, endedOn, record.oid)],
    migri: migriRecord({
      number: NUMBER,
      grants: [{ type: 'A', ground: 'STUDY', validFrom: `${first}-07-20`, validUntil: `${first + 4}-07-31` }],
    }),
  };
  return [person];
}

function enrolment(first: number, endedOn: string, learnerNumber: string): StudentRecord {
  const present = termsOf(first, first);
  return studentRecord({
    institution: programmes.bachelorsA.institution.code,
    studentKey: `A-${NUMBER}`,
    learnerNumber,
    code: CODE,
    rights: [
      studyRight({
        key: RIGHT,
        programme: programmes.bachelorsA,
        startsOn: `${first}-08-01`,
        endsOn: `${first + 4}-07-31`,
        states: [
          { code: '1', startsOn: `${first}-08-01`, endsOn: `${first + 2}-01-14` },
          { code: '5', startsOn: endedOn },
        ],
        fees: feesDue([...present, { startsOn: `${first + 1}-08-01`, endsOn: `${first + 1}-12-31` }], '6000'),
      }),
    ],
    registrations: [
      ...registrations(present, { rightKey: RIGHT, fee: paid('6000') }),
      ...splitAutumn(first + 1),
    ],
    attainments: courses({ rightKey: RIGHT, from: first, to: first, perTerm: 3, today: endedOn }),
  });
}

/** Became absent in the middle of the last autumn: VIRTA then splits the term in two. */
function splitAutumn(year: number): readonly RegistrationRecord[] {
  const until = { startsOn: `${year}-08-01`, endsOn: `${year}-09-30` };
  const from = { startsOn: `${year}-10-01`, endsOn: `${year}-12-31` };
  return [
    ...registrations([until], { rightKey: RIGHT, fee: paid('6000') }),
    { rightKey: RIGHT, state: '2', registeredOn: `${year}-09-28`, ...from },
  ];
}
