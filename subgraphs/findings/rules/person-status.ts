import type { RequiredIdentity } from '../required-facts.ts';
import { lacking, type MissingInput } from './finding.ts';
import { type NextStep, stepOf } from './next-step.ts';

type Identity = RequiredIdentity | null | undefined;

/** Whether next steps are for this person: nobody who has died, and nobody whose record is no longer kept up. */
export function stepsAreFor(identity: Identity): boolean {
  const doubt = doubtOf(identity);
  return doubt !== 'DECEASED' && doubt !== 'RECORD_PASSIVATED';
}

/** What is left to do when steps are not for the person: nothing after a death; a passivated record is looked into. */
export function stepsInstead(identity: Identity): {
  readonly items: readonly NextStep[];
  readonly missing: readonly MissingInput[];
} {
  if (doubtOf(identity) !== 'RECORD_PASSIVATED') return { items: [], missing: [] };
  const about = {
    fi: 'oppijanumerorekisterin tietue on passivoitu',
    sv: 'posten i studentnummerregistret har passiverats',
    en: 'the record in the learner-number registry has been passivated',
  };
  return {
    items: [stepOf('CHECK_BY_HAND', { fact: 'identity', about })],
    missing: [lacking('identity', identity, 'RECORD_PASSIVATED')],
  };
}

/** Why a record says nothing of what the person is not: something may stand in another one, or is no longer kept up. */
export function doubtOf(
  identity: Identity,
): 'PERSON_NOT_IDENTIFIED' | 'DECEASED' | 'RECORD_PASSIVATED' | null {
  const code = identity?.reason?.code;
  const isDoubt = code === 'PERSON_NOT_IDENTIFIED' || code === 'DECEASED' || code === 'RECORD_PASSIVATED';
  return isDoubt ? code : null;
}
