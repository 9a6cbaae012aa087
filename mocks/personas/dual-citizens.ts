import { type Moment, termsOf } from '../academic-calendar.ts';
import type { Person } from '../person.ts';
import { syntheticCode } from '../synthetic-code.ts';
import { courses } from './attainments.ts';
import { identity } from './identities.ts';
import { autumnIntake, feeRow, lostChoice, place } from './places.ts';
import { programmes } from './programmes.ts';
import { registrations, studentRecord, studyRight } from './rights.ts';

/** P01, a citizen of an EU and of another country, and P01b, whom VTS hides from Migri as a Finnish citizen. */
export function dualCitizens(moment: Moment): readonly Person[] {
  return [
    dualCitizen(moment, {
      id: 'P01',
      story:
        'Bulgarian and Ukrainian citizen: no fee after all, but an unpaid row was left in the fee register.',
      number: 9001,
      citizenships: ['100', '804'],
      code: '140300A901H',
    }),
    dualCitizen(moment, {
      id: 'P01b',
      story: 'As P01, but Finnish and Ukrainian: accepted in VTS, whose Migri answer leaves her out.',
      number: 9201,
      citizenships: ['246', '804'],
      code: syntheticCode({ birthDate: '2000-03-14', sign: 'A', number: 921 }),
    }),
  ];
}

interface Student {
  readonly id: string;
  readonly story: string;
  readonly number: number;
  readonly citizenships: readonly string[];
  readonly code: string;
}

function dualCitizen({ today, year }: Moment, { id, story, number, citizenships, code }: Student): Person {
  const record = identity({
    number,
    givenNames: 'Sofia',
    familyName: 'Petrova',
    birthDate: '2000-03-14',
    citizenships,
    code,
    municipality: '049',
  });
  const choice = {
    person: number,
    intake: autumnIntake(year - 1),
    maksuvelvollisuus: 'NOT_REQUIRED',
  } as const;
  const won = place({ ...choice, programme: programmes.bachelorsA });
  const rightKey = `A-${number}-B`;
  return {
    id,
    story,
    records: [record],
    places: [lostChoice({ ...choice, programme: programmes.bachelorsB, valintaTila: 'HYLATTY' }), won],
    // Recorded before the institution saw the second citizenship, and never removed.
    feeRows: [feeRow(won, 'MAKSAMATTA')],
    studentRecords: [
      studentRecord({
        institution: programmes.bachelorsA.institution.code,
        studentKey: `A-${number}`,
        learnerNumber: record.oid,
        code,
        rights: [
          studyRight({
            key: rightKey,
            programme: programmes.bachelorsA,
            startsOn: `${year - 1}-08-01`,
            endsOn: `${year + 2}-07-31`,
          }),
        ],
        registrations: registrations(termsOf(year - 1, year), { rightKey }),
        attainments: courses({ rightKey, from: year - 1, to: year, perTerm: 5, today }),
      }),
    ],
    migri: null,
  };
}
