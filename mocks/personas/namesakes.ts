import { type Moment, termsOf } from '../academic-calendar.ts';
import type { Person, StudentRecord } from '../person.ts';
import { courses } from './attainments.ts';
import { type IdentitySpec, identity } from './identities.ts';
import { migriRecord } from './permits.ts';
import { type Programme, programmes } from './programmes.ts';
import { registrations, studentRecord, studyRight } from './rights.ts';

/** P15, whom nothing links to his right at HEI-B, and two others of the same name and birth date. */
export function namesakes(moment: Moment): readonly Person[] {
  const { year } = moment;
  const samuel = {
    givenNames: 'Samuel',
    familyName: 'Mensah',
    birthDate: '2002-06-14',
    citizenships: ['288'],
  } satisfies Partial<IdentitySpec>;
  const nothing = { places: [], feeRows: [], studentRecords: [], migri: null } as const;
  const identified = identity({ ...samuel, number: 9215 });
  return [
    {
      ...nothing,
      id: 'P15',
      story: 'Applied by HEI-B’s own form; not identified in ONR, and VIRTA has him under a local key only.',
      records: [identity({ ...samuel, number: 9015, identifiedBy: 'NONE' })],
      studentRecords: [
        bachelor(moment, {
          studentKey: 'B-LOCAL-9015',
          learnerNumber: null,
          programme: programmes.bachelorsB,
        }),
      ],
    },
    {
      ...nothing,
      id: 'P15-2',
      story: 'Another unidentified ONR record with the name and birth date of P15.',
      records: [identity({ ...samuel, number: 9115, identifiedBy: 'NONE' })],
    },
    {
      ...nothing,
      id: 'P15x',
      story: 'The other man: name and birth date of P15, but identified and with his own right at HEI-A.',
      records: [identified],
      studentRecords: [
        bachelor(moment, {
          studentKey: 'A-9215',
          learnerNumber: identified.oid,
          programme: programmes.bachelorsA,
        }),
      ],
      migri: migriRecord({
        number: 9215,
        grants: [
          { type: 'A', ground: 'STUDY', validFrom: `${year - 1}-07-30`, validUntil: `${year + 3}-07-31` },
        ],
      }),
    },
  ];
}

interface Enrolment {
  readonly studentKey: string;
  readonly learnerNumber: string | null;
  readonly programme: Programme;
}

function bachelor({ today, year }: Moment, { programme, ...student }: Enrolment): StudentRecord {
  const rightKey = `${student.studentKey}-B`;
  return studentRecord({
    ...student,
    institution: programme.institution.code,
    rights: [
      studyRight({
        key: rightKey,
        programme,
        startsOn: `${year - 1}-08-01`,
        endsOn: `${year + 3}-07-31`,
      }),
    ],
    registrations: registrations(termsOf(year - 1, year), { rightKey }),
    attainments: courses({ rightKey, from: year - 1, to: year, perTerm: 4, today }),
  });
}
