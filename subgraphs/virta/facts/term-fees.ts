import type { FactEnvelope } from '../../registry/facts.ts';
import type { Institution, InstitutionList } from '../../registry/institutions.ts';
import type { LukukausiIlmoittautuminen, Maksu, Maksuvelvollisuus, Opiskeluoikeus } from '../contract.ts';
import { type PersonRecords, recordId } from '../person-records.ts';
import { envelopeOf, readEach } from './list-fact.ts';
import { byStart, dayOf, flagOf, lastDayOf, type Money, moneyOf } from './values.ts';

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
  const due = readEach(records.rights.flatMap(feesOf), (fee) => feeDueOf(fee, institutions));
  const rightIds = new Set(records.rights.map(({ myontaja, avain }) => recordId(myontaja, avain)));
  const paid = readEach(records.registrations.flatMap(paymentsOf), (payment) =>
    paymentOf(payment, rightIds, institutions),
  );
  const found = due.items.length + paid.items.length;
  const unreadable = due.unreadable + paid.unreadable + records.unattributed;
  const field = due.field ?? paid.field;
  const envelope = envelopeOf({ found, unreadable, field, observedAt, noneCode: 'NOT_REPORTED' });
  if (found === 0) return { ...envelope, due: null, paid: null, payments: null, complete: null };
  const payments = paid.items.toSorted(byStart);
  return {
    ...envelope,
    due: due.items.toSorted(byStart),
    paid: payments,
    payments,
    complete: unreadable === 0,
  };
}

interface FeeOfRight {
  readonly right: Opiskeluoikeus;
  readonly fee: Maksuvelvollisuus;
}

function feesOf(right: Opiskeluoikeus): readonly FeeOfRight[] {
  return right.lukuvuosimaksut.map((fee) => ({ right, fee }));
}

function feeDueOf({ right, fee }: FeeOfRight, institutions: InstitutionList): FeeDue | string {
  const studyRightId = recordId(right.myontaja, right.avain);
  const startsOn = dayOf(fee.alkuPvm);
  const endsOn = lastDayOf(fee.loppuPvm);
  if (right.myontaja === null) return 'Myontaja';
  if (studyRightId === null) return 'avain';
  if (!startsOn) return 'AlkuPvm';
  if (endsOn === undefined) return 'LoppuPvm';
  const institution = institutions.byCode(right.myontaja);
  return { institution, studyRightId, startsOn, endsOn, amount: moneyOf(fee.summa) };
}

interface PaymentOfTerm {
  readonly registration: LukukausiIlmoittautuminen;
  readonly fee: Maksu;
}

function paymentsOf(registration: LukukausiIlmoittautuminen): readonly PaymentOfTerm[] {
  const fee = registration.lukuvuosimaksu;
  return fee === null ? [] : [{ registration, fee }];
}

function paymentOf(
  { registration, fee }: PaymentOfTerm,
  rightIds: ReadonlySet<string | null>,
  institutions: InstitutionList,
): TermFeePayment | string {
  const { myontaja, opiskeluoikeusAvain } = registration;
  const startsOn = dayOf(registration.alkuPvm);
  const endsOn = lastDayOf(registration.loppuPvm);
  const fullyPaid = flagOf(fee.maksettu);
  if (myontaja === null) return 'Myontaja';
  if (!startsOn) return 'AlkuPvm';
  if (endsOn === undefined) return 'LoppuPvm';
  if (fullyPaid === undefined) return 'Maksettu';
  // The fee's own key is the only link of a keyless registration, and often points nowhere.
  const linked = recordId(myontaja, fee.opiskeluoikeusAvain);
  return {
    institution: institutions.byCode(myontaja),
    studyRightId: recordId(myontaja, opiskeluoikeusAvain) ?? (rightIds.has(linked) ? linked : null),
    startsOn,
    endsOn,
    fullyPaid,
    paid: moneyOf(fee.summa),
    scholarship: moneyOf(fee.apuraha),
  };
}
