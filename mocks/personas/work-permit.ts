import { type Moment, termsOf } from '../academic-calendar.ts';
import type { AttainmentRecord, Person, StudyPlace } from '../person.ts';
import { syntheticCode } from '../synthetic-code.ts';
import { courses, creditsOf, keysOf } from './attainments.ts';
import { identity } from './identities.ts';
import { tarjontaOid } from './oids.ts';
import { migriRecord } from './permits.ts';
import { autumnIntake, place } from './places.ts';
import { programmes } from './programmes.ts';
import { openEnd, registrations, studentRecord, studyRight } from './rights.ts';

/** P02, exempt from the fee by a work permit, and P02b, who is not: the first permit was for studies. */
export function workPermitHolders(moment: Moment): readonly Person[] {
  return [
    workPermitHolder(moment, {
      id: 'P02',
      story:
        'Holds an A permit for work, as the first permit was: no fee. Bachelor done, now in the master phase.',
      number: 9002,
      code: '020598-902P',
      firstGround: 'EMPLOYMENT',
      maksuvelvollisuus: 'NOT_REQUIRED',
    }),
    workPermitHolder(moment, {
      id: 'P02b',
      story:
        'As P02, but the first permit was for studies: the fee is required although the permit is now for work.',
      number: 9202,
      code: syntheticCode({ birthDate: '1998-05-02', sign: '-', number: 922 }),
      firstGround: 'STUDY',
      maksuvelvollisuus: 'REQUIRED',
    }),
  ];
}

interface Student {
  readonly id: string;
  readonly story: string;
  readonly number: number;
  readonly code: string;
  readonly firstGround: string;
  readonly maksuvelvollisuus: StudyPlace['maksuvelvollisuus'];
}

function workPermitHolder(moment: Moment, student: Student): Person {
  const { year } = moment;
  const record = identity({
    number: student.number,
    givenNames: 'Ahmed',
    familyName: 'Khan',
    birthDate: '1998-05-02',
    citizenships: ['586'],
    code: student.code,
    municipality: '091',
  });
  return {
    id: student.id,
    story: student.story,
    records: [record],
    places: [oldTarjontaPlace(moment, student), recentPlace(moment, student)],
    feeRows: [],
    studentRecords: [bachelorAndMaster(moment, student, record.oid)],
    migri: migriRecord({
      number: student.number,
      grants: [
        {
          type: 'A',
          ground: student.firstGround,
          validFrom: `${year - 4}-03-01`,
          validUntil: `${year - 1}-02-28`,
        },
        { type: 'A', ground: 'EMPLOYMENT', validFrom: `${year - 1}-03-01`, validUntil: `${year + 3}-02-28` },
      ],
    }),
  };
}

function recentPlace({ year }: Moment, { number, maksuvelvollisuus }: Student): StudyPlace {
  return place({
    person: number,
    programme: programmes.bachelorsA,
    intake: autumnIntake(year - 3),
    maksuvelvollisuus,
  });
}

/** An earlier place that VTS leaves out of its Migri answer because the option is not in kouta. */
function oldTarjontaPlace({ year }: Moment, { number }: Student): StudyPlace {
  const option = { oid: tarjontaOid(9009), name: { fi: 'Vanha hakukohde', en: 'Option of the old system' } };
  return place({
    person: number,
    application: 1,
    programme: { ...programmes.bachelorsB, option },
    intake: autumnIntake(year - 4),
    vastaanottoTila: 'EI_VASTAANOTETTU_MAARA_AIKANA',
    ilmoittautuminenTila: 'EI_TEHTY',
    maksuvelvollisuus: null,
  });
}

function bachelorAndMaster({ today, year }: Moment, { number, code }: Student, learnerNumber: string) {
  const bachelor = `A-${number}-B`;
  const master = `A-${number}-M`;
  const start = `${year - 3}-08-01`;
  return studentRecord({
    institution: programmes.bachelorsA.institution.code,
    studentKey: `A-${number}`,
    learnerNumber,
    code,
    rights: [
      studyRight({
        key: bachelor,
        programme: programmes.bachelorsA,
        startsOn: start,
        endsOn: `${year + 2}-07-31`,
        states: [
          { code: '1', startsOn: start, endsOn: `${year}-06-14` },
          { code: '3', startsOn: `${year}-06-15` },
        ],
      }),
      studyRight({
        key: master,
        programme: programmes.mastersA,
        startsOn: start,
        endsOn: openEnd,
        // The option to the master phase was granted with the bachelor's place. Sent latest first.
        states: [
          { code: '1', startsOn: `${year}-08-01` },
          { code: '2', startsOn: start, endsOn: `${year}-07-31` },
        ],
      }),
    ],
    registrations: [
      ...registrations(termsOf(year - 3, year - 1), { rightKey: bachelor }),
      ...registrations(termsOf(year, year), { rightKey: master }),
    ],
    attainments: [
      ...bachelorsDegree(bachelor, year),
      ...courses({ rightKey: master, from: year, to: year, perTerm: 4, today }),
    ],
  });
}

/** 36 courses of five credits, three of them inside a module, all inside the degree: 180 credits, counted once. */
function bachelorsDegree(rightKey: string, year: number): readonly AttainmentRecord[] {
  const degreeDay = `${year}-06-15`;
  const done = courses({ rightKey, from: year - 3, to: year - 1, perTerm: 6, today: degreeDay });
  const inModule = done.slice(0, 3);
  const module = containing({
    key: `${rightKey}-MODULE`,
    rightKey,
    attainedOn: `${year - 2}-05-31`,
    kind: '2',
    name: { fi: 'Perusopinnot', sv: 'Grundstudier', en: 'Basic Studies' },
    inside: inModule,
  });
  const interim = containing({
    key: `${rightKey}-INTERIM`,
    rightKey,
    attainedOn: `${year - 3}-12-20`,
    kind: '3',
    name: { fi: 'Perusopinnot, välimerkintä', en: 'Basic Studies, interim entry' },
    inside: done.slice(0, 2),
  });
  const degree = containing({
    key: `${rightKey}-DEGREE`,
    rightKey,
    attainedOn: degreeDay,
    kind: '1',
    name: { fi: 'Tekniikan kandidaatti', sv: 'Teknologie kandidat', en: 'Bachelor of Science (Technology)' },
    inside: [module, ...done.slice(3)],
  });
  return [{ ...degree, degreeCode: '651301' }, interim, module, ...done];
}

interface Container extends Pick<AttainmentRecord, 'key' | 'rightKey' | 'attainedOn' | 'kind' | 'name'> {
  readonly inside: readonly AttainmentRecord[];
}

function containing({ inside, ...outer }: Container): AttainmentRecord {
  return { ...outer, credits: String(creditsOf(inside)), grade: 'HYV', parts: keysOf(inside) };
}
