import type { Term } from '../academic-calendar.ts';
import type { RegistrationRecord, StudentRecord, StudyRightRecord } from '../person.ts';
import type { Programme } from './programmes.ts';

type State = StudyRightRecord['states'][number];

/** VIRTA's way to write a right that has no end. */
export const openEnd = '2112-12-21';

/** What tells one study right from another; the rest follows from the programme. */
export interface RightSpec {
  readonly key: string;
  readonly programme: Programme;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly states?: readonly State[];
  readonly fees?: StudyRightRecord['fees'];
  readonly classifications?: readonly string[];
}

/** Makes a study right: active from its start when nothing else is told. */
export function studyRight(spec: RightSpec): StudyRightRecord {
  const { programme } = spec;
  if (programme.type === null) throw new RangeError(`rights of ${programme.moduleId} are not in VIRTA`);
  const fees = spec.fees ?? [];
  return {
    key: spec.key,
    startsOn: spec.startsOn,
    endsOn: spec.endsOn,
    type: programme.type,
    states: spec.states ?? [{ code: '1', startsOn: spec.startsOn }],
    periods: [
      {
        startsOn: spec.startsOn,
        ...(spec.endsOn === null ? {} : { endsOn: spec.endsOn }),
        moduleId: programme.moduleId,
        ...(programme.degreeCode === null ? {} : { degreeCode: programme.degreeCode }),
        municipality: programme.municipality,
        language: programme.language,
        funding: fees.length > 0 ? '5' : '1',
        classifications: spec.classifications ?? [],
        name: programme.name,
      },
    ],
    fees,
    extent: programme.extent,
  };
}

/** The same sum due for each of some terms. */
export function feesDue(terms: readonly Term[], amount: string): StudyRightRecord['fees'] {
  return terms.map((term) => ({ ...term, amount }));
}

/** What tells one term's registration from another. */
export interface RegistrationSpec {
  readonly rightKey: string | null;
  readonly state?: string;
  readonly fee?: RegistrationRecord['fee'];
}

/** Registers for terms: present when nothing else is told, and for the whole year in July, as students do. */
export function registrations(terms: readonly Term[], spec: RegistrationSpec): readonly RegistrationRecord[] {
  return terms.map((term) => ({
    rightKey: spec.rightKey,
    state: spec.state ?? '1',
    registeredOn: julyBefore(term),
    ...term,
    ...(spec.fee === undefined ? {} : { fee: spec.fee }),
  }));
}

/** The fee of a term, all paid by the student. */
export function paid(amount: string): { readonly paid: '1'; readonly amount: string } {
  return { paid: '1', amount };
}

/** What tells one institution's record of a student from another. */
export interface StudentSpec {
  readonly institution: string;
  readonly studentKey: string;
  readonly learnerNumber: string | null;
  readonly code?: string | null;
  readonly rights: readonly StudyRightRecord[];
  readonly registrations: readonly RegistrationRecord[];
  readonly attainments?: StudentRecord['attainments'];
  readonly mobility?: StudentRecord['mobility'];
}

/** Makes an institution's record of a student. */
export function studentRecord(spec: StudentSpec): StudentRecord {
  return {
    institution: spec.institution,
    studentKey: spec.studentKey,
    learnerNumber: spec.learnerNumber,
    personalIdentityCode: spec.code ?? null,
    rights: spec.rights,
    registrations: spec.registrations,
    attainments: spec.attainments ?? [],
    ...(spec.mobility === undefined ? {} : { mobility: spec.mobility }),
  };
}

function julyBefore(term: Term): string {
  const year = Number(term.startsOn.slice(0, 4));
  return `${term.startsOn.slice(5) >= '08-01' ? year : year - 1}-07-12`;
}
