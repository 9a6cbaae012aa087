import type { FactEnvelope } from '../../registry/facts.ts';
import type { Institution, InstitutionList } from '../../registry/institutions.ts';
import type { LukukausiIlmoittautuminen, Maksu } from '../contract.ts';
import type { Maksuvelvollisuus, Opiskeluoikeus } from '../contract-right.ts';
import { type PersonRecords, recordId } from '../person-records.ts';
import { envelopeOf, gapsTogether, isComplete, readEach, type UnreadTexts } from './list-fact.ts';
import { asSet, byStart } from './order.ts';
import { codeOf, dayOf, flagOf, lastDayOf, type Money, moneyOf } from './values.ts';

/** A fee due; the graph's type of the same name. */
interface FeeDue {
  readonly institution: Institution;
  readonly studyRightId: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly amount: Money | null;
}

/** What is recorded as paid for a term; the graph's type of the same name. */
interface TermFeePayment {
  readonly institution: Institution;
  readonly studyRightId: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly fullyPaid: boolean;
  readonly paid: Money | null;
  readonly scholarship: Money | null;
}

/** The graph's type of the same name. */
export interface TermFeesFact extends FactEnvelope {
  readonly due: readonly FeeDue[] | null;
  readonly paid: readonly TermFeePayment[] | null;
  /** The same, for the rules: they get it also where the terms are not given. */
  readonly payments: readonly TermFeePayment[] | null;
  readonly complete: boolean | null;
}

/**
 * Fees due from the rights and payments from the registrations: two different elements of one name. No fees at all means
 * neither free nor unpaid, since institutions may leave them out.
 */
export function termFeesOf(
  records: PersonRecords,
  observedAt: string,
  institutions: InstitutionList,
): TermFeesFact {
  const { rights, registrations, missing } = records;
  const due = readEach(rights.flatMap(feesOf), (fee, unread) => feeDueOf(fee, unread, institutions));
  const rightIds = new Set(rights.map(({ myontaja, avain }) => recordId(myontaja, avain)));
  const paid = readEach(registrations.flatMap(paymentsOf), (payment, unread) =>
    paymentOf(payment, { unread, rightIds, institutions }),
  );
  const found = due.items.length + paid.items.length;
  const gaps = gapsTogether(due, paid, missing.rights + missing.registrations);
  const envelope = envelopeOf(gaps, { found, observedAt, noneCode: 'NOT_REPORTED' });
  if (found === 0) return { ...envelope, due: null, paid: null, payments: null, complete: null };
  const payments = asSet(paid.items, byStart);
  return {
    ...envelope,
    due: asSet(due.items, byStart),
    paid: payments,
    payments,
    complete: isComplete(gaps),
  };
}

interface FeeOfRight {
  readonly right: Opiskeluoikeus;
  readonly fee: Maksuvelvollisuus;
}

function feesOf(right: Opiskeluoikeus): readonly FeeOfRight[] {
  return right.lukuvuosimaksut.map((fee) => ({ right, fee }));
}

function feeDueOf(
  { right, fee }: FeeOfRight,
  unread: UnreadTexts,
  institutions: InstitutionList,
): FeeDue | string {
  const institution = codeOf(right.myontaja);
  const startsOn = dayOf(fee.alkuPvm);
  const endsOn = lastDayOf(fee.loppuPvm);
  if (!institution) return 'Myontaja';
  if (right.avain === null) return 'avain';
  if (!startsOn) return 'AlkuPvm';
  if (endsOn === undefined) return 'LoppuPvm';
  return {
    institution: institutions.byCode(institution),
    studyRightId: recordId(institution, right.avain),
    startsOn,
    endsOn,
    amount: unread.orNull(moneyOf(fee.summa), 'Summa'),
  };
}

interface PaymentOfTerm {
  readonly registration: LukukausiIlmoittautuminen;
  readonly fee: Maksu;
}

function paymentsOf(registration: LukukausiIlmoittautuminen): readonly PaymentOfTerm[] {
  return registration.lukuvuosimaksut.map((fee) => ({ registration, fee }));
}

interface Surroundings {
  readonly unread: UnreadTexts;
  readonly rightIds: ReadonlySet<string | null>;
  readonly institutions: InstitutionList;
}

function paymentOf(
  { registration, fee }: PaymentOfTerm,
  { unread, rightIds, institutions }: Surroundings,
): TermFeePayment | string {
  const institution = codeOf(registration.myontaja);
  const startsOn = dayOf(registration.alkuPvm);
  const endsOn = lastDayOf(registration.loppuPvm);
  const fullyPaid = flagOf(fee.maksettu);
  if (!institution) return 'Myontaja';
  if (!startsOn) return 'AlkuPvm';
  if (endsOn === undefined) return 'LoppuPvm';
  if (fullyPaid === undefined) return 'Maksettu';
  // The fee's own key is the only link of a keyless registration, and often points nowhere.
  const linked = recordId(institution, fee.opiskeluoikeusAvain);
  return {
    institution: institutions.byCode(institution),
    studyRightId:
      recordId(institution, registration.opiskeluoikeusAvain) ?? (rightIds.has(linked) ? linked : null),
    startsOn,
    endsOn,
    fullyPaid,
    paid: unread.orNull(moneyOf(fee.summa), 'Summa'),
    scholarship: unread.orNull(moneyOf(fee.apuraha), 'Apuraha'),
  };
}
