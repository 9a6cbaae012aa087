import type { FactState } from '../../registry/facts.ts';
import { type Actor, type FactReason, type ReasonCode, reasonOf } from '../../registry/reasons.ts';
import type { FactName, RequiredFact, RequiredReason } from '../required-facts.ts';
import { isInScope, outOfScopeOf } from './scope.ts';

/** A rule of the gateway; a change of outcome for any input raises the version. */
export interface Rule {
  readonly id: string;
  readonly version: number;
  readonly text: { readonly fi: string; readonly sv: string; readonly en: string };
}

/** A fact that a rule read; the graph's `RuleInput`. */
export interface RuleInput {
  readonly fact: FactName;
  readonly registry: string;
  readonly state: FactState;
  readonly observedAt: string | null;
  /** False where the purpose does not give it; of no field of the graph. */
  readonly isInScope?: false;
}

/** What kept a rule from a value; the graph's `MissingInput`. */
export interface MissingInput {
  readonly fact: FactName;
  readonly state: FactState;
  readonly reason: FactReason;
}

/** What every derived fact carries; the graph's `DerivedFact`. */
export interface Finding {
  readonly determination: 'DETERMINED' | 'UNDETERMINED';
  readonly validOn: string;
  readonly rule: Rule;
  readonly inputs: readonly RuleInput[];
  readonly missing: readonly MissingInput[];
  readonly outOfScope: readonly Pick<RuleInput, 'fact' | 'registry'>[];
}

/** A value, or what kept the rule from one: never both. */
export type Outcome<V> = { readonly value: V } | { readonly missing: readonly MissingInput[] };

/** What a finding is about, before its outcome. */
export interface Frame {
  readonly rule: Rule;
  readonly validOn: string;
  readonly inputs: readonly RuleInput[];
}

/** The envelopes of the facts that a rule reads. */
type Envelopes = Readonly<Partial<Record<FactName, RequiredFact | null>>>;

const registryOf: Readonly<Record<FactName, string>> = {
  identity: 'ONR',
  admissions: 'OPINTOPOLKU',
  admissionConditions: 'OPINTOPOLKU',
  feePayments: 'TUITION_FEE_REGISTER',
  studyRights: 'VIRTA',
  termRegistrations: 'VIRTA',
  termFees: 'VIRTA',
  studyProgress: 'VIRTA',
};

/** A finding with its value: null exactly when something is missing. What a rule could do without is out of scope. */
export function conclude<V>(frame: Frame, outcome: Outcome<V>): Finding & { readonly value: V | null } {
  const missing = 'missing' in outcome ? distinct(outcome.missing) : [];
  const outOfScope = outOfScopeOf(frame.inputs, missing);
  if ('value' in outcome)
    return { ...frame, determination: 'DETERMINED', missing, outOfScope, value: outcome.value };
  return { ...frame, determination: 'UNDETERMINED', missing, outOfScope, value: null };
}

/** The registry that holds a fact. */
export function holderOf(fact: FactName): string {
  return registryOf[fact];
}

/** The facts that a rule reads, with their states; a fact that did not come at all counts as unavailable. */
export function inputsOf(facts: Envelopes, names: readonly FactName[]): readonly RuleInput[] {
  return names.map((name) => {
    const fact = facts[name];
    return {
      fact: name,
      registry: registryOf[name],
      state: fact?.state ?? 'SOURCE_UNAVAILABLE',
      observedAt: fact?.source.observedAt ?? null,
      ...(isInScope(fact) ? {} : { isInScope: false }),
    };
  });
}

/** Whether the registry answered: only such a fact may feed a value. */
export function isAnswered<F extends RequiredFact>(fact: F | null | undefined): fact is F {
  return fact?.state === 'KNOWN' || fact?.state === 'KNOWN_NONE';
}

/** As `gapsOf`, of the facts that the purpose gives: for a rule that can do without the others. */
export function gapsInScope(facts: Envelopes, names: readonly FactName[]): readonly MissingInput[] {
  return gapsOf(
    facts,
    names.filter((name) => isInScope(facts[name])),
  );
}

/** What a fact lacks for a finding that needs all of it: nothing, or one entry that says why. */
export function gapsOf(facts: Envelopes, names: readonly FactName[]): readonly MissingInput[] {
  return names.flatMap((name) => {
    const fact = facts[name];
    if (!isAnswered(fact)) return [unanswered(name, fact)];
    return isWhole(name, fact) ? [] : [lacking(name, fact, 'RECORD_UNREADABLE')];
  });
}

/** A fact that is there but lacks what the rule needs. */
export function lacking(
  name: FactName,
  fact: RequiredFact | null | undefined,
  why: ReasonCode | { readonly code: ReasonCode; readonly whoCanFix: Actor },
): MissingInput {
  if (!isAnswered(fact)) return unanswered(name, fact);
  const reason = typeof why === 'string' ? reasonOf(why) : reasonOf(why.code, { whoCanFix: why.whoCanFix });
  return { fact: name, state: fact.state, reason };
}

/** A fact with no record: its own reason says why, and the code given when it gives none. */
export function noRecord(name: FactName, fact: RequiredFact, code: ReasonCode): MissingInput {
  return { fact: name, state: fact.state, reason: reasonFrom(fact.reason, code) };
}

/** A reason with its message rebuilt; the code given when there is none. */
export function reasonFrom(reason: RequiredReason | null | undefined, code: ReasonCode): FactReason {
  return reason ? reasonOf(reason.code, reason) : reasonOf(code);
}

/**
 * Only a list with all its records can carry a negative. A record of which one value was not understood is there, with
 * nothing in the value's place; but what is paid rests on every sum.
 */
function isWhole(name: FactName, fact: RequiredFact): boolean {
  if (fact.state !== 'KNOWN') return true;
  if ('items' in fact && fact.items === null) return false;
  if (!('complete' in fact) || fact.complete === true) return true;
  return fact.reason?.code === 'FIELD_UNREADABLE' && name !== 'termFees';
}

function unanswered(name: FactName, fact: RequiredFact | null | undefined): MissingInput {
  return {
    fact: name,
    state: fact?.state ?? 'SOURCE_UNAVAILABLE',
    reason: reasonFrom(fact?.reason, 'INPUT_UNAVAILABLE'),
  };
}

function distinct(missing: readonly MissingInput[]): readonly MissingInput[] {
  const byKey = new Map(missing.map((entry) => [`${entry.fact} ${entry.reason.code}`, entry]));
  return [...byKey.values()];
}
