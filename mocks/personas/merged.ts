import { type Moment, termsOf } from '../academic-calendar.ts';
import type { Person, StudentRecord } from '../person.ts';
import { courses } from './attainments.ts';
import { type IdentitySpec, identity } from './identities.ts';
import { personOid } from './oids.ts';
import { migriRecord } from './permits.ts';
import { autumnIntake, feeRow, place } from './places.ts';
import { programmes } from './programmes.ts';
import { feesDue, paid, registrations, studentRecord, studyRight } from './rights.ts';

const MASTER = 9011;
const SLAVE = 9111;

/** P11, two ONR records of one person: the ended right is under the slave, the valid one under the master. */
export function mergedPerson(moment: Moment): readonly Person[] {
  const { today, year } = moment;
  const names = {
    givenNames: 'Van An',
    familyName: 'Nguyen',
    birthDate: '1999-10-30',
    citizenships: ['704'],
  } satisfies Partial<IdentitySpec>;
  const won = place({
    person: SLAVE,
    programme: programmes.mastersB,
    intake: autumnIntake(year - 1),
    maksuvelvollisuus: 'REQUIRED',
  });
  const person: Person = {
    id: 'P11',
    story:
      'Two linked ONR records: an ended right under the slave, a valid one under the master, credits under both.',
    records: [identity({ ...names, number: MASTER }), identity({ ...names, number: SLAVE })],
    places: [won],
    // The fee register keeps the OID of the application, so this row too is under the slave.
    feeRows: [feeRow(won, 'MAKSETTU')],
    studentRecords: [lapsed(moment), valid(moment)],
    migri: migriRecord({
      number: MASTER,
      grants: [
        { type: 'A', ground: 'STUDY', validFrom: `${year - 1}-07-18`, validUntil: `${year + 1}-07-31` },
      ],
      open: { kind: 'EXTENSION', ground: 'STUDY', state: 'SUBMITTED', submittedOn: today },
    }),
  };
  return [person];
}

function lapsed({ today, year }: Moment): StudentRecord {
  const rightKey = `A-${SLAVE}-B`;
  return studentRecord({
    institution: programmes.bachelorsA.institution.code,
    studentKey: `A-${SLAVE}`,
    learnerNumber: personOid(SLAVE),
    rights: [
      studyRight({
        key: rightKey,
        programme: programmes.bachelorsA,
        startsOn: `${year - 6}-08-01`,
        endsOn: `${year - 3}-07-31`,
        // Sent latest first.
        states: [
          { code: '6', startsOn: `${year - 3}-07-31` },
          { code: '1', startsOn: `${year - 6}-08-01`, endsOn: `${year - 3}-07-30` },
        ],
      }),
    ],
    registrations: registrations(termsOf(year - 6, year - 4), { rightKey }),
    attainments: courses({ rightKey, from: year - 6, to: year - 4, perTerm: 3, today }),
  });
}

function valid({ today, year }: Moment): StudentRecord {
  const rightKey = `B-${MASTER}-M`;
  const terms = termsOf(year - 1, year);
  return studentRecord({
    institution: programmes.mastersB.institution.code,
    studentKey: `B-${MASTER}`,
    learnerNumber: personOid(MASTER),
    rights: [
      studyRight({
        key: rightKey,
        programme: programmes.mastersB,
        startsOn: `${year - 1}-08-01`,
        endsOn: `${year + 1}-07-31`,
        classifications: ['5'],
        fees: feesDue(terms, '6000'),
      }),
    ],
    registrations: registrations(terms, { rightKey, fee: paid('6000') }),
    attainments: courses({ rightKey, from: year - 1, to: year, perTerm: 5, today }),
  });
}
