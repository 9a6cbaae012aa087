import { addDays, type Moment, termsOf } from '../academic-calendar.ts';
import type { FeeRow, Person, RegistrationRecord } from '../person.ts';
import { courses } from './attainments.ts';
import { identity } from './identities.ts';
import { type MigriSpec, migriRecord } from './permits.ts';
import { autumnIntake, feeRow, lostChoice, place } from './places.ts';
import { programmes } from './programmes.ts';
import { feesDue, registrations, studentRecord, studyRight } from './rights.ts';

/** P03 with a scholarship for the whole first year's fee, and P03b with one for half of it. */
export function scholarshipHolders(moment: Moment): readonly Person[] {
  const { today, year } = moment;
  return [
    scholarshipHolder(moment, {
      id: 'P03',
      story: 'Full scholarship in the first year: owed 8,000, paid nothing, all covered.',
      number: 9003,
      row: 'VAPAUTETTU',
      fee: { paid: '1', amount: '0', scholarship: '4000' },
      permits: {
        grants: [{ type: 'A', ground: 'STUDY', validFrom: `${year}-07-20`, validUntil: `${year + 2}-07-31` }],
      },
    }),
    scholarshipHolder(moment, {
      id: 'P03b',
      story: 'As P03, but the scholarship covers half: 4,000 is still open.',
      number: 9203,
      row: 'MAKSAMATTA',
      fee: { paid: '0', amount: '0', scholarship: '2000' },
      permits: {
        grants: [],
        open: {
          kind: 'FIRST_PERMIT',
          ground: 'STUDY',
          state: 'IN_PROCESS',
          submittedOn: addDays(today, -20),
        },
      },
    }),
  ];
}

interface Student {
  readonly id: string;
  readonly story: string;
  readonly number: number;
  readonly row: FeeRow['maksuntila'];
  /** Of each term: 4,000 is due. */
  readonly fee: NonNullable<RegistrationRecord['fee']>;
  readonly permits: Omit<MigriSpec, 'number'>;
}

function scholarshipHolder(
  { today, year }: Moment,
  { id, story, number, row, fee, permits }: Student,
): Person {
  const record = identity({
    number,
    givenNames: 'Amara',
    familyName: 'Okafor',
    birthDate: '2000-09-02',
    citizenships: ['566'],
    sex: '2',
  });
  const choice = { person: number, intake: autumnIntake(year), maksuvelvollisuus: 'REQUIRED' } as const;
  const won = place({ ...choice, programme: programmes.mastersB });
  const rightKey = `B-${number}-M`;
  const terms = termsOf(year, year);
  return {
    id,
    story,
    records: [record],
    places: [lostChoice({ ...choice, programme: programmes.mastersA, valintaTila: 'VARALLA' }), won],
    feeRows: [feeRow(won, row)],
    studentRecords: [
      studentRecord({
        institution: programmes.mastersB.institution.code,
        studentKey: `B-${number}`,
        learnerNumber: record.oid,
        rights: [
          studyRight({
            key: rightKey,
            programme: programmes.mastersB,
            startsOn: `${year}-08-01`,
            endsOn: `${year + 2}-07-31`,
            classifications: ['5'],
            fees: feesDue(terms, '4000'),
          }),
        ],
        registrations: registrations(terms, { rightKey, fee }),
        attainments: courses({ rightKey, from: year, to: year, perTerm: 5, today }),
      }),
    ],
    migri: migriRecord({ number, ...permits }),
  };
}
