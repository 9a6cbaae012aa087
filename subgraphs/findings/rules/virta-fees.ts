import type { Cents } from '../required-facts.ts';
import { overlaps, type Span, termSlices } from './days.ts';
import {
  type FeePeriod,
  type FeeRecords,
  type OwedFee,
  owedFees,
  paymentsOf,
  type TermPayment,
  yearLookedAt,
} from './fee-records.ts';
import type { FeeSubject } from './fee-subjects.ts';
import { isContradicted, paidBy, wholeSum } from './fee-sums.ts';

/**
 * What VIRTA says of the terms asked about: COVERED when each is marked paid in full; UNPAID when a begun one is marked
 * not so under a right in force; PART when some are paid in full and nothing is said of the rest; CLAIMED when terms are
 * paid in full of which nobody knows that they are asked about; SILENT otherwise. Silence is no record of not paying.
 */
type VirtaPayment = 'COVERED' | 'UNPAID' | 'PART' | 'CLAIMED' | 'SILENT';

/** VIRTA's sums for one place or right, in cents; null when VIRTA does not report them, or not all could be read. */
interface VirtaSums {
  readonly due: number | null;
  readonly paid: number | null;
  readonly scholarship: number | null;
}

/** What VIRTA reports for one place or right. */
export interface VirtaFees extends VirtaSums {
  readonly payment: VirtaPayment;
  /** Whether a fee is due at all in the periods looked at. */
  readonly owes: boolean;
  /** What the records leave open, in cents; null also when something remains of which no term asked about is a part. */
  readonly open: number | null;
  /** Whether a payment that names no right could meet this fee or another right's, so that it counts for neither. */
  readonly contested: boolean;
  /** Whether the marks and sums of one and the same fee contradict each other. */
  readonly contradicted: boolean;
  /** Whether a term is marked as not paid in full under a right of which nobody can tell whether it is in force. */
  readonly doubtful: boolean;
}

/** What VIRTA reports for a subject in the periods looked at: by marks first, which settle a term whatever the sums. */
export function virtaFees(subject: FeeSubject, records: FeeRecords, period: FeePeriod): VirtaFees {
  const { today } = period;
  const owed = owedFees(subject, records, period);
  const { own, contested } = paymentsOf(subject, records, today);
  const spans = owed.length > 0 ? owed : [yearLookedAt(subject, records, period)];
  const payments = own.filter((payment) => spans.some((span) => overlaps(span, payment)));
  const asked = termsAsked(owed, spans, period);
  const payment = paymentOf(asked, payments, today);
  const contradicted = isContradicted({ asked, owed, payments });
  return {
    payment,
    owes: owed.length > 0,
    ...sumsOf({ owed, payments, complete: records.complete }),
    open: contradicted || !records.complete ? null : openOf(payment, owed, payments),
    contested: contested.some((one) => spans.some((span) => overlaps(span, one))),
    contradicted,
    doubtful: asked.some((term) => isUnpaid(term, { payments, today, inForce: null })),
  };
}

/** Sums of what is reported, in cents. Where a record could not be read, a sum of the others would mislead. */
export function sumsOf({
  owed,
  payments,
  complete,
}: {
  readonly owed: readonly { readonly amount: Cents | null }[];
  readonly payments: readonly Pick<TermPayment, 'paid' | 'scholarship'>[];
  readonly complete: boolean;
}): VirtaSums {
  if (!complete) return { due: null, paid: null, scholarship: null };
  return {
    due: owed.length === 0 ? null : wholeSum(owed.map(({ amount }) => amount)),
    paid: sumOf(payments.map(({ paid }) => paid)),
    scholarship: sumOf(payments.map(({ scholarship }) => scholarship)),
  };
}

/** The begun terms of what is looked at; before a first fee's first term has begun, all of its year. */
function termsAsked(
  owed: readonly OwedFee[],
  spans: readonly Span[],
  { kind, today }: FeePeriod,
): readonly Span[] {
  const terms = spans.flatMap(termSlices);
  const begun = terms.filter(({ startsOn }) => startsOn <= today);
  return kind === 'FIRST_YEAR' && begun.length === 0 && owed.length > 0 ? terms : begun;
}

function paymentOf(asked: readonly Span[], payments: readonly TermPayment[], today: string): VirtaPayment {
  if (asked.some((term) => isUnpaid(term, { payments, today, inForce: true }))) return 'UNPAID';
  const paid = asked.filter((term) => isPaid(term, payments));
  if (paid.length > 0) return paid.length === asked.length ? 'COVERED' : 'PART';
  const isClaimed = asked.length === 0 && payments.length > 0 && payments.every(({ fullyPaid }) => fullyPaid);
  return isClaimed ? 'CLAIMED' : 'SILENT';
}

function isPaid(term: Span, payments: readonly TermPayment[]): boolean {
  const touching = payments.filter((payment) => overlaps(term, payment));
  return touching.length > 0 && touching.every(({ fullyPaid }) => fullyPaid);
}

function isUnpaid(
  term: Span,
  {
    payments,
    today,
    inForce,
  }: { readonly payments: readonly TermPayment[]; readonly today: string; readonly inForce: true | null },
): boolean {
  const marks = payments.filter((payment) => !payment.fullyPaid && payment.inForce === inForce);
  return term.startsOn <= today && marks.some((payment) => overlaps(term, payment));
}

/** First by terms paid in full, then by sums, so that no payment is added twice. */
function openOf(
  payment: VirtaPayment,
  owed: readonly OwedFee[],
  payments: readonly TermPayment[],
): number | null {
  if (owed.length === 0) return null;
  const unmet = owed.filter((due) => !termSlices(due).every((term) => isPaid(term, payments)));
  if (payment === 'COVERED') return unmet.length === 0 ? 0 : null;
  const met = owed.filter((due) => !unmet.includes(due));
  const spare = payments.filter((one) => !met.some((due) => overlaps(due, one)));
  const sum = wholeSum(unmet.map(({ amount }) => amount));
  // A term marked as paid in full without any sum took nobody knows how much of what is due.
  const isUnsaid = spare.some(({ fullyPaid, paid, scholarship }) => fullyPaid && !paid && !scholarship);
  return sum === null || isUnsaid ? null : Math.max(0, sum - paidBy(spare));
}

/** A sum of the amounts that are reported, in cents; null when none is. */
function sumOf(amounts: readonly (Cents | null)[]): number | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : known.reduce((sum, { cents }) => sum + cents, 0);
}
