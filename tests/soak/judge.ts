import type { RegistryName } from '../../mocks/faults/expectation.ts';
import { alters, type StruckFault } from './faults.ts';
import { differenceOf, isObject } from './same.ts';

/** A student as an answer has it. */
export type Student = Readonly<Record<string, unknown>>;

const legalStates = new Set<unknown>([
  'KNOWN',
  'KNOWN_NONE',
  'NOT_APPLICABLE',
  'NOT_LINKED',
  'AMBIGUOUS',
  'CONFLICT',
  'NOT_COVERED',
  'NOT_PERMITTED',
  'WITHHELD',
  'CONSENT_REQUIRED',
  'CONSENT_UNVERIFIABLE',
  'SOURCE_UNAVAILABLE',
  'STALE',
]);
/** States that say: there is no answer. All others say something about the person or about what was asked. */
const withoutAnswer = new Set<unknown>(['SOURCE_UNAVAILABLE', 'AMBIGUOUS', 'STALE', 'WITHHELD']);
const claims = new Set<unknown>(['KNOWN', 'KNOWN_NONE']);
const legalDeterminations = new Set<unknown>(['DETERMINED', 'UNDETERMINED']);

/** Facts that a false answer of a registry can change, besides those that are derived. */
const changedBy: Readonly<Record<RegistryName, ReadonlySet<string> | 'all'>> = {
  oppijanumero: 'all',
  opintopolku: new Set(['admissions', 'admissionConditions', 'feePayments', 'tuitionFees']),
  virta: new Set(['studyRights', 'termRegistrations', 'termFees', 'studyProgress', 'tuitionFees']),
  fees: new Set(['admissionConditions', 'feePayments', 'tuitionFees']),
  migri: new Set(['permitCases', 'permits']),
};

/**
 * What is wrong with a student as answered, by how it was answered when nothing was wrong: a state that is none, or a
 * value that a fault made up. Facts are named, never their values.
 */
export function problemsOfStudent(
  student: Student,
  { asked, before }: { readonly asked: string; readonly before: Student },
  faults: readonly StruckFault[],
): readonly string[] {
  const lying = faults.filter(alters).map(({ registry }) => registry);
  return Object.entries(student).flatMap(([name, fact]) => {
    // The number in force, or the number asked while nobody can tell.
    if (!isObject(fact)) return fact === before[name] || fact === asked ? [] : [`${name} changed`];
    const problem = problemOfFact(fact, before[name], mayChange(name, fact, lying));
    return problem === null ? [] : [`${name} ${problem}`];
  });
}

function mayChange(name: string, fact: Student, lying: readonly RegistryName[]): boolean {
  return lying.some((registry) => {
    const changed = changedBy[registry];
    return changed === 'all' || changed.has(name) || !('state' in fact);
  });
}

function problemOfFact(fact: Student, before: unknown, mayDiffer: boolean): string | null {
  if ('state' in fact) return problemOfRegistered(fact, before, mayDiffer);
  if ('determination' in fact) return problemOfDerived(fact, before, mayDiffer);
  return null;
}

function problemOfRegistered(fact: Student, before: unknown, mayDiffer: boolean): string | null {
  const { state } = fact;
  if (!legalStates.has(state)) return 'has no legal state';
  if (mayDiffer || withoutAnswer.has(state)) return null;
  // What such a state shows beside it may be less than before: it claims nothing.
  if (!claims.has(state) && isObject(before) && state === before.state) return null;
  const difference = differenceOf(fact, before, { path: '', mayLack: fact.reason !== null });
  return difference === null ? null : `is ${state} and changed in ${difference}`;
}

function problemOfDerived(fact: Student, before: unknown, mayDiffer: boolean): string | null {
  const { determination, value = null } = fact;
  if (!legalDeterminations.has(determination)) return 'has no legal determination';
  if (determination === 'UNDETERMINED' && value === null) return null;
  if (mayDiffer) return null;
  const valueBefore = isObject(before) ? (before.value ?? null) : null;
  return differenceOf(value, valueBefore, { path: '', mayLack: false }) === null
    ? null
    : `has another value, and is ${determination}`;
}
