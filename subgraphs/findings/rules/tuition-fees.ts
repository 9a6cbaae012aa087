import type { FactEnvelope, FactState } from '../../registry/facts.ts';
import type { Institution } from '../../registry/institutions.ts';
import { reasonOf } from '../../registry/reasons.ts';
import type { InputsOf } from '../inputs.ts';
import type { Admission, FeeObligation, FeePaymentState } from '../required-facts.ts';
import { conflictIn, type FeeParts, feeFactNames, partsOf, shownFacts, unproven } from './fee-parts.ts';
import { allDuesOf, type FeeRecords, paymentsOf } from './fee-records.ts';
import type { FeeSubject } from './fee-subjects.ts';
import { isAnswered } from './finding.ts';
import { assessFirstPermit } from './tuition-fee-first-permit.ts';
import { moneyOf } from './tuition-fee-requirement.ts';
import { type FeeFacts, feeRecordsOf, type Money } from './tuition-fee-rule.ts';
import { sumsOf } from './virta-fees.ts';

/** The tuition fee of one place or right as both registers have it; the graph's `TuitionFee`. */
interface TuitionFee {
  readonly admissionId: string | null;
  readonly studyRightIds: readonly string[];
  readonly institution: Institution;
  readonly feeObligation: FeeObligation | null;
  readonly registerPayment: FeePaymentState | null;
  readonly registerState: FactState;
  readonly admissionRegisterPayment: FeePaymentState | null;
  readonly dueInVirta: Money | null;
  readonly paidInVirta: Money | null;
  readonly scholarshipInVirta: Money | null;
  readonly fullyPaidInVirta: boolean | null;
  readonly conflict: boolean | null;
}

/** Both fee registers side by side. */
export interface TuitionFeesFact extends FactEnvelope {
  readonly items: readonly TuitionFee[] | null;
  readonly complete: boolean | null;
}

/** What both fee registers say of each place and right; a contradiction is shown, never settled. */
export function tuitionFees(facts: InputsOf<'tuitionFees'>, today: string): TuitionFeesFact {
  const parts = partsOf(facts);
  const shown = shownFacts(facts);
  const records = feeRecordsOf(shown);
  const items = assessFirstPermit(shown, today).map(({ subject, conflict }) => ({
    ...sideBySide(subject, facts),
    ...virtaSays(subject, records, today),
    conflict: conflictIn(conflict, parts),
  }));
  const hasValues = items.some(saysSomething);
  const envelope = envelopeOf(items, hasValues, parts);
  const isShown = items.length > 0 && (hasValues || parts.gaps.length === 0);
  const isAnswer = isShown || envelope.state === 'KNOWN_NONE';
  return { ...envelope, items: isShown ? items : null, complete: isAnswer ? parts.isWhole : null };
}

/** With values the whole says what they are worth; without, why there are none. */
function envelopeOf(
  items: readonly TuitionFee[],
  hasValues: boolean,
  { facts, gaps }: FeeParts,
): FactEnvelope {
  const times = feeFactNames
    .map((name) => facts[name]?.source.observedAt ?? null)
    .filter((time) => time !== null);
  const observedAt = times.toSorted()[0] ?? null;
  const source = { registry: 'GATEWAY', observedAt, recordedAt: null, servedFrom: 'COMPUTED' } as const;
  const gap = gaps.find(({ reason }) => reason.code !== 'RECORD_UNREADABLE') ?? gaps[0];
  const reason = gap?.reason ?? null;
  if (!hasValues && gap !== undefined) return { state: gap.state, reason, source };
  if (items.length === 0) return { state: 'KNOWN_NONE', reason: reasonOf('NOT_REPORTED'), source };
  if (items.some(({ conflict }) => conflict === true))
    return { state: 'CONFLICT', reason: reasonOf('SOURCES_DISAGREE'), source };
  const doubt = gaps.find(({ state }) => unproven.some((one) => one === state));
  if (doubt !== undefined) return { state: doubt.state, reason: doubt.reason, source };
  return { state: 'KNOWN', reason, source };
}

/** Whether a register said anything of the fee of a place or right. */
function saysSomething(fee: TuitionFee): boolean {
  const onAdmission = [fee.feeObligation, fee.registerPayment, fee.admissionRegisterPayment];
  const inVirta = [fee.dueInVirta, fee.paidInVirta, fee.scholarshipInVirta, fee.fullyPaidInVirta];
  return [...onAdmission, ...inVirta].some((said) => said !== null);
}

function sideBySide(subject: FeeSubject, facts: FeeFacts) {
  const { admission, rights, institution } = subject;
  return {
    admissionId: admission?.id ?? null,
    studyRightIds: rights.map(({ id }) => id),
    institution,
    feeObligation: admission?.feeObligation ?? null,
    ...registerSays(admission, facts),
    admissionRegisterPayment: admission?.feePayment ?? null,
  };
}

function registerSays(place: Admission | null, { feePayments }: FeeFacts) {
  if (place === null) return { registerPayment: null, registerState: 'NOT_APPLICABLE' } as const;
  const entries = (feePayments?.items ?? []).filter(({ admissionId }) => admissionId === place.id);
  const payments = new Set(entries.map(({ payment }) => payment));
  if (payments.size > 1) return { registerPayment: null, registerState: 'CONFLICT' } as const;
  const [entry] = entries;
  const state: FactState = feePayments?.state ?? 'SOURCE_UNAVAILABLE';
  const registerState = isAnswered(feePayments) ? (entry?.state ?? unlisted(state)) : state;
  return { registerPayment: entry?.payment ?? null, registerState };
}

/** A place that an answer does not list was not answered for, unless the register had no row at all. */
function unlisted(state: FactState): FactState {
  return state === 'KNOWN_NONE' ? 'KNOWN_NONE' : 'SOURCE_UNAVAILABLE';
}

function virtaSays(subject: FeeSubject, records: FeeRecords | null, today: string) {
  const owed = records === null ? [] : allDuesOf(subject, records);
  const payments = records === null ? [] : paymentsOf(subject, records, today).own;
  const { due, paid, scholarship } = sumsOf({ owed, payments, complete: records?.complete === true });
  return {
    dueInVirta: moneyOf(due),
    paidInVirta: moneyOf(paid),
    scholarshipInVirta: moneyOf(scholarship),
    fullyPaidInVirta: payments.length === 0 ? null : payments.every(({ fullyPaid }) => fullyPaid),
  };
}
