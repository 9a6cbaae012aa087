import type { FactEnvelope, FactState } from '../../registry/facts.ts';
import type { Institution } from '../../registry/institutions.ts';
import { reasonOf } from '../../registry/reasons.ts';
import type { Admission, FactName, FeeObligation, FeePaymentState } from '../required-facts.ts';
import { allDuesOf, type FeeRecords, paymentsOf } from './fee-records.ts';
import type { FeeSubject } from './fee-subjects.ts';
import { gapsOf, isAnswered, type MissingInput } from './finding.ts';
import { assessFirstPermit } from './tuition-fee-first-permit.ts';
import { moneyOf } from './tuition-fee-requirement.ts';
import { type FeeAssessment, type FeeFacts, feeRecordsOf, type Money } from './tuition-fee-rule.ts';
import { sumOf, wholeSum } from './virta-fees.ts';

/** The tuition fee of one place or right as both registers have it; the graph's `TuitionFee`. */
interface TuitionFee {
  readonly admissionId: string | null;
  readonly studyRightIds: readonly string[];
  readonly institution: Institution;
  readonly feeObligation: FeeObligation | null;
  readonly registerPayment: FeePaymentState | null;
  readonly registerState: FactState;
  readonly dueInVirta: Money | null;
  readonly paidInVirta: Money | null;
  readonly scholarshipInVirta: Money | null;
  readonly fullyPaidInVirta: boolean | null;
  readonly conflict: boolean | null;
}

/** Both fee registers side by side. */
export interface TuitionFeesFact extends FactEnvelope {
  readonly items: readonly TuitionFee[] | null;
}

/** What both fee registers say of each place and right; a contradiction is shown, never settled. */
export function tuitionFees(facts: FeeFacts, today: string): TuitionFeesFact {
  const shown = shownFacts(facts);
  const gaps = gapsOf(facts, namesOf(facts));
  const records = feeRecordsOf(shown);
  const items = assessFirstPermit(shown, today).map((assessment) => {
    const conflict = gaps.length === 0 ? assessment.conflict : null;
    return { ...sideBySide(assessment, facts, records), conflict };
  });
  return { ...envelopeOf(items, gaps, facts), items: items.length === 0 ? null : items };
}

/** Nobody asks the fee register about a person without places, so its silence is then no gap. */
function namesOf({ admissions }: FeeFacts): readonly FactName[] {
  const hasPlaces = admissions?.state !== 'KNOWN_NONE';
  return ['admissions', ...(hasPlaces ? (['feePayments'] as const) : []), 'studyRights', 'termFees'];
}

function envelopeOf(
  items: readonly TuitionFee[],
  gaps: readonly MissingInput[],
  facts: FeeFacts,
): FactEnvelope {
  const read = [facts.admissions, facts.feePayments, facts.studyRights, facts.termFees];
  const times = read.map((fact) => fact?.source.observedAt ?? null).filter((time) => time !== null);
  const observedAt = times.toSorted()[0] ?? null;
  const source = { registry: 'GATEWAY', observedAt, recordedAt: null, servedFrom: 'COMPUTED' } as const;
  const gap = gaps.find(({ reason }) => reason.code !== 'RECORD_UNREADABLE') ?? gaps[0];
  if (gap !== undefined) return { state: gap.state, reason: gap.reason, source };
  if (items.length === 0) return { state: 'KNOWN_NONE', reason: reasonOf('NOT_REPORTED'), source };
  if (items.some(({ conflict }) => conflict === true))
    return { state: 'CONFLICT', reason: reasonOf('SOURCES_DISAGREE'), source };
  return { state: 'KNOWN', reason: null, source };
}

/** Records of an unproven fact are shown too; the state of the whole says that they prove nothing. */
function shownFacts(facts: FeeFacts): FeeFacts {
  return {
    admissions: asKnown(facts.admissions),
    feePayments: asKnown(facts.feePayments),
    studyRights: asKnown(facts.studyRights),
    termFees: asKnown(facts.termFees),
  };
}

function asKnown<F extends { readonly state: FactState }>(fact: F | null | undefined): F | null {
  if (!fact) return null;
  const unproven = fact.state === 'AMBIGUOUS' || fact.state === 'STALE' || fact.state === 'CONFLICT';
  return unproven ? { ...fact, state: 'KNOWN' } : fact;
}

function sideBySide(
  { subject }: FeeAssessment,
  facts: FeeFacts,
  records: FeeRecords | null,
): Omit<TuitionFee, 'conflict'> {
  const { admission, rights, institution } = subject;
  return {
    admissionId: admission?.id ?? null,
    studyRightIds: rights.map(({ id }) => id),
    institution,
    feeObligation: admission?.feeObligation ?? null,
    ...registerSays(admission, facts),
    ...virtaSays(subject, records),
  };
}

function registerSays(place: Admission | null, { feePayments }: FeeFacts) {
  if (place === null) return { registerPayment: null, registerState: 'NOT_APPLICABLE' } as const;
  const entry = feePayments?.items?.find(({ admissionId }) => admissionId === place.id);
  const state: FactState = feePayments?.state ?? 'SOURCE_UNAVAILABLE';
  const registerState = isAnswered(feePayments) ? (entry?.state ?? unlisted(state)) : state;
  return { registerPayment: entry?.payment ?? null, registerState };
}

/** A place that an answer does not list was not answered for, unless the register had no row at all. */
function unlisted(state: FactState): FactState {
  return state === 'KNOWN_NONE' ? 'KNOWN_NONE' : 'SOURCE_UNAVAILABLE';
}

function virtaSays(subject: FeeSubject, records: FeeRecords | null) {
  const dues = records === null ? [] : allDuesOf(subject, records);
  const payments = records === null ? [] : paymentsOf(subject, records).own;
  return {
    dueInVirta: dues.length === 0 ? null : moneyOf(wholeSum(dues.map(({ amount }) => amount))),
    paidInVirta: moneyOf(sumOf(payments.map(({ paid }) => paid))),
    scholarshipInVirta: moneyOf(sumOf(payments.map(({ scholarship }) => scholarship))),
    fullyPaidInVirta: payments.length === 0 ? null : payments.every(({ fullyPaid }) => fullyPaid),
  };
}
