import { compareEnrolment } from './comparisons.ts';
import { isAnswered, type MissingInput } from './finding.ts';
import { type NextStep, nameOf, stepOf } from './next-step.ts';
import type { AgreementFacts } from './sources-agree.ts';
import { assessFirstPermit } from './tuition-fee-first-permit.ts';
import type { FeeAssessment } from './tuition-fee-rule.ts';

/** What is to be done about fees and about registries that contradict each other. */
export function feeSteps(facts: AgreementFacts, today: string): readonly NextStep[] {
  const assessments = assessFirstPermit(facts, today).filter(({ relevant }) => relevant);
  return [...assessments.flatMap(stepsOf), ...enrolmentSteps(facts, assessments)];
}

function stepsOf({ subject, outcome, conflict }: FeeAssessment): readonly NextStep[] {
  const about = nameOf(subject.institution);
  const fact = subject.admission === null ? 'termFees' : 'feePayments';
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
