import type { StudyRight } from '../required-facts.ts';
import type { FeeSubject } from './fee-subjects.ts';
import { gapsOf, isAnswered, lacking, type Outcome } from './finding.ts';
import {
  basisOfSums,
  exemptionOf,
  type FeeAssessment,
  type FeeFacts,
  type FeeVerdict,
  feeRecordsOf,
  isRelevant,
} from './tuition-fee-rule.ts';
import { type VirtaFees, virtaFees } from './virta-fees.ts';

/** Assesses each right for an extension or a check, by the fee periods of VIRTA that have begun. */
export function assessTerms(facts: FeeFacts, today: string): readonly FeeAssessment[] {
  const { studyRights } = facts;
  const rights = isAnswered(studyRights) ? (studyRights.items ?? []) : [];
  return rights.map((right) => assess(right, facts, today));
}

function assess(right: StudyRight, facts: FeeFacts, today: string): FeeAssessment {
  const { institution } = right;
  const subject: FeeSubject = { admission: null, rights: [right], institution, unmatched: false };
  const records = feeRecordsOf(facts);
  const virta = records === null ? null : virtaFees(subject, records, { kind: 'BEGUN_BY', day: today });
  const relevant = isRelevant({ subject, virta }, records, today);
  return { subject, outcome: decide(subject, virta, facts), virta, conflict: null, relevant };
}

function decide(subject: FeeSubject, virta: VirtaFees | null, facts: FeeFacts): Outcome<FeeVerdict> {
  const exemption = exemptionOf(subject.rights);
  if (exemption !== null) return { value: { value: 'NOT_APPLICABLE', basis: exemption } };
  if (virta === null) return { missing: gapsOf(facts, ['termFees']) };
  if (virta.payment === 'COVERED')
    return { value: { value: 'SATISFIED', basis: basisOfSums(virta) ?? 'PAID' } };
  const gaps = gapsOf(facts, ['studyRights', 'termFees']);
  if (gaps.length > 0) return { missing: gaps };
  if (!virta.owes || virta.contested)
    return { missing: [lacking('termFees', facts.termFees, 'NOT_REPORTED')] };
  const basis = virta.payment === 'SILENT' ? 'NO_PAYMENT_RECORD' : 'RECORDED_UNPAID';
  return { value: { value: 'OPEN', basis } };
}
