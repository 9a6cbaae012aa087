import { type Institution, institutionOf, type Programme, programme } from '../personas/programmes.ts';

const FIELDS = [
  { fi: 'Data-analytiikka', sv: 'Dataanalys', en: 'Data Analytics' },
  { fi: 'Terveyden edistäminen', sv: 'Hälsofrämjande', en: 'Health Promotion' },
  { fi: 'Matkailu', sv: 'Turism', en: 'Tourism' },
  { fi: 'Energiatekniikka', sv: 'Energiteknik', en: 'Energy Technology' },
  { fi: 'Taloustiede', sv: 'Nationalekonomi', en: 'Economics' },
] as const;

const UNIVERSITIES = ['09901', '09902', '09903'].map(institutionOf);
const APPLIED_SCIENCES = ['09904', '09905', '09906'].map(institutionOf);

const LEVELS = {
  1: { degreeCode: '631101', extent: '210' },
  2: { degreeCode: '612101', extent: '180' },
  3: { degreeCode: '731101', extent: '90.0' },
  4: { degreeCode: '712101', extent: '120' },
} as const;

/** The options that generated people apply to: few, because the fee register is asked per option. */
export const bachelorOptions: readonly Programme[] = [
  ...UNIVERSITIES.flatMap((institution, at) => optionsOf(institution, 10_000 + at * 100, '2')),
  ...APPLIED_SCIENCES.flatMap((institution, at) => optionsOf(institution, 10_300 + at * 100, '1')),
];

/** As `bachelorOptions`, for the master's level. */
export const masterOptions: readonly Programme[] = [
  ...UNIVERSITIES.flatMap((institution, at) => optionsOf(institution, 20_000 + at * 100, '4')),
  ...APPLIED_SCIENCES.flatMap((institution, at) => optionsOf(institution, 20_300 + at * 100, '3')),
];

/** Doctoral programmes. */
export const doctoralProgrammes: readonly Programme[] = UNIVERSITIES.map((institution, at) =>
  programme({
    number: 30_000 + at,
    institution,
    type: '7',
    degreeCode: '855101',
    name: { fi: 'Tohtoriohjelma', sv: 'Doktorandprogram', en: 'Doctoral Programme' },
  }),
);

/** Incoming exchange, which nobody applies to through Opintopolku. */
export const exchangeProgrammes: readonly Programme[] = [...UNIVERSITIES, ...APPLIED_SCIENCES].map(
  (institution, at) =>
    programme({
      number: 40_000 + at,
      institution,
      type: '9',
      name: { fi: 'Vaihto-opiskelu', sv: 'Utbytesstudier', en: 'Exchange studies' },
    }),
);

function optionsOf(
  institution: Institution,
  base: number,
  type: '1' | '2' | '3' | '4',
): readonly Programme[] {
  return FIELDS.map((name, at) => programme({ number: base + at, institution, type, name, ...LEVELS[type] }));
}
