import type { Admission, FeePayment, FeePaymentState } from '../required-facts.ts';
import { gapsOf, isAnswered, lacking, type MissingInput, reasonFrom } from './finding.ts';
import type { FeeFacts } from './tuition-fee-rule.ts';
import type { VirtaFees } from './virta-fees.ts';

/** The admission side's word on one place: what is recorded, no record, words that differ, or why it could not say. */
export type RegisterRow =
  | { readonly kind: 'ROW'; readonly payment: Exclude<FeePaymentState, 'UNKNOWN'> }
  | { readonly kind: 'NO_ROW' | 'CONTRADICTED' }
  | { readonly kind: 'GAP'; readonly missing: readonly MissingInput[] };

/**
 * What the tuition-fee register and the admission register itself have recorded for a place. Only the tuition-fee
 * register's own answer for the place makes "no row", and only then is the admission register's word alone enough.
 */
export function registerRow(place: Admission, facts: FeeFacts): RegisterRow {
  const row = ownRow(place, facts);
  const word = place.feePayment;
  if (row.kind === 'GAP' || row.kind === 'CONTRADICTED' || word === null) return row;
  if (word === 'UNKNOWN')
    return { kind: 'GAP', missing: [lacking('admissions', facts.admissions, 'RECORD_UNREADABLE')] };
  return row.kind === 'ROW' && row.payment !== word
    ? { kind: 'CONTRADICTED' }
    : { kind: 'ROW', payment: word };
}

/** Whether the admission side and VIRTA contradict each other on a place; null when they could not be compared. */
export function feeConflict(place: Admission, row: RegisterRow, virta: VirtaFees | null): boolean | null {
  if (row.kind === 'CONTRADICTED') return true;
  if (place.feeObligation === 'NOT_REQUIRED') {
    const isUnpaid = (row.kind === 'ROW' && row.payment === 'UNPAID') || virta?.payment === 'UNPAID';
    return isUnpaid || virta?.owes === true ? true : null;
  }
  if (row.kind !== 'ROW' || virta === null) return null;
  const covered = row.payment !== 'UNPAID';
  switch (virta.payment) {
    case 'COVERED':
    case 'CLAIMED':
      return !covered;
    case 'UNPAID':
      return covered;
    case 'PART':
    case 'SILENT':
      return null;
  }
}

/** The register gives a place once; should it give it twice and not alike, neither is preferred. */
function ownRow(place: Admission, facts: FeeFacts): RegisterRow {
  const { feePayments } = facts;
  if (!isAnswered(feePayments)) return { kind: 'GAP', missing: gapsOf(facts, ['feePayments']) };
  const entries = (feePayments.items ?? []).filter(({ admissionId }) => admissionId === place.id);
  if (entries.length === 0 && feePayments.state === 'KNOWN_NONE') return { kind: 'NO_ROW' };
  const unreadable: RegisterRow = {
    kind: 'GAP',
    missing: [lacking('feePayments', feePayments, 'RECORD_UNREADABLE')],
  };
  const rows = entries.map((entry) => rowOf(entry, unreadable));
  const gap = rows.find(({ kind }) => kind === 'GAP');
  const [row = unreadable, ...others] = rows;
  if (gap !== undefined) return gap;
  return others.every((other) => JSON.stringify(other) === JSON.stringify(row))
    ? row
    : { kind: 'CONTRADICTED' };
}

function rowOf({ state, payment, reason }: FeePayment, unreadable: RegisterRow): RegisterRow {
  if (state === 'KNOWN_NONE') return { kind: 'NO_ROW' };
  if (state === 'CONFLICT') return { kind: 'CONTRADICTED' };
  if (state !== 'KNOWN') {
    const why = reasonFrom(reason, 'INPUT_UNAVAILABLE');
    return { kind: 'GAP', missing: [{ fact: 'feePayments', state, reason: why }] };
  }
  return payment === null || payment === 'UNKNOWN' ? unreadable : { kind: 'ROW', payment };
}
