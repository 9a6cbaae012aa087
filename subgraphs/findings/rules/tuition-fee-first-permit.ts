import type { Admission } from '../required-facts.ts';
import { exemptionOf } from './fee-exemptions.ts';
import { subjectsOf } from './fee-places.ts';
import { feeConflict, type RegisterRow, registerRow } from './fee-register.ts';
import type { FeeSubject } from './fee-subjects.ts';
import { gapsOf, lacking, type MissingInput, type Outcome } from './finding.ts';
import { doubtOn, endBy } from './study-rights.ts';
import {
  type FeeAssessment,
  type FeeFacts,
  type FeeVerdict,
  feeRecordsOf,
  type Weight,
  weighed,
} from './tuition-fee-rule.ts';
import { contradictionIn, type Evidence, verdictOf } from './tuition-fee-verdict.ts';
import { upperSecondaryFee } from './upper-secondary-fee.ts';
import { type VirtaFees, virtaFees } from './virta-fees.ts';

type Assessed = Omit<FeeAssessment, 'relevant'> & { readonly weight: Weight };

/** Assesses each place and right for a first permit, by both fee registers. */
export function assessFirstPermit(facts: FeeFacts, today: string): readonly FeeAssessment[] {
  return weighed(
    subjectsOf(facts, today).map((subject) =>
      subject.admission === null
        ? assessRight(subject, facts, today)
        : assessPlace(subject, subject.admission, { facts, today }),
    ),
  );
}

function assessPlace(
  subject: FeeSubject,
  place: Admission,
  { facts, today }: { readonly facts: FeeFacts; readonly today: string },
): Assessed {
  const { state } = subject;
  const isUpperSecondary = place.educationLevel === 'UPPER_SECONDARY';
  const virta = isUpperSecondary ? null : virtaOf(subject, facts, today);
  const shown = { subject, virta };
  const unsaid = (code: 'OLD_PLACES' | 'RECORDS_CONTRADICT') => [
    lacking('admissions', facts.admissions, code),
  ];
  switch (state.kind) {
    case 'GIVEN_UP':
      return { ...shown, outcome: { missing: [] }, conflict: null, weight: 'NEVER' };
    case 'OLD':
      return { ...shown, outcome: { missing: unsaid('OLD_PLACES') }, conflict: null, weight: 'NEVER' };
    case 'CONTRADICTED':
      return {
        ...shown,
        outcome: { missing: unsaid('RECORDS_CONTRADICT') },
        conflict: true,
        weight: 'ALWAYS',
      };
    case 'UNDETERMINED': {
      // No registry that is connected tells whether an upper secondary place is old: it decides only by itself.
      const weight = isUpperSecondary ? 'ALONE' : 'ALWAYS';
      const outcome = isUpperSecondary ? upperSecondaryFee(place, facts, today) : { missing: state.missing };
      return { ...shown, outcome, conflict: null, weight };
    }
    case 'COUNTS': {
      if (isUpperSecondary)
        return {
          ...shown,
          outcome: upperSecondaryFee(place, facts, today),
          conflict: null,
          weight: 'ALWAYS',
        };
      const row = registerRow(place, facts);
      const evidence = evidenceOf({ subject, row, virta }, facts, today);
      const isContradicted = contradictionIn(evidence) !== null;
      const conflict = isContradicted || feeConflict(place, row, virta);
      return { ...shown, outcome: decide(place, evidence), conflict, weight: 'ALWAYS' };
    }
  }
}

function assessRight(subject: FeeSubject, facts: FeeFacts, today: string): Assessed {
  const virta = virtaOf(subject, facts, today);
  const evidence = evidenceOf({ subject, row: { kind: 'NO_ROW' }, virta }, facts, today);
  const conflict = contradictionIn(evidence) === null ? null : true;
  const hasEnded = subject.rights.every((right) => endBy(right, today) !== null);
  return { subject, virta, outcome: verdictOf(evidence), conflict, weight: hasEnded ? 'NEVER' : 'ALWAYS' };
}

/** The decision of the institution that no fee is required stands, also beside a record that says otherwise. */
function decide(place: Admission, evidence: Evidence): Outcome<FeeVerdict> {
  const verdict = verdictOf(evidence);
  if (place.feeObligation !== 'NOT_REQUIRED') return verdict;
  const isFree = 'value' in verdict && verdict.value.value === 'NOT_APPLICABLE';
  return isFree ? verdict : { value: { value: 'NOT_APPLICABLE', basis: 'HEI_DECISION' } };
}

function virtaOf(subject: FeeSubject, facts: FeeFacts, today: string): VirtaFees | null {
  const records = feeRecordsOf(facts);
  return records === null ? null : virtaFees(subject, records, { kind: 'FIRST_YEAR', today });
}

function evidenceOf(
  { subject, row, virta }: { subject: FeeSubject; row: RegisterRow; virta: VirtaFees | null },
  facts: FeeFacts,
  today: string,
): Evidence {
  const { admission } = subject;
  const isRecorded = admission?.feeObligation === 'REQUIRED' || virta?.owes === true;
  const undecided = isRecorded ? null : undecidedOf(admission, facts);
  const exemption = exemptionOf(subject, feeRecordsOf(facts), today);
  return { exemption, row, virta, undecided, gaps: gapsIn(subject, { row, virta }, { facts, today }), facts };
}

function gapsIn(
  { admission, rights, unmatched }: FeeSubject,
  { row, virta }: Pick<Evidence, 'row' | 'virta'>,
  { facts, today }: { readonly facts: FeeFacts; readonly today: string },
): readonly MissingInput[] {
  const isPlace = admission !== null;
  const other = isPlace ? 'studyRights' : 'admissions';
  const doubts = rights.map((right) => doubtOn(right, today)).filter((code) => code !== null);
  return [
    ...(isPlace ? [] : gapsOf(facts, ['admissions'])),
    ...(row.kind === 'GAP' ? row.missing : []),
    ...gapsOf(facts, ['studyRights', 'termFees']),
    ...(unmatched ? [lacking(other, facts[other], 'INSTITUTION_NOT_MATCHED')] : []),
    // On its right's being in force turn the say of a right without a place, and marks of terms not paid in full.
    ...(isPlace && virta?.doubtful !== true
      ? []
      : doubts.map((code) => lacking('studyRights', facts.studyRights, code))),
  ];
}

function undecidedOf(place: Admission | null, { admissions }: FeeFacts): MissingInput {
  const unknown = place?.feeObligation === 'UNKNOWN';
  return lacking('admissions', admissions, unknown ? 'RECORD_UNREADABLE' : 'OBLIGATION_UNDECIDED');
}
