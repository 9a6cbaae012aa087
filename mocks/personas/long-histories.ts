import { type Moment, termsOf } from '../academic-calendar.ts';
import type { Person, StudentRecord } from '../person.ts';
import { courses } from './attainments.ts';
import { type IdentitySpec, identity } from './identities.ts';
import { personOid } from './oids.ts';
import { institutionOf, programmes } from './programmes.ts';
import { registrations, studentRecord, studyRight } from './rights.ts';

/** P07b, who moved from HEI-A to HEI-B as a transfer student, and P11b, whose institution was merged into HEI-B. */
export function longHistories(moment: Moment): readonly Person[] {
  return [
    {
      ...noted({
        number: 9207,
        givenNames: 'Iryna',
        familyName: 'Kovalenko',
        birthDate: '2001-02-19',
        sex: '2',
      }),
      id: 'P07b',
      story:
        'A transfer student: HEI-B took over her right of HEI-A with four terms used; on exchange last spring.',
      studentRecords: [transferred(moment)],
    },
    {
      ...noted({ number: 9211, givenNames: 'Bao', familyName: 'Pham', birthDate: '1980-05-06' }),
      id: 'P11b',
      story:
        'Studies that began in study weeks at an institution that was merged into HEI-B, and go on there.',
      studentRecords: [returned(moment)],
    },
  ];
}

type Who = Omit<IdentitySpec, 'citizenships'>;

function noted(who: Who): Pick<Person, 'records' | 'places' | 'feeRows' | 'migri'> {
  return { records: [identity({ ...who, citizenships: ['704'] })], places: [], feeRows: [], migri: null };
}

function transferred({ today, year }: Moment): StudentRecord {
  const rightKey = 'B-9207-B';
  const startsOn = `${year - 1}-08-01`;
  const right = studyRight({
    key: rightKey,
    programme: programmes.bachelorsB,
    startsOn,
    endsOn: `${year + 2}-07-31`,
  });
  const [phase] = right.periods;
  return studentRecord({
    institution: programmes.bachelorsB.institution.code,
    studentKey: 'B-9207',
    learnerNumber: personOid(9207),
    rights: [
      {
        ...right,
        institutions: [{ role: '3', code: programmes.bachelorsA.institution.code }],
        // The language of the programme changed in autumn.
        periods:
          phase === undefined
            ? []
            : [
                { ...phase, startsOn: `${year}-08-01` },
                { ...phase, endsOn: `${year}-07-31`, language: 'fi' },
              ],
        primary: [{ startsOn }],
        related: ['B-9207-M'],
        transfer: { on: startsOn, sourceKey: 'A-9207-B', terms: [{ state: '1', count: '4' }] },
      },
    ],
    registrations: registrations(termsOf(year - 1, year), { rightKey }),
    attainments: courses({ rightKey, from: year - 1, to: year, perTerm: 4, today }),
    mobility: [
      {
        key: 'B-9207-X',
        rightKey,
        startsOn: `${year}-01-10`,
        endsOn: `${year}-05-31`,
        direction: '1',
        country: '752',
        kind: '1',
        programme: '103',
      },
    ],
  });
}

function returned({ today, year }: Moment): StudentRecord {
  const rightKey = 'B-9211-M';
  return studentRecord({
    institution: programmes.mastersB.institution.code,
    studentKey: 'B-9211',
    learnerNumber: personOid(9211),
    rights: [
      {
        ...studyRight({
          key: rightKey,
          programme: programmes.mastersB,
          startsOn: '2003-08-01',
          endsOn: null,
        }),
        institutions: [{ role: '5', code: institutionOf('09906').code }],
      },
    ],
    registrations: registrations(termsOf(year, year), { rightKey }),
    attainments: [
      {
        key: `${rightKey}-W1`,
        rightKey,
        attainedOn: '2004-05-12',
        credits: '0.0',
        weeks: '3.0',
        kind: '2',
        name: { fi: 'Johdatus tilastotieteeseen' },
        grade: 'HYV',
      },
      ...courses({ rightKey, from: year, to: year, perTerm: 4, today }),
    ],
  });
}
