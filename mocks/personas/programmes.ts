import institutionRows from '../institutions.json' with { type: 'json' };
import type { NamedOid, Names } from '../person.ts';
import { koutaOid } from './oids.ts';

/** An institution: its number in VIRTA, and its organisation OID and name in Opintopolku. */
export interface Institution {
  readonly code: string;
  readonly oid: string;
  readonly name: Names;
}

/** A programme as Opintopolku offers it and as VIRTA describes its periods. */
export interface Programme {
  readonly option: NamedOid;
  readonly implementation: NamedOid;
  readonly institution: Institution;
  /** virtaopiskeluoikeudentyyppi; null when the right is not in VIRTA. */
  readonly type: string | null;
  readonly moduleId: string;
  readonly degreeCode: string | null;
  readonly municipality: string;
  readonly extent: string | null;
  readonly language: string;
  readonly name: Names;
}

/** What tells one programme from another. */
export interface ProgrammeSpec {
  readonly number: number;
  readonly institution: Institution;
  readonly type: string | null;
  readonly name: Names;
  readonly degreeCode?: string;
  readonly extent?: string;
  readonly language?: string;
}

const municipalities: Readonly<Record<string, string>> = {
  '09901': '091',
  '09902': '837',
  '09903': '853',
  '09904': '179',
  '09905': '564',
  '09906': '905',
};

/** All synthetic institutions. */
export const institutions: readonly Institution[] = institutionRows;

/** The institution with a number. */
export function institutionOf(code: string): Institution {
  const institution = institutions.find((candidate) => candidate.code === code);
  if (institution === undefined) throw new RangeError(`no institution ${code}`);
  return institution;
}

/** Makes a programme. */
export function programme(spec: ProgrammeSpec): Programme {
  return {
    option: { oid: koutaOid('option', spec.number), name: spec.name },
    implementation: { oid: koutaOid('implementation', spec.number), name: spec.name },
    institution: spec.institution,
    type: spec.type,
    moduleId: `MOD-${spec.number}`,
    degreeCode: spec.degreeCode ?? null,
    municipality: municipalities[spec.institution.code] ?? '999',
    extent: spec.extent ?? null,
    language: spec.language ?? 'en',
    name: spec.name,
  };
}

const heiA = institutionOf('09901');
const heiB = institutionOf('09902');
const heiC = institutionOf('09903');

const computing = { fi: 'Tietotekniikka', sv: 'Datateknik', en: 'Computing' } as const;
const business = { fi: 'Kansainvälinen liiketoiminta', sv: 'Internationell affärsverksamhet' } as const;

/** The programmes that the personas applied to and study in. */
export const programmes = {
  mastersA: programme({
    number: 9001,
    institution: heiA,
    type: '4',
    degreeCode: '751301',
    extent: '120',
    name: { fi: 'Tietotekniikka, maisteri', sv: 'Datateknik, magister', en: "Computing, Master's programme" },
  }),
  bachelorsA: programme({
    number: 9002,
    institution: heiA,
    type: '2',
    degreeCode: '651301',
    extent: '180',
    name: { ...computing, en: "Computing, Bachelor's programme" },
  }),
  doctoralA: programme({
    number: 9003,
    institution: heiA,
    type: '7',
    degreeCode: '855101',
    name: {
      fi: 'Tekniikan tohtorikoulutus',
      sv: 'Doktorsutbildning i teknik',
      en: 'Doctoral Programme in Technology',
    },
  }),
  mastersB: programme({
    number: 9011,
    institution: heiB,
    type: '4',
    degreeCode: '733101',
    extent: '120.0',
    name: { ...business, en: "International Business, Master's programme" },
  }),
  bachelorsB: programme({
    number: 9012,
    institution: heiB,
    type: '2',
    degreeCode: '633101',
    extent: '180.0',
    name: { ...business, en: "International Business, Bachelor's programme" },
  }),
  bachelorsC: programme({
    number: 9021,
    institution: heiC,
    type: '2',
    degreeCode: '612101',
    extent: '180',
    name: { fi: 'Ympäristötiede', sv: 'Miljövetenskap', en: "Environmental Science, Bachelor's programme" },
  }),
  exchangeC: programme({
    number: 9022,
    institution: heiC,
    type: '9',
    name: { fi: 'Vaihto-opiskelu', sv: 'Utbytesstudier', en: 'Exchange studies' },
  }),
  vocational: programme({
    number: 9051,
    institution: institutionOf('09950'),
    type: null,
    name: {
      fi: 'Ravintola- ja catering-alan perustutkinto',
      en: 'Vocational Qualification in Restaurant Services',
    },
  }),
} as const;
