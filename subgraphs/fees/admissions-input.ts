import type { Answer } from '../registry/answer.ts';
import { type FactEnvelope, type FactState, unansweredFact } from '../registry/facts.ts';
import { gateOf, type RegistryLookup } from '../registry/lookup.ts';
import { type Actor, type ReasonCode, reasonOf } from '../registry/reasons.ts';

/** A study place, as `@requires` gives it. */
export interface Place {
  readonly id: string;
  readonly applicationOid: string;
  readonly applicationOption: { readonly oid: string };
}

/** The reason of the admissions' state, as `@requires` gives it. */
interface AdmissionsReason {
  readonly code: ReasonCode;
  readonly whoCanFix?: Actor | null;
  readonly retryAt?: string | null;
}

/** The study places of the person, as `@requires` gives them. */
export interface Admissions {
  readonly state: FactState;
  readonly reason?: AdmissionsReason | null;
  readonly complete?: boolean | null;
  readonly items?: readonly Place[] | null;
}

/** A student, as `@requires` gives it. */
export interface StudentReference {
  readonly lookup?: RegistryLookup | null;
  readonly admissions?: Admissions | null;
}

/** What there is to ask about a student. */
export interface Question {
  readonly lookup: RegistryLookup;
  readonly places: readonly Place[];
  /** Whether there is a study place that could not be read, and so is not asked about. */
  readonly placesMissing: boolean;
}

/** A place that was asked about, and the answer. */
export interface AskedPlace<T> {
  readonly place: Place;
  readonly answer: Answer<T>;
}

/** Whether there is something to ask about, and if not, what the fact says instead. */
export type Input =
  | { readonly open: true; readonly question: Question }
  | { readonly open: false; readonly fact: FactEnvelope };

/**
 * Decides from the person's identifiers and study places. Without a place there is nothing to ask about; then the
 * fact says why, and a register that failed never becomes "none".
 */
export function inputOf(
  fact: { readonly registry: string; readonly none: ReasonCode },
  student: StudentReference,
): Input {
  const gate = gateOf(fact.registry, student.lookup);
  if (!gate.open) return gate;
  const { admissions } = student;
  // A place that the register gave twice, in contradiction, is asked about once.
  const byId = new Map((admissions?.items ?? []).map((place) => [place.id, place]));
  if (byId.size > 0) {
    const places = [...byId.values()];
    const placesMissing = admissions?.complete === false;
    return { open: true, question: { lookup: gate.lookup, places, placesMissing } };
  }
  return { open: false, fact: withoutPlaces(fact, admissions ?? null) };
}

function withoutPlaces(
  { registry, none }: { readonly registry: string; readonly none: ReasonCode },
  admissions: Admissions | null,
): FactEnvelope {
  const { code = 'INPUT_UNAVAILABLE', ...more } = admissions?.reason ?? {};
  const state = admissions?.state ?? 'SOURCE_UNAVAILABLE';
  // Without a place there can be no record of one; "none" would say that the register was asked.
  if (state === 'KNOWN_NONE') return unansweredFact(registry, 'NOT_APPLICABLE', reasonOf(none));
  // KNOWN without a place is an answer that was lost on its way here; STALE without one says nothing of today.
  if (state === 'SOURCE_UNAVAILABLE' || state === 'KNOWN' || state === 'STALE') {
    return unansweredFact(registry, 'SOURCE_UNAVAILABLE', reasonOf('INPUT_UNAVAILABLE', more));
  }
  return unansweredFact(registry, state, reasonOf(code, more));
}
