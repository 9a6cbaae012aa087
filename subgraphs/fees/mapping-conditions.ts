import { answeredFact, type FactEnvelope, markKept, unansweredFact } from '../registry/facts.ts';
import { markUnresolved } from '../registry/lookup.ts';
import { type FactReason, type LocalizedText, reasonOf } from '../registry/reasons.ts';
import type { AskedPlace, Place, Question } from './admissions-input.ts';
import { earliestOf, instantOf } from './instants.ts';
import { acceptedResult, type SelectionResult, type SelectionResults } from './selection-results.ts';

/** The registry's name in the graph. */
export const admissionRegistry = 'OPINTOPOLKU';

/** The graph's `AdmissionCondition`. */
interface AdmissionCondition {
  readonly admissionId: string;
  readonly conditional: boolean | null;
  readonly condition: LocalizedText | null;
  readonly published: boolean | null;
  readonly acceptanceDeadlineAt: string | null;
}

/** The graph's `AdmissionConditionsFact`. */
export interface AdmissionConditionsFact extends FactEnvelope {
  readonly items: readonly AdmissionCondition[] | null;
  readonly complete: boolean | null;
}

/** What VTS said of one place: described, not described, or lost because something failed. */
interface Finding {
  readonly condition: AdmissionCondition | null;
  readonly lost: boolean;
}

/** The conditions of a person's places. A place that is lost to a failure or a bad record never becomes "none". */
export function admissionConditionsFact(
  { lookup, placesMissing }: Question,
  asked: readonly AskedPlace<SelectionResults>[],
): AdmissionConditionsFact {
  const findings = asked.map(findingOf);
  const items = findings.flatMap(({ condition }) => condition ?? []);
  const complete = !placesMissing && findings.every(({ lost }) => !lost);
  const trouble = complete ? null : troubleOf(asked);
  const observedAt = earliestOf(asked);
  if (observedAt === null) {
    const reason = trouble ?? reasonOf('INPUT_UNAVAILABLE');
    return withoutConditions(unansweredFact(admissionRegistry, 'SOURCE_UNAVAILABLE', reason));
  }
  const source = { registry: admissionRegistry, observedAt };
  // Conditions carry no state of their own: one from a stale answer makes all of them stale.
  const marked = (fact: FactEnvelope): FactEnvelope =>
    markUnresolved(
      asked.reduce((kept, { answer }) => markKept(kept, answer), fact),
      lookup,
    );
  if (items.length > 0) return { ...marked(answeredFact(source, 'KNOWN', trouble)), items, complete };
  const fact =
    trouble === null
      ? answeredFact(source, 'KNOWN_NONE', reasonOf('NOT_REPORTED'))
      : answeredFact(source, 'SOURCE_UNAVAILABLE', trouble);
  return withoutConditions(marked(fact));
}

/** An envelope without conditions. */
export function withoutConditions(fact: FactEnvelope): AdmissionConditionsFact {
  return { ...fact, items: null, complete: null };
}

/** Why a place is lost: a failed call says more than a bad record. */
function troubleOf(asked: readonly AskedPlace<SelectionResults>[]): FactReason {
  for (const { answer } of asked) {
    if (!answer.answered) return reasonOf(answer.failure.code, { retryAt: answer.failure.retryAt });
  }
  if (asked.some(({ answer }) => answer.answered && answer.value.hasStranger))
    return reasonOf('INVALID_ANSWER');
  const fields = asked.map(({ place, answer }) =>
    answer.answered ? answer.value.damaged.get(place.applicationOid) : null,
  );
  return reasonOf('RECORD_UNREADABLE', { field: fields.find((name) => typeof name === 'string') ?? null });
}

function findingOf({ place, answer }: AskedPlace<SelectionResults>): Finding {
  if (!answer.answered) return { condition: null, lost: true };
  const { byApplication, damaged, hasNameless, hasStranger } = answer.value;
  const { applicationOid, applicationOption } = place;
  const result = acceptedResult(byApplication.get(applicationOid) ?? [], applicationOption.oid);
  if (result !== undefined) return { condition: toCondition(place, result), lost: false };
  return { condition: null, lost: hasNameless || hasStranger || damaged.has(applicationOid) };
}

function toCondition(place: Place, result: SelectionResult): AdmissionCondition {
  const conditional = result.ehdollisestiHyvaksyttavissa ?? null;
  return {
    admissionId: place.id,
    conditional,
    // A text may be left over from a condition that was lifted.
    condition: conditional === false ? null : conditionText(result),
    published: result.julkaistavissa ?? null,
    acceptanceDeadlineAt: instantOf(result.vastaanottoDeadline),
  };
}

function conditionText(result: SelectionResult): LocalizedText | null {
  const fi = result.ehdollisenHyvaksymisenEhtoFI || null;
  const sv = result.ehdollisenHyvaksymisenEhtoSV || null;
  const en = result.ehdollisenHyvaksymisenEhtoEN || null;
  return fi === null && sv === null && en === null ? null : { fi, sv, en };
}
