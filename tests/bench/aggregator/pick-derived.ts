import { attendance } from '../../../subgraphs/findings/rules/attendance.ts';
import { bindingStudyPlace } from '../../../subgraphs/findings/rules/binding-study-place.ts';
import { freeMovement } from '../../../subgraphs/findings/rules/free-movement.ts';
import { institutionChange } from '../../../subgraphs/findings/rules/institution-change.ts';
import { nextSteps } from '../../../subgraphs/findings/rules/next-steps.ts';
import { sourcesAgree } from '../../../subgraphs/findings/rules/sources-agree.ts';
import { studiesStarted } from '../../../subgraphs/findings/rules/studies-started.ts';
import { studyLevel } from '../../../subgraphs/findings/rules/study-level.ts';
import { studyRightValidity } from '../../../subgraphs/findings/rules/study-right-validity.ts';
import { tuitionFeeRequirement } from '../../../subgraphs/findings/rules/tuition-fee-requirement.ts';
import { tuitionFees } from '../../../subgraphs/findings/rules/tuition-fees.ts';
import type { StudentFacts } from './facts.ts';
import { pickEnvelope, pickFinding } from './pick-envelope.ts';
import { centsOf } from './pick-items.ts';

/** Applies every rule and picks what the officer's query selects of the findings. */
export function pickDerived(facts: StudentFacts, today: string) {
  return {
    tuitionFees: pickTuitionFees(facts, today),
    tuitionFeeRequirement: pickTuitionFeeRequirement(facts, today),
    bindingStudyPlace: pickBindingStudyPlace(facts, today),
    ...pickStudyFindings(facts, today),
    ...pickComparisons(facts, today),
  };
}

function pickTuitionFees(facts: StudentFacts, today: string) {
  const fact = tuitionFees(facts, today);
  const items = fact.items?.map((item) => {
    const { admissionId, studyRightIds, feeObligation, registerState, registerPayment, conflict } = item;
    return {
      admissionId,
      studyRightIds,
      feeObligation,
      registerState,
      registerPayment,
      dueInVirta: centsOf(item.dueInVirta),
      paidInVirta: centsOf(item.paidInVirta),
      scholarshipInVirta: centsOf(item.scholarshipInVirta),
      conflict,
    };
  });
  return { ...pickEnvelope(fact), items: items ?? null };
}

function pickTuitionFeeRequirement(facts: StudentFacts, today: string) {
  const finding = tuitionFeeRequirement(facts, { phase: 'FIRST_PERMIT', today });
  const { value, basis, conflict } = finding;
  const places = finding.places.map((place) => ({
    admissionId: place.admissionId,
    studyRightIds: place.studyRightIds,
    value: place.value,
    basis: place.basis,
    due: centsOf(place.due),
    open: centsOf(place.open),
    conflict: place.conflict,
  }));
  return { ...pickFinding(finding), value, basis, conflict, places };
}

function pickBindingStudyPlace(facts: StudentFacts, today: string) {
  const finding = bindingStudyPlace(facts, today);
  const places = finding.places.map(({ admissionId, value, condition }) => ({
    admissionId,
    value,
    condition: condition === null ? null : { en: condition.en },
  }));
  return { ...pickFinding(finding), value: finding.value, places };
}

function pickStudyFindings(facts: StudentFacts, today: string) {
  const validity = studyRightValidity(facts, today);
  const { validStudyRightIds, endedOn, endState } = validity;
  const presence = attendance(facts, today);
  const level = studyLevel(facts, today);
  const started = studiesStarted(facts, today);
  const byStudyRight = started.byStudyRight.map((start) => ({
    studyRightId: start.studyRightId,
    started: start.started,
    startedOn: start.startedOn,
  }));
  return {
    studyRightValidity: {
      ...pickFinding(validity),
      value: validity.value,
      validStudyRightIds,
      endedOn,
      endState,
    },
    attendance: {
      ...pickFinding(presence),
      value: presence.value,
      termStartsOn: presence.termStartsOn,
    },
    studiesStarted: { ...pickFinding(started), value: started.value, byStudyRight },
    studyLevel: { ...pickFinding(level), value: level.value },
  };
}

function pickComparisons(facts: StudentFacts, today: string) {
  const free = freeMovement(facts, today);
  const change = institutionChange(facts, today);
  const agreement = sourcesAgree(facts, today);
  const steps = nextSteps(facts, today);
  const changes = change.changes.map(({ fromStudyRightId, toStudyRightId, endedOn, startsOn, gapDays }) => ({
    fromStudyRightId,
    toStudyRightId,
    endedOn,
    startsOn,
    gapDays,
  }));
  const comparisons = agreement.comparisons.map(({ subject, agree }) => ({ subject, agree }));
  const items = steps.items.map(({ kind, actor, dueAt, fact }) => ({ kind, actor, dueAt, fact }));
  return {
    freeMovement: { ...pickFinding(free), value: free.value },
    institutionChange: { ...pickFinding(change), value: change.value, changes },
    sourcesAgree: { ...pickFinding(agreement), value: agreement.value, comparisons },
    nextSteps: { ...pickFinding(steps), items },
  };
}
