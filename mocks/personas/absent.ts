import { autumnOf, type Moment, springOf } from '../academic-calendar.ts';
import type { AttainmentRecord, Person, StudentRecord } from '../person.ts';
import { syntheticCode } from '../synthetic-code.ts';
import { courses } from './attainments.ts';
import { identity } from './identities.ts';
import { personOid } from './oids.ts';
import { migriRecord } from './permits.ts';
import { autumnIntake, feeRow, place } from './places.ts';
import { programmes } from './programmes.ts';
import { feesDue, paid, registrations, studentRecord, studyRight } from './rights.ts';

/** P12, absent in autumn and present in spring under a non-disclosure order, and P12b, absent for a statutory reason. */
export function absentInAutumn(moment: Moment): readonly Person[] {
  return [
    absentStudent(moment, {
      id: 'P12',
      story:
        'Non-disclosure order; registered absent in autumn and present in spring: 28 credits in that year.',
      number: 9012,
      code: '170695-906J',
      absence: '2',
    }),
    absentStudent(moment, {
      id: 'P12b',
      story: 'As P12, but the absence is for a statutory reason, which does not consume study time.',
      number: 9212,
      code: syntheticCode({ birthDate: '1995-06-17', sign: '-', number: 932 }),
      absence: '3',
    }),
  ];
}

interface Student {
  readonly id: string;
  readonly story: string;
  readonly number: number;
  readonly code: string;
  readonly absence: '2' | '3';
}

function absentStudent(moment: Moment, student: Student): Person {
  const first = firstYearOf(moment);
  const record = identity({
    number: student.number,
    givenNames: 'Yusuf',
    familyName: 'Demir',
    birthDate: '1995-06-17',
    citizenships: ['792'],
    code: student.code,
    nonDisclosure: true,
    municipality: '837',
  });
  const won = place({
    person: student.number,
    programme: programmes.mastersB,
    intake: autumnIntake(first),
    ilmoittautuminenTila: 'POISSA_SYKSY',
    maksuvelvollisuus: 'REQUIRED',
  });
  return {
    id: student.id,
    story: student.story,
    records: [record],
    places: [won],
    feeRows: [feeRow(won, 'MAKSETTU')],
    studentRecords: [enrolment(moment, first, student)],
    migri: migriRecord({
      number: student.number,
      grants: [{ type: 'A', ground: 'STUDY', validFrom: `${first}-12-20`, validUntil: `${first + 2}-07-31` }],
    }),
  };
}

/** The latest academic year whose spring courses are all recorded: only of such a year can 28 credits be told. */
function firstYearOf({ today, year }: Moment): number {
  return today >= `${year + 1}-06-01` ? year : year - 1;
}

function enrolment({ year }: Moment, first: number, { number, code, absence }: Student): StudentRecord {
  const rightKey = `B-${number}-M`;
  const years = first === year ? [year] : [first, year];
  const springs = years.map((each) => springOf(each));
  return studentRecord({
    institution: programmes.mastersB.institution.code,
    studentKey: `B-${number}`,
    learnerNumber: personOid(number),
    code,
    rights: [
      studyRight({
        key: rightKey,
        programme: programmes.mastersB,
        startsOn: `${first}-08-01`,
        endsOn: `${first + 2}-07-31`,
        classifications: ['5'],
        // A term of absence is free of charge.
        fees: feesDue(springs, '5000'),
      }),
    ],
    registrations: years.flatMap((each) => [
      ...registrations([autumnOf(each)], { rightKey, state: absence }),
      ...registrations([springOf(each)], { rightKey, fee: paid('5000') }),
    ]),
    attainments: twentyEightCredits(rightKey, first),
  });
}

function twentyEightCredits(rightKey: string, year: number): readonly AttainmentRecord[] {
  const spring = { rightKey, from: year, to: year, perTerm: 6, terms: 'SPRING' } as const;
  const six = courses({ ...spring, today: springOf(year).endsOn });
  return six.map((course, index) => (index === six.length - 1 ? { ...course, credits: '3' } : course));
}
