import type { Denial } from './decision.ts';
import { type FactEnvelope, type FactState, unansweredFact } from './facts.ts';
import { type ReasonCode, reasonOf } from './reasons.ts';

const said: Readonly<Record<Denial, readonly [FactState, ReasonCode]>> = {
  NOT_PERMITTED: ['NOT_PERMITTED', 'NOT_PERMITTED_FOR_PURPOSE'],
  POLICY_NOT_EVALUATED: ['NOT_PERMITTED', 'POLICY_NOT_EVALUATED'],
  CONSENT_REQUIRED: ['CONSENT_REQUIRED', 'CONSENT_NOT_GIVEN'],
  CONSENT_UNVERIFIABLE: ['CONSENT_UNVERIFIABLE', 'CONSENT_NOT_VERIFIABLE'],
};

/** The state and the reason that a denial is told by. */
export function saidOf(denial: Denial): readonly [FactState, ReasonCode] {
  return said[denial];
}

/** The envelope of a fact that is not given: the registry was not asked. It depends on nothing but the denial. */
export function deniedFact(registry: string, denial: Denial): FactEnvelope {
  const [state, code] = said[denial];
  return unansweredFact(registry, state, reasonOf(code));
}
