import { type FactReason, reasonOf } from '../registry/reasons.ts';
import type { StudentSource } from './mapping.ts';

/** What became of one identifier; the graph's `StudentMatchCode`. */
type StudentMatchCode =
  | 'FOUND'
  | 'NOT_IDENTIFIED'
  | 'NOT_LINKED'
  | 'AMBIGUOUS'
  | 'INVALID_IDENTIFIER'
  | 'IDENTITY_UNRESOLVED';

/** The graph's `StudentMatch`. */
export interface StudentMatch {
  readonly askedFor: string | null;
  readonly code: StudentMatchCode;
  readonly reason: FactReason | null;
  readonly student: StudentSource | null;
}

/** The outcome for a learner number: the student is given whatever ONR says. */
export function matchByNumber(student: StudentSource): StudentMatch {
  return { askedFor: student.asked, ...outcomeOf(student), student };
}

/** The outcome for a person who is logged in and whose learner number is not known. */
export function notLinked(): StudentMatch {
  return noStudent('NOT_LINKED', reasonOf('PERSON_NOT_LINKED'));
}

/** The outcome for a text that is no learner number. */
export function invalidIdentifier(askedFor: string): StudentMatch {
  return { askedFor, code: 'INVALID_IDENTIFIER', reason: null, student: null };
}

/**
 * The outcome for an identity code, by its carriers: without a record there is no number to give. That nobody carries it
 * now does not tell an earlier code from an unknown one.
 */
export function matchByCode(holders: readonly StudentSource[]): StudentMatch {
  const [student] = holders;
  if (student === undefined) return noStudent('NOT_LINKED', reasonOf('CURRENT_CODES_ONLY'));
  for (const { person } of holders) {
    if (person.found === 'NO_ANSWER') return unresolvedCode(person.reason);
    // One of ONR's calls knows the carrier, the other does not.
    if (person.found === 'NOTHING') return unresolvedCode(reasonOf('IDENTITY_UNRESOLVED'));
  }
  const persons = new Set(holders.map(({ person }) => person.found === 'RECORD' && person.record.oidHenkilo));
  if (persons.size > 1) return noStudent('AMBIGUOUS', reasonOf('IDENTITY_AMBIGUOUS'));
  return { askedFor: null, ...outcomeOf(student), student };
}

/** The outcome for a personal identity code that ONR gave no usable answer about. */
export function unresolvedCode(reason: FactReason): StudentMatch {
  return noStudent('IDENTITY_UNRESOLVED', reason);
}

function noStudent(code: StudentMatchCode, reason: FactReason | null): StudentMatch {
  return { askedFor: null, code, reason, student: null };
}

function outcomeOf({ person }: StudentSource): Pick<StudentMatch, 'code' | 'reason'> {
  switch (person.found) {
    case 'NOTHING':
      return { code: 'NOT_LINKED', reason: reasonOf('NOT_IN_REGISTRY') };
    case 'NO_ANSWER':
      return { code: 'IDENTITY_UNRESOLVED', reason: person.reason };
    case 'RECORD':
      return person.record.oppijanumero === null
        ? { code: 'NOT_IDENTIFIED', reason: reasonOf('PERSON_NOT_IDENTIFIED') }
        : { code: 'FOUND', reason: null };
  }
}
