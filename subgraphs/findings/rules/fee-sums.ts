import type { Cents } from '../required-facts.ts';
import { overlaps, type Span } from './days.ts';
import type { OwedFee, TermPayment } from './fee-records.ts';

/** What is asked about, what is due for it, and what is recorded as paid. */
interface Account {
  readonly asked: readonly Span[];
  readonly owed: readonly OwedFee[];
  readonly payments: readonly TermPayment[];
}

/**
 * Whether records of one fee contradict each other: a term is marked both as paid in full and as not, or something is
 * marked as not paid in full although the sums add up to the whole.
 */
export function isContradicted({ asked, owed, payments }: Account): boolean {
  const unpaid = payments.filter(({ fullyPaid }) => !fullyPaid);
  const isBoth = asked.some((term) => {
    const marks = payments.filter((payment) => overlaps(term, payment)).map(({ fullyPaid }) => fullyPaid);
    return marks.includes(true) && marks.includes(false);
  });
  const accounts = unpaid.map((payment) => accountOf(payment, { owed, payments }));
  const whole = unpaid.length === 0 ? [] : [{ owed, payments }];
  return isBoth || [...accounts, ...whole].some(reachesWhole);
}

/** A sum of amounts in cents; null when one of them is not reported, because a part of a sum would mislead. */
export function wholeSum(amounts: readonly (Cents | null)[]): number | null {
  return amounts.reduce<number | null>(
    (sum, amount) => (sum === null || amount === null ? null : sum + amount.cents),
    0,
  );
}

/** What payments are reported to cover, in cents; what is not reported covers nothing. */
export function paidBy(payments: readonly Pick<TermPayment, 'paid' | 'scholarship'>[]): number {
  return payments.reduce(
    (sum, { paid, scholarship }) => sum + (paid?.cents ?? 0) + (scholarship?.cents ?? 0),
    0,
  );
}

type Sums = Omit<Account, 'asked'>;

/** The dues that a payment meets, with all payments that meet them, and so on. */
function accountOf(payment: TermPayment, { owed, payments }: Sums): Sums {
  let met: Sums = { owed: [], payments: [payment] };
  for (;;) {
    const { payments: paying } = met;
    const dues = owed.filter((due) => paying.some((one) => overlaps(due, one)));
    if (dues.length === met.owed.length) return met;
    met = { owed: dues, payments: payments.filter((one) => dues.some((due) => overlaps(due, one))) };
  }
}

function reachesWhole({ owed, payments }: Sums): boolean {
  const due = owed.length === 0 ? null : wholeSum(owed.map(({ amount }) => amount));
  return due !== null && paidBy(payments) >= due;
}
