import { namesOf } from '../inputs.ts';
import type { FactName } from '../required-facts.ts';
import { feeFactNames } from './fee-parts.ts';
import {
  conclude,
  gapsOf,
  inputsOf,
  isAnswered,
  lacking,
  type MissingInput,
  noRecord,
  type Outcome,
} from './finding.ts';
import { assessFirstPermit } from './tuition-fee-first-permit.ts';
import {
  type FeeAssessment,
  type FeeFacts,
  type FeeVerdict,
  type Money,
  type PermitPhase,
  type TuitionFeeFinding,
  type TuitionFeeRequirement,
  tuitionFeeRule,
} from './tuition-fee-rule.ts';
import { assessTerms } from './tuition-fee-terms.ts';

const read = namesOf('tuitionFeeRequirement');

/** When and for what the requirement is looked at. */
export interface FeeQuestion {
  readonly phase: PermitPhase;
  readonly today: string;
}

/** Whether the tuition-fee requirement is met: per place and right, and as a whole only when all agree. */
export function tuitionFeeRequirement(facts: FeeFacts, { phase, today }: FeeQuestion): TuitionFeeRequirement {
  const first = phase === 'FIRST_PERMIT';
  const names: readonly FactName[] = first ? read : ['studyRights', 'termFees'];
  const assessments = first ? assessFirstPermit(facts, today) : assessTerms(facts, today);
  const frame = { rule: tuitionFeeRule, validOn: today, inputs: inputsOf(facts, names) };
  const bearers: readonly SubjectFact[] = first ? ['admissions', 'studyRights'] : ['studyRights'];
  const isConflict = feeFactNames.some((name) => names.includes(name) && facts[name]?.state === 'CONFLICT');
  const whole = conclude(frame, summary(assessments, facts, bearers));
  return {
    ...whole,
    phase,
    value: whole.value?.value ?? null,
    basis: whole.value?.basis ?? null,
    conflict: isConflict ? true : conflictOf(assessments),
    places: assessments.map(feeFinding),
  };
}

/** A sum as the graph gives it. */
export function moneyOf(cents: number | null | undefined): Money | null {
  return cents === null || cents === undefined ? null : { cents, currency: 'EUR' };
}

type SubjectFact = 'admissions' | 'studyRights';
type Whole = Pick<FeeVerdict, 'value'> & { readonly basis: FeeVerdict['basis'] | null };

/** A place or right that was not read could differ from the others, so all of both lists must have been read. */
function summary(
  assessments: readonly FeeAssessment[],
  facts: FeeFacts,
  bearers: readonly SubjectFact[],
): Outcome<Whole> {
  const outcomes = assessments.filter(({ relevant }) => relevant).map(({ outcome }) => outcome);
  const undecided = outcomes.flatMap((outcome) => ('missing' in outcome ? outcome.missing : []));
  const missing = [...gapsOf(facts, bearers), ...undecided];
  if (missing.length > 0) return { missing };
  const verdicts = outcomes.flatMap((outcome) => ('value' in outcome ? [outcome.value] : []));
  const [first, ...others] = verdicts;
  if (first === undefined) return { missing: nothingToAssess(assessments, facts, bearers) };
  if (others.some(({ value }) => value !== first.value))
    return { missing: [lacking(bearers[0] ?? 'studyRights', firstFact(facts, bearers), 'PLACES_DIFFER')] };
  const sameBasis = others.every(({ basis }) => basis === first.basis);
  return { value: { value: first.value, basis: sameBasis ? first.basis : null } };
}

function firstFact(facts: FeeFacts, bearers: readonly SubjectFact[]) {
  return bearers.includes('admissions') ? facts.admissions : facts.studyRights;
}

/** Why nothing counts: there is none, or none of them has a say today. */
function nothingToAssess(
  assessments: readonly FeeAssessment[],
  facts: FeeFacts,
  bearers: readonly SubjectFact[],
): readonly MissingInput[] {
  const isOld = assessments.some(({ subject }) => subject.state.kind === 'OLD');
  const codes = {
    admissions: isOld ? 'OLD_PLACES' : 'NO_ACCEPTED_ADMISSION',
    studyRights: facts.studyRights?.state === 'KNOWN' ? 'NO_RIGHT_IN_FORCE' : 'NO_STUDY_RIGHT',
  } as const;
  return bearers.flatMap((name) => {
    const fact = facts[name];
    if (!isAnswered(fact)) return [];
    const code = codes[name];
    return [fact.state === 'KNOWN' ? lacking(name, fact, code) : noRecord(name, fact, code)];
  });
}

function conflictOf(assessments: readonly FeeAssessment[]): boolean | null {
  const known = assessments
    .filter(({ relevant }) => relevant)
    .map(({ conflict }) => conflict)
    .filter((conflict) => conflict !== null);
  return known.length === 0 ? null : known.includes(true);
}

function feeFinding({ subject, outcome, virta, conflict }: FeeAssessment): TuitionFeeFinding {
  const verdict = 'value' in outcome ? outcome.value : null;
  return {
    admissionId: subject.admission?.id ?? null,
    studyRightIds: subject.rights.map(({ id }) => id),
    institution: subject.institution,
    value: verdict?.value ?? null,
    basis: verdict?.basis ?? null,
    due: moneyOf(virta?.due),
    paid: moneyOf(virta?.paid),
    scholarship: moneyOf(virta?.scholarship),
    open: moneyOf(virta?.open),
    conflict,
  };
}
