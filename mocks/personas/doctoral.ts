import { type Moment, termsOf } from '../academic-calendar.ts';
import type { Person } from '../person.ts';
import { courses } from './attainments.ts';
import { identity } from './identities.ts';
import { migriRecord } from './permits.ts';
import { programmes } from './programmes.ts';
import { openEnd, registrations, studentRecord, studyRight } from './rights.ts';

const NUMBER = 9009;
const CODE = '081202A905J';
const RIGHT = `A-${NUMBER}-D`;

/** P09, a doctoral researcher whom HEI-A admitted outside Opintopolku. */
export function doctoralResearcher({ today, year }: Moment): readonly Person[] {
  const record = identity({
    number: NUMBER,
    givenNames: 'Priya',
    familyName: 'Nair',
    birthDate: '2002-12-08',
    citizenships: ['356'],
    code: CODE,
    municipality: '049',
  });
  const person: Person = {
    id: 'P09',
    story:
      'Doctoral researcher admitted outside Opintopolku: nothing in VTS, an active right in VIRTA, no fee.',
    records: [record],
    places: [],
    feeRows: [],
    studentRecords: [
      studentRecord({
        institution: programmes.doctoralA.institution.code,
        studentKey: `A-${NUMBER}`,
        learnerNumber: record.oid,
        code: CODE,
        rights: [
          studyRight({
            key: RIGHT,
            programme: programmes.doctoralA,
            startsOn: `${year - 1}-08-01`,
            endsOn: openEnd,
          }),
        ],
        // HEI-A registers its doctoral researchers for all their rights at once.
        registrations: registrations(termsOf(year - 1, year), { rightKey: null }),
        attainments: courses({ rightKey: RIGHT, from: year - 1, to: year, perTerm: 2, today }),
      }),
    ],
    migri: migriRecord({
      number: NUMBER,
      grants: [
        { type: 'A', ground: 'RESEARCH', validFrom: `${year - 1}-07-15`, validUntil: `${year + 3}-07-14` },
      ],
    }),
  };
  return [person];
}
