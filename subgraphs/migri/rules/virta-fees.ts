import type { Cents } from '../required-facts.ts';
import { overlaps, termSlices } from './days.ts';
import {
  type FeePeriod,
  type FeeRecords,
  firstYearEnd,
  type OwedFee,
  owedFees,
  paymentsOf,
  type TermPayment,
} from './fee-records.ts';
import type { FeeSubject } from './fee-subjects.ts';

/**
 * What VIRTA says of a fee: COVERED whole; OPEN by a payment record that is not full; PART paid with nothing said of
 * the rest; CLAIMED full without any due; SILENT on payment. Silence is no record of not paying.
 */
type VirtaPayment = 'COVERED' | 'OPEN' | 'PART' | 'CLAIMED' | 'SILENT';

/** VIRTA's sums for one place or right, in cents; null when VIRTA does not report them or reports them in part. */
export interface VirtaFees {
  readonly payment: VirtaPayment;
  /** Whether a fee is due at all in the periods looked at. */
  readonly owes: boolean;
  readonly due: number | null;
  readonly paid: number | null;
  readonly scholarship: number | null;
  readonly open: number | null;
  /** Whether a payment that names no right could meet this fee or another right's, so that it counts for neither. */
  readonly contested: boolean;
}

/** What VIRTA reports for a subject in the periods looked at. */
export function virtaFees(subject: FeeSubject, records: FeeRecords, period: FeePeriod): VirtaFees {
  const owed = owedFees(subject, records, period);
  const { own, contested } = paymentsOf(subject, records);
  const meetsOwed = (payment: TermPayment) => owed.some((due) => overlaps(due, payment));
  if (owed.length === 0) {
    const end = own.length === 0 ? '' : endOf(subject, records, period);
    return unowed(own.filter(({ startsOn }) => startsOn < end));
  }
  const payments = own.filter(meetsOwed);
  const open = records.complete ? openOf(owed, payments) : null;
  return {
    payment: open === 0 ? 'COVERED' : paymentOf(payments, 'PART'),
    owes: true,
    due: wholeSum(owed.map(({ amount }) => amount)),
    ...sumsOf(payments),
    open,
    contested: contested.some(meetsOwed),
  };
}

/** A sum of the amounts that are reported, in cents; null when none is. */
export function sumOf(amounts: readonly (Cents | null)[]): number | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : known.reduce((sum, { cents }) => sum + cents, 0);
}

/** A sum of amounts in cents; null when one of them is not reported, because a part of a sum would mislead. */
export function wholeSum(amounts: readonly (Cents | null)[]): number | null {
  return amounts.includes(null) ? null : (sumOf(amounts) ?? 0);
}

function unowed(payments: readonly TermPayment[]): VirtaFees {
  const nothing = { owes: false, due: null, open: null, contested: false };
  return { payment: paymentOf(payments, 'CLAIMED'), ...sumsOf(payments), ...nothing };
}

function sumsOf(payments: readonly TermPayment[]) {
  return {
    paid: sumOf(payments.map(({ paid }) => paid)),
    scholarship: sumOf(payments.map(({ scholarship }) => scholarship)),
  };
}

/** What is left open, in cents: first by full terms, then by sums, so that no payment is added twice. */
function openOf(owed: readonly OwedFee[], payments: readonly TermPayment[]): number | null {
  const unmet = owed.filter((due) => !isFullyPaid(due, payments));
  const met = owed.filter((due) => !unmet.includes(due));
  const spare = payments.filter((payment) => !met.some((due) => overlaps(due, payment)));
  const sum = wholeSum(unmet.map(({ amount }) => amount));
  const cover = spare.reduce(
    (total, { paid, scholarship }) => total + centsOf(paid) + centsOf(scholarship),
    0,
  );
  return sum === null ? null : Math.max(0, sum - cover);
}

/** Each term of the due period must have a full payment record, and none that is not full. */
function isFullyPaid(due: OwedFee, payments: readonly TermPayment[]): boolean {
  return termSlices(due).every((term) => {
    const touching = payments.filter((payment) => overlaps(term, payment));
    return touching.length > 0 && touching.every(({ fullyPaid }) => fullyPaid);
  });
}

function paymentOf(payments: readonly TermPayment[], whenAllFull: 'PART' | 'CLAIMED'): VirtaPayment {
  if (payments.length === 0) return 'SILENT';
  return payments.every(({ fullyPaid }) => fullyPaid) ? whenAllFull : 'OPEN';
}

function endOf(subject: FeeSubject, records: FeeRecords, period: FeePeriod): string {
  return period.kind === 'BEGUN_BY' ? period.day : firstYearEnd(subject, records);
}

function centsOf(amount: Cents | null): number {
  return amount?.cents ?? 0;
}
