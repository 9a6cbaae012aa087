import type { Cents, FeeDue, StudyRight, TermFeePayment } from '../required-facts.ts';
import { addDays, earliest, overlaps, type Span, termOf, yearAfter } from './days.ts';
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
  return due.filter(({ studyRightId, amount }) => amount?.cents !== 0 && isOneOf(rights, studyRightId));
}

/** The dues of a subject in the periods looked at. */
export function owedFees(subject: FeeSubject, records: FeeRecords, period: FeePeriod): readonly OwedFee[] {
  const dues = allDuesOf(subject, records);
  if (period.kind === 'BEGUN_BY')
    return dues.filter(({ startsOn }) => startsOn <= period.day).map((due) => owedBy(due, period.day));
  if (dues.length === 0) return [];
  const end = addDays(firstYearEnd(subject, records), -1);
  return dues
    .filter(({ startsOn }) => startsOn <= end)
    .map((due) => ({ ...due, endsOn: due.endsOn !== null && due.endsOn < end ? due.endsOn : end }));
}

/** The subject's payments. One without a right counts when no other right at the institution owes what it could meet. */
export function paymentsOf(subject: FeeSubject, records: FeeRecords): SubjectPayments {
  const { rights } = subject;
  const keyed = records.paid.filter(({ studyRightId }) => isOneOf(rights, studyRightId));
  const keyless = records.paid.filter(
    (payment) => payment.studyRightId === null && isAtOneOf(rights, payment),
  );
  if (keyless.length === 0) return { own: keyed.map(bounded), contested: [] };
  const others = records.due.filter(({ studyRightId }) => !isOneOf(rights, studyRightId));
  const contested = keyless.filter((payment) =>
    others.some(
      (due) => due.institution.code === payment.institution.code && overlaps(due, bounded(payment)),
    ),
  );
  const uncontested = keyless.filter((payment) => !contested.includes(payment));
  return { own: [...keyed, ...uncontested].map(bounded), contested: contested.map(bounded) };
}

function isOneOf(rights: readonly StudyRight[], studyRightId: string | null): boolean {
  return rights.some(({ id }) => id === studyRightId);
}

/** Whether a payment is at the institution of one of the rights. */
function isAtOneOf(rights: readonly StudyRight[], { institution: { code } }: TermFeePayment): boolean {
  return code !== null && rights.some(({ institution }) => institution.code === code);
}

/** The first day after the first year of studies, counted from its first due or, without one, the right's start. */
export function firstYearEnd(subject: FeeSubject, records: FeeRecords): string {
  const rightStart = earliest(subject.rights.map(startOfRight));
  const dueStart = earliest(allDuesOf(subject, records).map(({ startsOn }) => startsOn));
  if (rightStart === null) return yearAfter(dueStart ?? '0001-01-01');
  const end = yearAfter(rightStart);
  return dueStart !== null && dueStart < end ? yearAfter(dueStart) : end;
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
