import type { Failure } from './answer.ts';
import { type FactReason, type ReasonCode, reasonOf } from './reasons.ts';

/** What can be said about a fact; the graph's `FactState`. */
export type FactState =
  | 'KNOWN'
  | 'KNOWN_NONE'
  | 'NOT_APPLICABLE'
  | 'NOT_LINKED'
  | 'AMBIGUOUS'
  | 'CONFLICT'
  | 'NOT_COVERED'
  | 'NOT_PERMITTED'
  | 'WITHHELD'
  | 'CONSENT_REQUIRED'
  | 'CONSENT_UNVERIFIABLE'
  | 'SOURCE_UNAVAILABLE'
  | 'STALE';

/** The graph's `FactSource`. */
export interface FactSource {
  readonly registry: string;
  readonly observedAt: string | null;
  readonly recordedAt: string | null;
  readonly servedFrom: 'REGISTRY' | 'CACHE' | 'COMPUTED' | 'NOTHING';
}

/** The envelope of every fact; the graph's `Fact`. */
export interface FactEnvelope {
  readonly state: FactState;
  readonly reason: FactReason | null;
  readonly source: FactSource;
}

/** The envelope of a fact that the registry answered: KNOWN, KNOWN_NONE, or a finding about its answer. */
export function answeredFact(
  source: { readonly registry: string; readonly observedAt: string; readonly recordedAt?: string | null },
  state: FactState,
  reason: FactReason | null = null,
): FactEnvelope {
  const { registry, observedAt, recordedAt = null } = source;
  return { state, reason, source: { registry, observedAt, recordedAt, servedFrom: 'REGISTRY' } };
}

/** The envelope of a fact for which nothing was read: not asked, or asked without an answer. */
export function unansweredFact(registry: string, state: FactState, reason: FactReason): FactEnvelope {
  return { state, reason, source: { registry, observedAt: null, recordedAt: null, servedFrom: 'NOTHING' } };
}

/** The envelope of a fact whose registry gave no usable answer. */
export function unavailableFact(registry: string, failure: Failure): FactEnvelope {
  return unansweredFact(registry, 'SOURCE_UNAVAILABLE', reasonOf(failure.code, { retryAt: failure.retryAt }));
}

/** The envelope of a fact with no record in a registry that answered. */
export function noneFact(
  source: { readonly registry: string; readonly observedAt: string },
  code: ReasonCode,
): FactEnvelope {
  return answeredFact(source, 'KNOWN_NONE', reasonOf(code));
}
