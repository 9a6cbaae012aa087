import type { Admission, FeePaymentState } from '../required-facts.ts';
import { gapsOf, isAnswered, lacking, type MissingInput, reasonFrom } from './finding.ts';
import type { FeeFacts } from './tuition-fee-rule.ts';
import type { VirtaFees } from './virta-fees.ts';

/** The tuition-fee register's word on one place: a row, no row, or why it could not say. */
export type RegisterRow =
  | { readonly kind: 'ROW'; readonly payment: Exclude<FeePaymentState, 'UNKNOWN'> }
  | { readonly kind: 'NO_ROW' }
  | { readonly kind: 'GAP'; readonly missing: readonly MissingInput[] };

/** Reads the register's row of a place. Only the register's own answer for the place makes "no row". */
export function registerRow(place: Admission, facts: FeeFacts): RegisterRow {
  const { feePayments } = facts;
  if (!isAnswered(feePayments)) return { kind: 'GAP', missing: gapsOf(facts, ['feePayments']) };
  const entry = feePayments.items?.find(({ admissionId }) => admissionId === place.id);
  if (entry === undefined && feePayments.state === 'KNOWN_NONE') return { kind: 'NO_ROW' };
  if (entry?.state === 'KNOWN_NONE') return { kind: 'NO_ROW' };
  const unreadable = lacking('feePayments', feePayments, 'RECORD_UNREADABLE');
  if (entry === undefined) return { kind: 'GAP', missing: [unreadable] };
  if (entry.state !== 'KNOWN') {
    const reason = reasonFrom(entry.reason, 'INPUT_UNAVAILABLE');
    return { kind: 'GAP', missing: [{ fact: 'feePayments', state: entry.state, reason }] };
  }
  if (entry.payment === null || entry.payment === 'UNKNOWN') return { kind: 'GAP', missing: [unreadable] };
  return { kind: 'ROW', payment: entry.payment };
}

/** Whether the admission side and VIRTA contradict each other on a place; null when they could not be compared. */
export function feeConflict(place: Admission, row: RegisterRow, virta: VirtaFees | null): boolean | null {
  if (place.feeObligation === 'NOT_REQUIRED')
    return (row.kind === 'ROW' && row.payment === 'UNPAID') || virta?.owes === true ? true : null;
  if (row.kind !== 'ROW' || virta === null) return null;
  const covered = row.payment !== 'UNPAID';
  switch (virta.payment) {
    case 'COVERED':
    case 'CLAIMED':
      return !covered;
    case 'OPEN':
      return covered;
    case 'PART':
    case 'SILENT':
      return null;
  }
}
