import type { Answer, Failure } from './answer.ts';
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

/** Where an answer came from. */
export interface AnswerSource {
  readonly registry: string;
  readonly observedAt: string;
  readonly recordedAt?: string | null;
  /** The registry unless told. */
  readonly servedFrom?: 'REGISTRY' | 'CACHE';
}

/** The envelope of a fact that the registry answered: KNOWN, KNOWN_NONE, or a finding about its answer. */
export function answeredFact(
  source: AnswerSource,
  state: FactState,
  reason: FactReason | null = null,
): FactEnvelope {
  const { registry, observedAt, recordedAt = null, servedFrom = 'REGISTRY' } = source;
  return { state, reason, source: { registry, observedAt, recordedAt, servedFrom } };
}

/** Where the answer to a question came from: kept, or read for this request. */
export function servedFromOf(answer: Answer<unknown>): 'REGISTRY' | 'CACHE' {
  return answer.answered && answer.kept !== undefined ? 'CACHE' : 'REGISTRY';
}

/** Says STALE, and why, of what rests on an answer that was kept and stands in for one that failed. */
export function markStale<P extends Pick<FactEnvelope, 'state' | 'reason'>>(
  part: P,
  answer: Answer<unknown>,
): P {
  const failure = answer.answered ? (answer.kept?.insteadOf ?? null) : null;
  const claims = part.state === 'KNOWN' || part.state === 'KNOWN_NONE';
  if (failure === null || !claims) return part;
  return { ...part, state: 'STALE', reason: reasonOf(failure.code, { retryAt: failure.retryAt }) };
}

/** Says of a fact whether it rests on a kept answer, and whether that one is stale. */
export function markKept<F extends FactEnvelope>(fact: F, answer: Answer<unknown>): F {
  const servedFrom = servedFromOf(answer);
  if (servedFrom === 'REGISTRY' || fact.source.observedAt === null) return fact;
  return markStale({ ...fact, source: { ...fact.source, servedFrom } }, answer);
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
