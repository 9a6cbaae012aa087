import type { Exemption } from './fee-exemptions.ts';
import type { RegisterRow } from './fee-register.ts';
import { lacking, type MissingInput, type Outcome } from './finding.ts';
import type { FeeFacts, FeeVerdict } from './tuition-fee-rule.ts';
import type { VirtaFees } from './virta-fees.ts';

/** All that the rule knows of one place or right. */
export interface Evidence {
  readonly exemption: Exemption | null;
  readonly row: RegisterRow;
  readonly virta: VirtaFees | null;
  /** What is said when nobody has recorded an obligation; null when one is recorded. */
  readonly undecided: MissingInput | null;
  /** What was not read, or not understood, and could change the outcome. */
  readonly gaps: readonly MissingInput[];
  readonly facts: FeeFacts;
}

/** The outcome for one place or right: none beside a contradiction, a gap or an undecided obligation. */
export function verdictOf(evidence: Evidence): Outcome<FeeVerdict> {
  const { exemption, row, virta, undecided, gaps, facts } = evidence;
  const contradiction = contradictionIn(evidence);
  if (contradiction !== null) return { missing: [contradiction, ...gaps] };
  if (exemption !== null)
    return gaps.length > 0
      ? { missing: gaps }
      : { value: { value: 'NOT_APPLICABLE', basis: exemption.basis } };
  if (undecided !== null) return { missing: [undecided, ...gaps] };
  const unplaced = isUnplaced(row, virta) ? [lacking('termFees', facts.termFees, 'NOT_REPORTED')] : [];
  const missing = [...gaps, ...unplaced];
  if (missing.length > 0) return { missing };
  if (isCovered(row, virta)) return { value: { value: 'SATISFIED', basis: basisOfCover(row, virta) } };
  const basis = isUnpaid(row, virta) ? 'RECORDED_UNPAID' : 'NO_PAYMENT_RECORD';
  return { value: { value: 'OPEN', basis } };
}

/** Which records contradict each other, so that neither is preferred; null when none do. */
export function contradictionIn({ exemption, row, virta, facts }: Evidence): MissingInput | null {
  const { feePayments, termFees } = facts;
  if (exemption !== null) {
    if (exemption.contradicted) return lacking('termFees', termFees, 'RECORDS_CONTRADICT');
    const isFree = row.kind !== 'CONTRADICTED' && !(row.kind === 'ROW' && row.payment === 'UNPAID');
    return isFree ? null : lacking('feePayments', feePayments, 'SOURCES_DISAGREE');
  }
  if (row.kind === 'CONTRADICTED') return lacking('feePayments', feePayments, 'SOURCES_DISAGREE');
  if (virta?.contradicted === true) return lacking('termFees', termFees, 'RECORDS_CONTRADICT');
  const isClaimed = virta?.payment === 'CLAIMED';
  return (isCovered(row, virta) || isClaimed) && isUnpaid(row, virta)
    ? lacking('termFees', termFees, 'SOURCES_DISAGREE')
    : null;
}

function isCovered(row: RegisterRow, virta: VirtaFees | null): boolean {
  return (row.kind === 'ROW' && row.payment !== 'UNPAID') || virta?.payment === 'COVERED';
}

function isUnpaid(row: RegisterRow, virta: VirtaFees | null): boolean {
  return (row.kind === 'ROW' && row.payment === 'UNPAID') || virta?.payment === 'UNPAID';
}

/** Payments of terms of which nothing is known to be due, or by which right, say something that cannot be placed. */
function isUnplaced(row: RegisterRow, virta: VirtaFees | null): boolean {
  if (virta === null) return false;
  const isSettled = isCovered(row, virta);
  return (!isSettled && virta.contested) || (row.kind !== 'ROW' && virta.payment === 'CLAIMED');
}

function basisOfCover(row: RegisterRow, virta: VirtaFees | null): FeeVerdict['basis'] {
  const bySums = virta?.payment === 'COVERED' ? basisOfSums(virta) : null;
  if (bySums !== null) return bySums;
  return row.kind === 'ROW' && row.payment === 'EXEMPTED' ? 'WAIVED_OR_FULL_SCHOLARSHIP' : 'PAID';
}

/** What a covered fee rests on, by VIRTA's sums; null when they do not tell. */
function basisOfSums(virta: VirtaFees): 'PAID' | 'SCHOLARSHIP' | 'MIXED' | null {
  const paid = virta.paid ?? 0;
  const scholarship = virta.scholarship ?? 0;
  if (scholarship === 0) return paid === 0 ? null : 'PAID';
  if (paid > 0) return 'MIXED';
  // A whole fee of which the scholarship is only a part was paid for the rest, although the sum paid is not reported.
  const isPart = virta.open === 0 && virta.paid === null && virta.due !== null && scholarship < virta.due;
  return isPart ? 'MIXED' : 'SCHOLARSHIP';
}
