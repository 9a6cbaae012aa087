import { type FactEnvelope, unansweredFact } from './facts.ts';
import { reasonOf } from './reasons.ts';

/** How a registry must ask for a person; the graph's `RegistryLookup`, resolved by the learner-number registry. */
export interface RegistryLookup {
  readonly personOids: readonly string[];
  readonly resolution: 'RESOLVED' | 'NOT_IDENTIFIED' | 'UNKNOWN' | 'UNRESOLVED';
  readonly nonDisclosure: boolean;
  readonly finnishCitizen?: boolean | null;
}

/** Whether a registry may be asked for a person, and if not, what the fact says instead. */
export type Gate =
  | { readonly open: true; readonly lookup: RegistryLookup }
  | { readonly open: false; readonly fact: FactEnvelope };

/**
 * Decides whether to ask at all. An unidentified or unknown person is not asked about: records cannot be joined, and
 * asking would log a look-up of somebody who may be another.
 */
export function gateOf(registry: string, lookup: RegistryLookup | null | undefined): Gate {
  if (!lookup) {
    return closed(registry, 'SOURCE_UNAVAILABLE', 'INPUT_UNAVAILABLE');
  }
  switch (lookup.resolution) {
    case 'NOT_IDENTIFIED':
      return closed(registry, 'NOT_LINKED', 'PERSON_NOT_IDENTIFIED');
    case 'UNKNOWN':
      return closed(registry, 'NOT_LINKED', 'NOT_IN_REGISTRY');
    case 'RESOLVED':
    case 'UNRESOLVED':
      return { open: true, lookup };
  }
}

function closed(
  registry: string,
  state: 'NOT_LINKED' | 'SOURCE_UNAVAILABLE',
  code: 'PERSON_NOT_IDENTIFIED' | 'NOT_IN_REGISTRY' | 'INPUT_UNAVAILABLE',
): Gate {
  return { open: false, fact: unansweredFact(registry, state, reasonOf(code)) };
}

/**
 * Marks an answer that was asked under one number only: what was found is shown, but it proves nothing, and nothing
 * found is no answer, since linked identifiers may be missing.
 */
export function markUnresolved<F extends FactEnvelope>(fact: F, lookup: RegistryLookup): F {
  const answered = fact.state === 'KNOWN' || fact.state === 'KNOWN_NONE';
  if (lookup.resolution !== 'UNRESOLVED' || !answered) return fact;
  return { ...fact, state: 'AMBIGUOUS', reason: reasonOf('IDENTITY_UNRESOLVED') };
}

/** The envelope of a fact that reveals a place of a protected person. */
export function withheldFact(registry: string): FactEnvelope {
  return unansweredFact(registry, 'WITHHELD', reasonOf('NON_DISCLOSURE'));
}
