import { autumnOf, type Moment, termsOf } from '../academic-calendar.ts';
import type { IdentityRecord, Person } from '../person.ts';
import { courses } from './attainments.ts';
import { identity } from './identities.ts';
import { migriRecord } from './permits.ts';
import { autumnIntake, feeRow, lostChoice, place } from './places.ts';
import { programmes } from './programmes.ts';
import { feesDue, paid, registrations, studentRecord, studyRight } from './rights.ts';

/** P00, the clean baseline, and P14, who differs from it only by a non-disclosure order. */
export function paidMasters(moment: Moment): readonly Person[] {
  const linh = identity({
    number: 9000,
    givenNames: 'Linh',
    familyName: 'Tran',
    birthDate: '2001-04-17',
    citizenships: ['704'],
    sex: '2',
  });
  const anna = identity({
    number: 9014,
    givenNames: 'Anna',
    familyName: 'Virtanen-Abebe',
    birthDate: '1993-11-05',
    citizenships: ['231'],
    code: '051193-908C',
    nonDisclosure: true,
    municipality: '091',
  });
  return [
    paidMaster(moment, {
      id: 'P00',
      number: 9000,
      record: linh,
      story: 'Clean baseline: first-year master’s student at HEI-A, fee paid for both terms.',
    }),
    paidMaster(moment, {
      id: 'P14',
      number: 9014,
      record: anna,
      story: 'As P00, under a non-disclosure order (turvakielto).',
    }),
  ];
}

interface Student {
  readonly id: string;
  readonly number: number;
  readonly record: IdentityRecord;
  readonly story: string;
}

function paidMaster({ today, year }: Moment, { id, number, record, story }: Student): Person {
  const intake = autumnIntake(year);
  const won = place({
    person: number,
    programme: programmes.mastersA,
    intake,
    maksuvelvollisuus: 'REQUIRED',
  });
  const lower = lostChoice({
    person: number,
    programme: programmes.mastersB,
    intake,
    valintaTila: 'PERUUNTUNUT',
    maksuvelvollisuus: 'REQUIRED',
  });
  return {
    id,
    story,
    records: [record],
    places: [won, lower],
    feeRows: [feeRow(won, 'MAKSETTU')],
    studentRecords: [firstYear({ today, year }, number, record)],
    migri: migriRecord({
      number,
      grants: [{ type: 'A', ground: 'STUDY', validFrom: `${year}-07-25`, validUntil: `${year + 2}-07-31` }],
    }),
  };
}

function firstYear({ today, year }: Moment, number: number, record: IdentityRecord) {
  const rightKey = `A-${number}-M`;
  const terms = termsOf(year, year);
  return studentRecord({
    institution: programmes.mastersA.institution.code,
    studentKey: `A-${number}`,
    learnerNumber: record.oid,
    code: record.personalIdentityCode,
    rights: [
      studyRight({
        key: rightKey,
        programme: programmes.mastersA,
        startsOn: autumnOf(year).startsOn,
        endsOn: `${year + 2}-07-31`,
        classifications: ['5'],
        fees: feesDue(terms, '6000'),
      }),
    ],
    registrations: registrations(terms, { rightKey, fee: paid('6000') }),
    attainments: courses({ rightKey, from: year, to: year, perTerm: 6, today }),
  });
}
