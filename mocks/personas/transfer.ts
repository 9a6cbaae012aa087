import { type Moment, termsOf } from '../academic-calendar.ts';
import type { AttainmentRecord, Person, StudentRecord } from '../person.ts';
import { courses } from './attainments.ts';
import { identity } from './identities.ts';
import { migriRecord } from './permits.ts';
import { autumnIntake, place } from './places.ts';
import { programmes } from './programmes.ts';
import { registrations, studentRecord, studyRight } from './rights.ts';

const NUMBER = 9007;
const CODE = '110701A9034';
const RIGHT_A = `A-${NUMBER}-B`;
const RIGHT_B = `B-${NUMBER}-B`;

/** P07, who moved from HEI-A to HEI-B without a day between the rights. */
export function transferStudent(moment: Moment): readonly Person[] {
  const { year } = moment;
  const record = identity({
    number: NUMBER,
    givenNames: 'Olena',
    familyName: 'Bondar',
    birthDate: '2001-07-11',
    citizenships: ['804'],
    code: CODE,
    municipality: '837',
  });
  const person: Person = {
    id: 'P07',
    story:
      'Moved from HEI-A (right ended 31 July) to HEI-B (from 1 August); earlier under temporary protection.',
    records: [record],
    places: [
      place({
        person: NUMBER,
        programme: programmes.bachelorsA,
        intake: autumnIntake(year - 2),
        maksuvelvollisuus: 'NOT_REQUIRED',
      }),
    ],
    feeRows: [],
    studentRecords: [left(moment, record.oid), entered(moment, record.oid)],
    migri: migriRecord({
      number: NUMBER,
      grants: [
        {
          type: 'B',
          ground: 'TEMPORARY_PROTECTION',
          validFrom: `${year - 4}-04-04`,
          validUntil: `${year - 1}-03-04`,
        },
        { type: 'A', ground: 'STUDY', validFrom: `${year - 1}-03-05`, validUntil: `${year + 3}-07-31` },
      ],
    }),
  };
  return [person];
}

function left({ today, year }: Moment, learnerNumber: string): StudentRecord {
  return studentRecord({
    institution: programmes.bachelorsA.institution.code,
    studentKey: `A-${NUMBER}`,
    learnerNumber,
    code: CODE,
    rights: [
      studyRight({
        key: RIGHT_A,
        programme: programmes.bachelorsA,
        startsOn: `${year - 2}-08-01`,
        endsOn: `${year + 2}-07-31`,
        // Sent latest first, as many institutions do.
        states: [
          { code: '5', startsOn: `${year}-07-31` },
          { code: '1', startsOn: `${year - 2}-08-01`, endsOn: `${year}-07-30` },
        ],
      }),
    ],
    registrations: registrations(termsOf(year - 2, year - 1), { rightKey: RIGHT_A }),
    attainments: courses({ rightKey: RIGHT_A, from: year - 2, to: year - 1, perTerm: 4, today }),
  });
}

function entered({ today, year }: Moment, learnerNumber: string): StudentRecord {
  return studentRecord({
    institution: programmes.bachelorsB.institution.code,
    studentKey: `B-${NUMBER}`,
    learnerNumber,
    code: CODE,
    rights: [
      studyRight({
        key: RIGHT_B,
        programme: programmes.bachelorsB,
        startsOn: `${year}-08-01`,
        endsOn: `${year + 3}-07-31`,
      }),
    ],
    registrations: registrations(termsOf(year, year), { rightKey: RIGHT_B }),
    attainments: [
      recognised({ number: 1, attainedOn: `${year - 1}-12-14`, year }),
      recognised({ number: 2, attainedOn: `${year}-05-18`, year }),
      ...courses({ rightKey: RIGHT_B, from: year, to: year, perTerm: 4, today }),
    ],
  });
}

interface Recognition {
  readonly number: number;
  /** When it was attained at HEI-A. */
  readonly attainedOn: string;
  readonly year: number;
}

function recognised({ number, attainedOn, year }: Recognition): AttainmentRecord {
  return {
    key: `${RIGHT_B}-R${number}`,
    rightKey: RIGHT_B,
    attainedOn,
    credits: '5',
    kind: '2',
    name: { fi: 'Hyväksiluettu kurssi', sv: 'Tillgodoräknad kurs', en: 'Recognised course' },
    grade: 'HYV',
    recognisedOn: `${year}-08-01`,
  };
}
