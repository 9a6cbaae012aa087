import type { Admission } from '../required-facts.ts';
import { feeConflict, type RegisterRow, registerRow } from './fee-register.ts';
import { type FeeSubject, feeSubjects, isGivenUp } from './fee-subjects.ts';
import { gapsOf, isAnswered, lacking, type MissingInput, type Outcome } from './finding.ts';
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

/** All that the rule knows of one place or right. */
interface Evidence {
  readonly subject: FeeSubject;
  readonly row: RegisterRow;
  readonly virta: VirtaFees | null;
  readonly facts: FeeFacts;
}

const noRow: RegisterRow = { kind: 'NO_ROW' };

/** Assesses each place and right for a first permit, by both fee registers. */
export function assessFirstPermit(facts: FeeFacts, today: string): readonly FeeAssessment[] {
  const { admissions, studyRights } = facts;
  const places = isAnswered(admissions) ? (admissions.items ?? []) : [];
  const rights = isAnswered(studyRights) ? (studyRights.items ?? []) : [];
  return feeSubjects({ admissions: places, rights }, today).map((subject) => assess(subject, facts, today));
}

function assess(subject: FeeSubject, facts: FeeFacts, today: string): FeeAssessment {
  const { admission } = subject;
  const row = admission === null ? noRow : registerRow(admission, facts);
  const records = feeRecordsOf(facts);
  const virta = records === null ? null : virtaFees(subject, records, { kind: 'FIRST_YEAR' });
  if (admission !== null && isGivenUp(admission))
    return { subject, virta, outcome: { missing: [] }, conflict: null, relevant: false };
  const outcome = decide({ subject, row, virta, facts });
  const conflict = admission === null ? null : feeConflict(admission, row, virta);
  const relevant = admission !== null || isRelevant({ subject, virta }, records, today);
  return { subject, outcome, virta, conflict, relevant };
}

function decide(evidence: Evidence): Outcome<FeeVerdict> {
  const { subject, row, virta, facts } = evidence;
  const exemption = exemptionOf(subject.rights);
  // A right that could not be read may be the one of the place.
  const isSure = subject.admission === null || gapsOf(facts, ['studyRights']).length === 0;
  if (exemption !== null && isSure) return { value: { value: 'NOT_APPLICABLE', basis: exemption } };
  const obligation = subject.admission?.feeObligation ?? null;
  if (obligation === 'NOT_REQUIRED') return { value: { value: 'NOT_APPLICABLE', basis: 'HEI_DECISION' } };
  if (obligation !== 'REQUIRED' && virta?.owes !== true)
    return { missing: [undecided(subject.admission, facts), ...virtaGaps(subject, facts)] };
  const isPaid = row.kind === 'ROW' && row.payment === 'PAID';
  if (isPaid || virta?.payment === 'COVERED')
    return { value: { value: 'SATISFIED', basis: basisOfCover(row, virta) } };
  const missing = gapsIn(evidence);
  return missing.length > 0 ? { missing } : { value: uncovered(row, virta) };
}

/** Nothing covers the fee, and all that could have covered it was read. */
function uncovered(row: RegisterRow, virta: VirtaFees | null): FeeVerdict {
  if (row.kind === 'ROW' && row.payment === 'EXEMPTED' && virta?.payment !== 'OPEN')
    return { value: 'SATISFIED', basis: 'WAIVED_OR_FULL_SCHOLARSHIP' };
  const recorded = row.kind === 'ROW' || virta?.payment === 'OPEN' || virta?.payment === 'PART';
  return { value: 'OPEN', basis: recorded ? 'RECORDED_UNPAID' : 'NO_PAYMENT_RECORD' };
}

function gapsIn({ subject, row, virta, facts }: Evidence): readonly MissingInput[] {
  const byAdmission = subject.admission === null ? gapsOf(facts, ['admissions']) : [];
  const byRow = row.kind === 'GAP' ? row.missing : [];
  // Full payments without a due, or without a right, say something that cannot be placed: no ground to say unpaid.
  const unplaced = (row.kind === 'NO_ROW' && virta?.payment === 'CLAIMED') || virta?.contested === true;
  const byVirta = unplaced ? [lacking('termFees', facts.termFees, 'NOT_REPORTED')] : [];
  return [...byAdmission, ...byRow, ...virtaGaps(subject, facts), ...byVirta];
}

function virtaGaps({ admission, unmatched }: FeeSubject, facts: FeeFacts): readonly MissingInput[] {
  const other = admission === null ? 'admissions' : 'studyRights';
  const join = unmatched ? [lacking(other, facts[other], 'INSTITUTION_NOT_MATCHED')] : [];
  return [...gapsOf(facts, ['studyRights', 'termFees']), ...join];
}

function basisOfCover(row: RegisterRow, virta: VirtaFees | null): FeeVerdict['basis'] {
  const bySums = virta?.payment === 'COVERED' ? basisOfSums(virta) : null;
  if (bySums !== null) return bySums;
  return row.kind === 'ROW' && row.payment === 'EXEMPTED' ? 'WAIVED_OR_FULL_SCHOLARSHIP' : 'PAID';
}

function undecided(place: Admission | null, { admissions }: FeeFacts): MissingInput {
  const unknown = place?.feeObligation === 'UNKNOWN';
  return lacking('admissions', admissions, unknown ? 'RECORD_UNREADABLE' : 'OBLIGATION_UNDECIDED');
}
