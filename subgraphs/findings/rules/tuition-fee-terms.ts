import { isValidOn } from '../../registry/in-force.ts';
import type { StudyRight } from '../required-facts.ts';
import { exemptionOf } from './fee-exemptions.ts';
import { ofRight } from './fee-subjects.ts';
import { gapsOf, isAnswered, lacking } from './finding.ts';
import { doubtOn, endBy } from './study-rights.ts';
import { type FeeAssessment, type FeeFacts, feeRecordsOf, type Weight, weighed } from './tuition-fee-rule.ts';
import { contradictionIn, type Evidence, verdictOf } from './tuition-fee-verdict.ts';
import { virtaFees } from './virta-fees.ts';

/** Assesses each right for an extension or a check, by the fee periods of VIRTA that have begun. */
export function assessTerms(facts: FeeFacts, today: string): readonly FeeAssessment[] {
  const { studyRights } = facts;
  const rights = isAnswered(studyRights) ? (studyRights.items ?? []) : [];
  return weighed(rights.map((right) => assess(right, facts, today)));
}

function assess(
  right: StudyRight,
  facts: FeeFacts,
  today: string,
): Omit<FeeAssessment, 'relevant'> & { readonly weight: Weight } {
  const subject = ofRight(right, { live: [], bare: [] });
  const records = feeRecordsOf(facts);
  const virta = records === null ? null : virtaFees(subject, records, { kind: 'BEGUN', today });
  const doubt = doubtOn(right, today);
  const evidence: Evidence = {
    exemption: exemptionOf(subject, records, today),
    row: { kind: 'NO_ROW' },
    virta,
    undecided: virta?.owes === true ? null : lacking('termFees', facts.termFees, 'NOT_REPORTED'),
    gaps: [
      ...gapsOf(facts, ['studyRights', 'termFees']),
      ...(doubt === null ? [] : [lacking('studyRights', facts.studyRights, doubt)]),
    ],
    facts,
  };
  const conflict = contradictionIn(evidence) === null ? null : true;
  return { subject, outcome: verdictOf(evidence), virta, conflict, weight: weightOf(right, today) };
}

/** The rights in force decide, or that may be; those to come only where there is none. */
function weightOf(right: StudyRight, today: string): Weight {
  if (isValidOn(right, today) !== false) return 'ALWAYS';
  return endBy(right, today) === null ? 'ALONE' : 'NEVER';
}
