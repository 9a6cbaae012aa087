import { answeredFact, type FactEnvelope, markKept, unansweredFact } from '../registry/facts.ts';
import { markUnresolved } from '../registry/lookup.ts';
import { type FactReason, type LocalizedText, reasonOf } from '../registry/reasons.ts';
import type { AskedPlace, Place, Question } from './admissions-input.ts';
import { earliestOf, instantOf } from './instants.ts';
import { acceptedResults, type SelectionResult, type SelectionResults } from './selection-results.ts';

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

/** What VTS said of one place: described, not described, or lost, wholly or in part, because something failed. */
interface Finding {
  readonly condition: AdmissionCondition | null;
  readonly lost: boolean;
  /** Why it is lost, or what there is to remark; null when nothing is. */
  readonly reason: FactReason | null;
}

/** The conditions of a person's places. A place that is lost to a failure or a bad record never becomes "none". */
export function admissionConditionsFact(
  { lookup, placesMissing }: Question,
  asked: readonly AskedPlace<SelectionResults>[],
): AdmissionConditionsFact {
  const findings = asked.map(findingOf);
  const items = findings.flatMap(({ condition }) => condition ?? []);
  const complete = !placesMissing && findings.every(({ lost }) => !lost);
  const trouble = complete ? null : troubleOf(asked, findings);
  const remark = trouble ?? findings.find(({ reason }) => reason !== null)?.reason ?? null;
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
  if (items.length > 0) return { ...marked(answeredFact(source, 'KNOWN', remark)), items, complete };
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
function troubleOf(asked: readonly AskedPlace<SelectionResults>[], findings: readonly Finding[]): FactReason {
  for (const { answer } of asked) {
    if (!answer.answered) return reasonOf(answer.failure.code, { retryAt: answer.failure.retryAt });
  }
  if (asked.some(({ answer }) => answer.answered && answer.value.hasStranger))
    return reasonOf('INVALID_ANSWER');
  return findings.find(({ lost, reason }) => lost && reason !== null)?.reason ?? unreadable(null);
}

function findingOf({ place, answer }: AskedPlace<SelectionResults>): Finding {
  if (!answer.answered) return { condition: null, lost: true, reason: null };
  const { byApplication, damaged, hasNameless, hasStranger } = answer.value;
  const { applicationOid, applicationOption } = place;
  const results = acceptedResults(byApplication.get(applicationOid) ?? [], applicationOption.oid);
  const condition = results.length === 0 ? null : toCondition(place, results);
  const unread = damaged
    .get(applicationOid)
    ?.find(({ optionOid }) => optionOid === null || optionOid === applicationOption.oid);
  if (unread !== undefined) {
    // What could not be read may be the queue that decides.
    const undecided = condition === null ? null : { ...condition, conditional: null };
    return { condition: undecided, lost: true, reason: unreadable(unread.field) };
  }
  if (condition === null) return { condition, lost: hasNameless || hasStranger, reason: null };
  if (results.some(hasBadDeadline))
    return { condition, lost: true, reason: unreadable('vastaanottoDeadline') };
  const isClear = agreed(results, decisionIn) !== undefined;
  return { condition, lost: false, reason: isClear ? null : reasonOf('RECORDS_CONTRADICT') };
}

function unreadable(field: string | null): FactReason {
  return reasonOf('RECORD_UNREADABLE', { field });
}

function hasBadDeadline({ vastaanottoDeadline }: SelectionResult): boolean {
  return vastaanottoDeadline !== undefined && instantOf(vastaanottoDeadline) === null;
}

function decisionIn(result: SelectionResult): string {
  const { ehdollisestiHyvaksyttavissa, vastaanottoDeadline } = result;
  return JSON.stringify([ehdollisestiHyvaksyttavissa ?? null, instantOf(vastaanottoDeadline)]);
}

function toCondition(place: Place, results: readonly SelectionResult[]): AdmissionCondition {
  const conditional = agreed(results, (result) => result.ehdollisestiHyvaksyttavissa) ?? null;
  const words = agreed(results, (result) => JSON.stringify(conditionText(result)));
  return {
    admissionId: place.id,
    conditional,
    // A text may be left over from a condition that was lifted.
    condition: conditional === false || words === undefined ? null : conditionText(results[0]),
    published: agreed(results, (result) => result.julkaistavissa) ?? null,
    acceptanceDeadlineAt: agreed(results, (result) => instantOf(result.vastaanottoDeadline)) ?? null,
  };
}

/** What all results say of something; undefined when they differ. */
function agreed<T>(results: readonly SelectionResult[], of: (result: SelectionResult) => T): T | undefined {
  const [first, ...others] = new Set(results.map(of));
  return others.length === 0 ? first : undefined;
}

function conditionText(result: SelectionResult | undefined): LocalizedText | null {
  const fi = result?.ehdollisenHyvaksymisenEhtoFI || null;
  const sv = result?.ehdollisenHyvaksymisenEhtoSV || null;
  const en = result?.ehdollisenHyvaksymisenEhtoEN || null;
  return fi === null && sv === null && en === null ? null : { fi, sv, en };
}
