import { isValidOn } from '../../registry/in-force.ts';
import type { Cents, FeeDue, StudyRight, TermFeePayment } from '../required-facts.ts';
import { addDays, earliest, overlaps, type Span, termOf, yearAfter } from './days.ts';
import { type FeeSubject, institutionsOf } from './fee-subjects.ts';
import { endBy, startOfRight } from './study-rights.ts';

/** VIRTA's whole answer on fees. */
export interface FeeRecords {
  readonly due: readonly FeeDue[];
  readonly paid: readonly TermFeePayment[];
  /** False when a record could not be read: then nothing can be said to be covered. */
  readonly complete: boolean;
}

/** Which due periods are looked at: those of the first year of studies, or all that have begun by the day. */
export interface FeePeriod {
  readonly kind: 'FIRST_YEAR' | 'BEGUN';
  readonly today: string;
}

/** A fee due in the periods looked at, its end settled. */
export interface OwedFee extends Span {
  /** Null when the sum is not reported, or not for these terms alone. */
  readonly amount: Cents | null;
}

/** A payment whose end is settled. */
export interface TermPayment extends Span {
  readonly fullyPaid: boolean;
  readonly paid: Cents | null;
  readonly scholarship: Cents | null;
  /** Whether its right is in force on the day; null when that cannot be told. */
  readonly inForce: boolean | null;
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

/** The dues of a subject in the periods looked at; terms after the end of the right are not owed. */
export function owedFees(subject: FeeSubject, records: FeeRecords, period: FeePeriod): readonly OwedFee[] {
  const dues = allDuesOf(subject, records);
  if (dues.length === 0) return [];
  const { endsOn } = yearLookedAt(subject, records, period);
  return dues
    .filter(({ startsOn }) => startsOn <= endsOn)
    .flatMap((due) => {
      const owed = period.kind === 'BEGUN' ? begunBy(due, period.today) : cutAt(due, endsOn);
      const right = subject.rights.find(({ id }) => id === due.studyRightId);
      return until(owed, right === undefined ? null : lastDayOf(right, period.today));
    });
}

/** The subject's payments. One without a right counts when no other right at the institution owes what it could meet. */
export function paymentsOf(subject: FeeSubject, records: FeeRecords, today: string): SubjectPayments {
  const { rights } = subject;
  const others = records.due.filter(({ studyRightId }) => !isOneOf(rights, studyRightId));
  const own: TermPayment[] = [];
  const contested: TermPayment[] = [];
  for (const payment of records.paid) {
    const payers = rights.filter((right) => couldPay(payment, right));
    if (payers.length === 0) continue;
    const settled = bounded(payment, payers, today);
    const isContested =
      payment.studyRightId === null &&
      others.some((due) => due.institution.code === payment.institution.code && overlaps(due, settled));
    (isContested ? contested : own).push(settled);
  }
  return { own, contested };
}

/** The first year of studies, counted from its first due or, without one, the right's start; or all up to the day. */
export function yearLookedAt(subject: FeeSubject, records: FeeRecords, period: FeePeriod): Span {
  const rightStart = earliest(subject.rights.map(startOfRight));
  const dueStart = earliest(allDuesOf(subject, records).map(({ startsOn }) => startsOn));
  const start = earliest([rightStart, dueStart]) ?? period.today;
  if (period.kind === 'BEGUN') return { startsOn: start, endsOn: period.today };
  const year = yearAfter(rightStart ?? start);
  const end = dueStart !== null && dueStart < year ? yearAfter(dueStart) : year;
  return { startsOn: start, endsOn: addDays(end, -1) };
}

function isOneOf(rights: readonly StudyRight[], studyRightId: string | null): boolean {
  return rights.some(({ id }) => id === studyRightId);
}

/** Whether a payment names a right, or names none and is at its institution. */
function couldPay({ studyRightId, institution }: TermFeePayment, right: StudyRight): boolean {
  if (studyRightId !== null) return studyRightId === right.id;
  return institution.code !== null && institutionsOf(right).some(({ code }) => code === institution.code);
}

/** A due until further notice: after a year nobody can tell how many times its sum is due. */
function begunBy({ startsOn, endsOn, amount }: FeeDue, day: string): OwedFee {
  if (endsOn !== null) return { startsOn, endsOn, amount };
  return { startsOn, endsOn: termOf(day).endsOn, amount: yearAfter(startsOn) <= day ? null : amount };
}

function cutAt({ startsOn, endsOn, amount }: FeeDue, day: string): OwedFee {
  return { startsOn, endsOn: endsOn !== null && endsOn < day ? endsOn : day, amount };
}

/** Of the sum for terms of which some came after the end of the right, nobody can tell how much is owed. */
function until(owed: OwedFee, lastDay: string | null): readonly OwedFee[] {
  if (lastDay === null || owed.endsOn <= lastDay) return [owed];
  if (lastDay < owed.startsOn) return [];
  const isSameTerm = termOf(lastDay).endsOn === termOf(owed.endsOn).endsOn;
  return [{ ...owed, endsOn: lastDay, amount: isSameTerm ? owed.amount : null }];
}

/** Last day of a right: the one before a state that ended it. */
function lastDayOf(right: StudyRight, today: string): string | null {
  const end = endBy(right, today);
  if (end === null || end.endState === null || end.endedOn === right.endsOn) return right.endsOn;
  return earliest([right.endsOn, addDays(end.endedOn, -1)]);
}

/** A payment without an end is one term's: it must not cover later terms. */
function bounded(
  { startsOn, endsOn, fullyPaid, paid, scholarship }: TermFeePayment,
  payers: readonly StudyRight[],
  today: string,
): TermPayment {
  const validity = payers.map((right) => isValidOn(right, today));
  const inForce = validity.includes(true) || (validity.includes(null) ? null : false);
  return { startsOn, endsOn: endsOn ?? termOf(startsOn).endsOn, fullyPaid, paid, scholarship, inForce };
}
