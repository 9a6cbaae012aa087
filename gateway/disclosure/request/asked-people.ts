import { isOppijanumero, isPersonalIdentityCode } from '../../../subgraphs/registry/identifiers.ts';
import type { Access } from '../../access/access.ts';
import type { RootSelection } from '../../limits/root-selections.ts';

/** Whom one root field asks about. */
export interface AskedRoot {
  /** The field's key in the answer. */
  readonly key: string;
  /** What the log calls the question where its answer holds no student: a match, or the field itself. */
  readonly fact: string;
  /** Whose answer that is. */
  readonly registry: string;
  /** In the order asked: learner numbers, keyed hashes of codes; null for what is neither, which nobody is asked about. */
  readonly subjects: readonly (string | null)[];
}

/** Whom an operation asks about, as the disclosure log names them. */
export function askedPeople(
  roots: readonly RootSelection[],
  access: Pick<Access, 'person'>,
  subjectOfCode: (code: string) => string,
): readonly AskedRoot[] {
  return roots.map(({ key, name, people }) => {
    // Of these two, the person's own token tells who is meant.
    if (name === 'myDisclosures') {
      return { key, fact: name, registry: 'GATEWAY', subjects: [access.person] };
    }
    const match = { key, fact: 'match', registry: 'ONR' };
    if (name === 'me') return { ...match, subjects: [access.person] };
    return {
      ...match,
      subjects: people.map((text) => {
        if (isOppijanumero(text)) return text;
        return isPersonalIdentityCode(text) ? subjectOfCode(text) : null;
      }),
    };
  });
}

/** Everybody asked about, once each. */
export function subjectsOf(asked: readonly AskedRoot[]): readonly string[] {
  return [...new Set(asked.flatMap(({ subjects }) => subjects.filter((subject) => subject !== null)))];
}
