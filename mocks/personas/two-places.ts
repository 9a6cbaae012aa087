import { type Moment, termsOf } from '../academic-calendar.ts';
import type { Person, RegistrationRecord } from '../person.ts';
import { courses } from './attainments.ts';
import { identity } from './identities.ts';
import { migriRecord } from './permits.ts';
import { autumnIntake, feeRow, lostChoice, place } from './places.ts';
import { type Programme, programmes } from './programmes.ts';
import { feesDue, paid, registrations, studentRecord, studyRight } from './rights.ts';

const NUMBER = 9006;

/** P06, who took a place in the joint application and another in HEI-B's own admission. */
export function twoPlaces(moment: Moment): readonly Person[] {
  const { year } = moment;
  const record = identity({
    number: NUMBER,
    givenNames: 'Diego',
    familyName: 'Ramos',
    birthDate: '2004-01-23',
    citizenships: ['484'],
  });
  const choice = { person: NUMBER, intake: autumnIntake(year), maksuvelvollisuus: 'REQUIRED' } as const;
  const won = place({ ...choice, programme: programmes.bachelorsA });
  const second = place({
    ...choice,
    programme: programmes.bachelorsC,
    vastaanottoTila: 'OTTANUT_VASTAAN_TOISEN_PAIKAN',
    ilmoittautuminenTila: 'EI_TEHTY',
  });
  const third = lostChoice({ ...choice, programme: programmes.bachelorsB, valintaTila: 'HYLATTY' });
  const person: Person = {
    id: 'P06',
    story: 'Two places: HEI-A in the joint application, HEI-B by its own admission, which VTS does not see.',
    records: [record],
    places: [won, second, third],
    feeRows: [feeRow(won, 'MAKSETTU')],
    studentRecords: [
      enrolment(moment, record.oid, {
        letter: 'A',
        programme: programmes.bachelorsA,
        due: '6000',
        fee: paid('6000'),
      }),
      enrolment(moment, record.oid, {
        letter: 'B',
        programme: programmes.bachelorsB,
        due: '5500',
        fee: { paid: '0' },
      }),
    ],
    migri: migriRecord({
      number: NUMBER,
      grants: [{ type: 'A', ground: 'STUDY', validFrom: `${year}-07-28`, validUntil: `${year + 3}-07-31` }],
    }),
  };
  return [person];
}

interface Enrolment {
  readonly letter: 'A' | 'B';
  readonly programme: Programme;
  readonly due: string;
  readonly fee: NonNullable<RegistrationRecord['fee']>;
}

function enrolment(
  { today, year }: Moment,
  learnerNumber: string,
  { letter, programme, due, fee }: Enrolment,
) {
  const rightKey = `${letter}-${NUMBER}-B`;
  const terms = termsOf(year, year);
  return studentRecord({
    institution: programme.institution.code,
    studentKey: `${letter}-${NUMBER}`,
    learnerNumber,
    rights: [
      studyRight({
        key: rightKey,
        programme,
        startsOn: `${year}-08-01`,
        endsOn: `${year + 4}-07-31`,
        fees: feesDue(terms, due),
      }),
    ],
    registrations: registrations(terms, { rightKey, fee }),
    attainments: courses({ rightKey, from: year, to: year, perTerm: letter === 'A' ? 4 : 2, today }),
  });
}
