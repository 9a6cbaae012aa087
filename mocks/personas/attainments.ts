import type { AttainmentRecord, Names } from '../person.ts';

/** Days of a term on which courses are usually recorded, earliest first. */
const AUTUMN_DAYS = ['10-19', '10-26', '11-16', '12-11', '12-14', '12-18', '12-21', '12-22'] as const;
const SPRING_DAYS = ['02-23', '03-09', '04-20', '05-11', '05-18', '05-29', '06-05', '06-12'] as const;

const GRADES = ['4', '3', '5', 'HYV', '2', '4'] as const;

const COURSE_NAMES: readonly Names[] = [
  { fi: 'Ohjelmoinnin perusteet', sv: 'Grunder i programmering', en: 'Basics of Programming' },
  { fi: 'Tilastotiede', sv: 'Statistik', en: 'Statistics' },
  { fi: 'Projektityö', sv: 'Projektarbete', en: 'Project Work' },
  { fi: 'Suomen kieli 1', sv: 'Finska 1', en: 'Finnish 1' },
  { fi: 'Tutkimusmenetelmät', sv: 'Forskningsmetoder', en: 'Research Methods' },
  { fi: 'Kestävä kehitys', sv: 'Hållbar utveckling', en: 'Sustainable Development' },
  { fi: 'Viestintä', en: 'Communication' },
];

/** Which courses to make. */
export interface CoursesSpec {
  readonly rightKey: string;
  /** Academic years, both included. */
  readonly from: number;
  readonly to: number;
  /** Courses of five credits a term, at most eight: five make 50 credits a year. */
  readonly perTerm: number;
  /** Nothing is recorded after it. */
  readonly today: string;
  readonly terms?: 'BOTH' | 'SPRING';
}

/** Courses of some academic years as far as they are recorded by today. */
export function courses(spec: CoursesSpec): readonly AttainmentRecord[] {
  const days: string[] = [];
  for (let year = spec.from; year <= spec.to; year += 1) {
    if (spec.terms !== 'SPRING')
      days.push(...AUTUMN_DAYS.slice(0, spec.perTerm).map((day) => `${year}-${day}`));
    days.push(...SPRING_DAYS.slice(0, spec.perTerm).map((day) => `${year + 1}-${day}`));
  }
  return days.filter((day) => day <= spec.today).map((day, index) => course(spec.rightKey, day, index));
}

/** The keys of some attainments. */
export function keysOf(attainments: readonly AttainmentRecord[]): readonly string[] {
  return attainments.map(({ key }) => key);
}

/** Credits of attainments, added up. */
export function creditsOf(attainments: readonly AttainmentRecord[]): number {
  return attainments.reduce((sum, { credits }) => sum + Number(credits), 0);
}

function course(rightKey: string, attainedOn: string, index: number): AttainmentRecord {
  return {
    key: `${rightKey}-C${index + 1}`,
    rightKey,
    attainedOn,
    // Institutions write the same number in two ways.
    credits: index % 3 === 0 ? '5.0' : '5',
    kind: '2',
    name: COURSE_NAMES[index % COURSE_NAMES.length] ?? {},
    grade: GRADES[index % GRADES.length] ?? 'HYV',
  };
}
