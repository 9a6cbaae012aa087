import { compareEnrolment } from './comparisons.ts';
import { isAnswered, type MissingInput } from './finding.ts';
import { type NextStep, nameOf, stepOf } from './next-step.ts';
import { isHigherEducation, placesForSteps } from './places-for-steps.ts';
import { isInScope } from './scope.ts';
import type { AgreementFacts } from './sources-agree.ts';
import { assessFirstPermit } from './tuition-fee-first-permit.ts';
import type { FeeAssessment } from './tuition-fee-rule.ts';
import { assessTerms } from './tuition-fee-terms.ts';

/** What is to be done about fees and about registries that contradict each other. */
export function feeSteps(facts: AgreementFacts, today: string): readonly NextStep[] {
  // The fees of places that the purpose does not give cannot be told: those of terms can.
  const assess = isInScope(facts.admissions) ? assessFirstPermit : assessTerms;
  const places = placesForSteps(facts, today).filter(isHigherEducation);
  const assessments = assess(facts, today).filter(
    ({ relevant, subject: { admission } }) => relevant && (admission === null || places.includes(admission)),
  );
  // Where fees are not given, an obligation that is not there says nothing either.
  const ofFees = isInScope(facts.termFees) ? assessments.flatMap((one) => stepsOf(one, facts)) : [];
  return [...ofFees, ...enrolmentSteps(facts, assessments)];
}

function stepsOf(
  { subject, outcome, conflict }: FeeAssessment,
  { feePayments }: AgreementFacts,
): readonly NextStep[] {
  const about = nameOf(subject.institution);
  const fact = subject.admission === null || !isInScope(feePayments) ? 'termFees' : 'feePayments';
  const verdict = 'value' in outcome ? outcome.value : null;
  const undecided = 'missing' in outcome && outcome.missing.some(isUndecided);
  const isOpen = verdict?.value === 'OPEN';
  return [
    ...(undecided ? [stepOf('DECIDE_FEE_OBLIGATION', { fact: 'admissions', about })] : []),
    ...(isOpen ? [stepOf('PAY_OR_SHOW_FUNDS', { fact, about })] : []),
    ...(verdict?.basis === 'NO_PAYMENT_RECORD' ? [stepOf('RECORD_PAYMENT', { fact, about })] : []),
    ...(conflict === true ? [stepOf('RECONCILE_RECORDS', { fact, about })] : []),
  ];
}

function isUndecided({ reason }: MissingInput): boolean {
  return reason.code === 'OBLIGATION_UNDECIDED';
}

/** For places of which the sources have other enrolments, as the rule on their agreement compares them. */
function enrolmentSteps(
  { admissions, studyRights, termRegistrations }: AgreementFacts,
  assessments: readonly FeeAssessment[],
): readonly NextStep[] {
  if (!isAnswered(admissions) || !isAnswered(studyRights) || !isAnswered(termRegistrations)) return [];
  const registrations = termRegistrations.items ?? [];
  return assessments.flatMap(({ subject }) =>
    compareEnrolment(subject, registrations)?.agree === false
      ? [stepOf('RECONCILE_RECORDS', { fact: 'termRegistrations', about: nameOf(subject.institution) })]
      : [],
  );
}
