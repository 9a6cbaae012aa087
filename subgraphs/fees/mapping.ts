import {
  answeredFact,
  type FactEnvelope,
  type FactState,
  markStale,
  unansweredFact,
} from '../registry/facts.ts';
import { markUnresolved, type RegistryLookup } from '../registry/lookup.ts';
import { type FactReason, reasonOf } from '../registry/reasons.ts';
import type { AskedPlace, Place, Question } from './admissions-input.ts';
import type { FeeRow, OptionRows } from './fee-rows.ts';
import { earliestOf, instantOf, servedFromOfAll } from './instants.ts';

/** The registry's name in the graph. */
export const feeRegistry = 'TUITION_FEE_REGISTER';

/** The graph's `FeePaymentState`. */
type FeePaymentState = 'PAID' | 'UNPAID' | 'EXEMPTED' | 'UNKNOWN';

/** The graph's `FeePayment`. */
interface FeePayment {
  readonly admissionId: string;
  readonly applicationOptionOid: string;
  readonly state: FactState;
  readonly reason: FactReason | null;
  readonly payment: FeePaymentState | null;
  readonly recordedAt: string | null;
}

/** The graph's `FeePaymentsFact`. */
export interface FeePaymentsFact extends FactEnvelope {
  readonly items: readonly FeePayment[] | null;
}

const payments = new Map<string, FeePaymentState>([
  ['MAKSETTU', 'PAID'],
  ['MAKSAMATTA', 'UNPAID'],
  ['VAPAUTETTU', 'EXEMPTED'],
]);

/** What the register has recorded for a person's places. */
export function feePaymentsFact(
  { lookup, placesMissing }: Question,
  asked: readonly AskedPlace<OptionRows>[],
): FeePaymentsFact {
  const items = asked.map((place) => markStale(feePayment(place, lookup), place.answer));
  const { state, reason } = summaryOf(items, placesMissing);
  const observedAt = earliestOf(asked);
  if (observedAt === null)
    return { ...unansweredFact(feeRegistry, state, reason ?? noRecord()), items: null };
  const source = { registry: feeRegistry, observedAt, servedFrom: servedFromOfAll(asked) };
  const fact = answeredFact(source, state, reason);
  return { ...markUnresolved(fact, lookup), items: items.map((item) => marked(item, lookup)) };
}

/**
 * The state over all places. One recorded place makes the fact KNOWN, and its reason tells of a place that is not.
 * Without one, a place that could not be asked about, or is missing, weighs more than places without a row: a failure
 * never becomes "none".
 */
function summaryOf(
  items: readonly FeePayment[],
  placesMissing: boolean,
): Pick<FeePayment, 'state' | 'reason'> {
  const troubled = items.find(({ state, reason }) => state !== 'KNOWN_NONE' && reason !== null);
  const reason = troubled?.reason ?? (placesMissing ? reasonOf('RECORD_UNREADABLE') : null);
  for (const state of ['KNOWN', 'CONFLICT', 'STALE'] as const) {
    if (items.some((item) => item.state === state)) return { state, reason };
  }
  return reason === null
    ? { state: 'KNOWN_NONE', reason: noRecord() }
    : { state: 'SOURCE_UNAVAILABLE', reason };
}

/**
 * A merged person may have rows under several OIDs. When they agree, the newest is given. When they do not, nobody
 * knows which holds: the newest is shown, in an order of its own where two are equally new, and its state says
 * CONFLICT, so that nothing is concluded from it.
 */
function feePayment({ place, answer }: AskedPlace<OptionRows>, lookup: RegistryLookup): FeePayment {
  if (!answer.answered) {
    const { code, retryAt } = answer.failure;
    return withoutRow(place, 'SOURCE_UNAVAILABLE', reasonOf(code, { retryAt }));
  }
  const { rows, damaged, hasNameless } = answer.value;
  const own = rows.filter(({ personOid }) => lookup.personOids.includes(personOid)).sort(newestFirst);
  const unreadable = lookup.personOids.some((oid) => damaged.has(oid));
  const field =
    lookup.personOids.map((oid) => damaged.get(oid)).find((name) => typeof name === 'string') ?? null;
  const [newest] = own;
  if (newest === undefined) {
    return unreadable || hasNameless
      ? withoutRow(place, 'SOURCE_UNAVAILABLE', reasonOf('RECORD_UNREADABLE', { field }))
      : withoutRow(place, 'KNOWN_NONE', noRecord());
  }
  const disagree = own.some(({ maksuntila }) => maksuntila !== newest.maksuntila);
  const reason = disagree
    ? reasonOf('RECORDS_CONTRADICT')
    : unreadable
      ? reasonOf('RECORD_UNREADABLE', { field })
      : null;
  return {
    ...withoutRow(place, disagree ? 'CONFLICT' : 'KNOWN', reason),
    payment: payments.get(newest.maksuntila) ?? 'UNKNOWN',
    recordedAt: instantOf(newest.luotu),
  };
}

function withoutRow(place: Place, state: FactState, reason: FactReason | null): FeePayment {
  const applicationOptionOid = place.applicationOption.oid;
  return { admissionId: place.id, applicationOptionOid, state, reason, payment: null, recordedAt: null };
}

function newestFirst(left: FeeRow, right: FeeRow): number {
  const byTime = (instantOf(right.luotu) ?? '').localeCompare(instantOf(left.luotu) ?? '');
  return byTime || left.maksuntila.localeCompare(right.maksuntila);
}

function noRecord(): FactReason {
  return reasonOf('NO_PAYMENT_RECORD');
}

/** An item says what its fact says: asked under one number only, it proves nothing. */
function marked(item: FeePayment, { resolution }: RegistryLookup): FeePayment {
  const answered = item.state === 'KNOWN' || item.state === 'KNOWN_NONE';
  if (resolution !== 'UNRESOLVED' || !answered) return item;
  return { ...item, state: 'AMBIGUOUS', reason: reasonOf('IDENTITY_UNRESOLVED') };
}
