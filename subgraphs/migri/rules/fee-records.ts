import type { Cents, FeeDue, TermFeePayment } from '../required-facts.ts';
import { addDays, overlaps, type Span, termOf, yearAfter } from './days.ts';
import type { FeeSubject } from './fee-subjects.ts';
import { startOfRight } from './study-rights.ts';

/** VIRTA's whole answer on fees. */
export interface FeeRecords {
  readonly due: readonly FeeDue[];
  readonly paid: readonly TermFeePayment[];
  /** False when a record could not be read: then nothing can be said to be covered. */
  readonly complete: boolean;
}

/** Which due periods are looked at: those of the first year of studies, or all that have begun by a day. */
export type FeePeriod = { readonly kind: 'FIRST_YEAR' } | { readonly kind: 'BEGUN_BY'; readonly day: string };

/** A fee due in the periods looked at, its end settled. */
export interface OwedFee extends Span {
  readonly amount: Cents | null;
}

/** A payment whose end is settled. */
export interface TermPayment extends Span {
  readonly fullyPaid: boolean;
  readonly paid: Cents | null;
  readonly scholarship: Cents | null;
}

/** The payments of a subject, and those that could as well be another right's. */
export interface SubjectPayments {
  readonly own: readonly TermPayment[];
  readonly contested: readonly TermPayment[];
}

/** Every due of a subject; a due of nothing is none. */
export function allDuesOf({ rights }: FeeSubject, { due }: FeeRecords): readonly FeeDue[] {
  const ids = new Set(rights.map(({ id }) => id));
  return due.filter(({ studyRightId, amount }) => ids.has(studyRightId) && amount?.cents !== 0);
}

/** The dues of a subject in the periods looked at. */
export function owedFees(subject: FeeSubject, records: FeeRecords, period: FeePeriod): readonly OwedFee[] {
  const dues = allDuesOf(subject, records);
  if (period.kind === 'BEGUN_BY')
    return dues.filter(({ startsOn }) => startsOn <= period.day).map((due) => owedBy(due, period.day));
  const end = addDays(firstYearEnd(subject, records), -1);
  return dues
    .filter(({ startsOn }) => startsOn <= end)
    .map((due) => ({ ...due, endsOn: due.endsOn !== null && due.endsOn < end ? due.endsOn : end }));
}

/** The subject's payments. One without a right counts when no other right at the institution owes what it could meet. */
export function paymentsOf(subject: FeeSubject, records: FeeRecords): SubjectPayments {
  const ids = new Set(subject.rights.map(({ id }) => id));
  const codes = new Set(subject.rights.map(({ institution }) => institution.code));
  const keyed = records.paid.filter(({ studyRightId }) => studyRightId !== null && ids.has(studyRightId));
  const keyless = records.paid.filter(
    ({ studyRightId, institution }) =>
      studyRightId === null && institution.code !== null && codes.has(institution.code),
  );
  const others = records.due.filter(({ studyRightId }) => !ids.has(studyRightId));
  const isContested = (payment: TermFeePayment) =>
    others.some(
      (due) => due.institution.code === payment.institution.code && overlaps(due, bounded(payment)),
    );
  return {
    own: [...keyed, ...keyless.filter((payment) => !isContested(payment))].map(bounded),
    contested: keyless.filter(isContested).map(bounded),
  };
}

/** The first day after the first year of studies, counted from its first due or, without one, the right's start. */
export function firstYearEnd(subject: FeeSubject, records: FeeRecords): string {
  const [rightStart] = subject.rights
    .map(startOfRight)
    .filter((start) => start !== null)
    .toSorted();
  const [dueStart] = allDuesOf(subject, records)
    .map(({ startsOn }) => startsOn)
    .toSorted();
  if (rightStart === undefined) return yearAfter(dueStart ?? '0001-01-01');
  const end = yearAfter(rightStart);
  return dueStart !== undefined && dueStart < end ? yearAfter(dueStart) : end;
}

/** A due until further notice: after a year nobody can tell how many times its sum is due. */
function owedBy(due: FeeDue, day: string): OwedFee {
  const { startsOn, endsOn, amount } = due;
  if (endsOn !== null) return { startsOn, endsOn, amount };
  return { startsOn, endsOn: termOf(day).endsOn, amount: yearAfter(startsOn) <= day ? null : amount };
}

/** A payment without an end is one term's: it must not cover later terms. */
function bounded({ startsOn, endsOn, fullyPaid, paid, scholarship }: TermFeePayment): TermPayment {
  return { startsOn, endsOn: endsOn ?? termOf(startsOn).endsOn, fullyPaid, paid, scholarship };
}
