import type { Answer } from '../registry/answer.ts';
import { answeredFact, type FactEnvelope, noneFact, unavailableFact } from '../registry/facts.ts';
import { reasonOf } from '../registry/reasons.ts';
import type { ReadRecords } from '../registry/reply.ts';
import {
  caseStateOf,
  decisionOf,
  groundOf,
  kindOf,
  type PermitCaseKind,
  type PermitCaseState,
  type PermitDecision,
  type PermitGround,
  type PermitType,
  permitTypeOf,
} from './codes.ts';
import type { PermitCaseRecord, PermitRecord } from './contract.ts';
import type { Customer, PersonInRegister } from './records.ts';

/** The graph's `PermitCase`. */
interface PermitCase {
  readonly id: string;
  readonly kind: PermitCaseKind;
  readonly ground: PermitGround;
  readonly state: PermitCaseState;
  readonly submittedOn: string;
  readonly decidedOn: string | null;
  readonly decision: PermitDecision | null;
}

/** The graph's `Permit`. */
interface Permit {
  readonly id: string;
  readonly type: PermitType;
  readonly ground: PermitGround;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

interface ItemsFact<Item> extends FactEnvelope {
  readonly items: readonly Item[] | null;
  readonly complete: boolean | null;
}

/** The graph's `PermitCasesFact`. */
export type PermitCasesFact = ItemsFact<PermitCase>;

/** The graph's `PermitsFact`. */
export interface PermitsFact extends ItemsFact<Permit> {
  readonly customerNumber: string | null;
  readonly firstPermitGround: PermitGround | null;
}

const registry = 'MIGRI';

/** A person's cases, latest first. */
export function permitCasesFactOf(answer: Answer<PersonInRegister>): PermitCasesFact {
  return itemsFactOf(answer, (customer) => customer.cases, caseOf);
}

/** A person's permits, latest first, with what the register says of the customer. */
export function permitsFactOf(answer: Answer<PersonInRegister>): PermitsFact {
  const fact = itemsFactOf(answer, (customer) => customer.permits, permitOf);
  const customers = answer.answered ? answer.value.customers : [];
  // Of two customers neither is the person.
  const customer = isOneCustomer(customers) ? customers[0] : undefined;
  const ground = customer?.firstPermitGround ?? null;
  return {
    ...fact,
    customerNumber: customer?.customerNumber ?? null,
    firstPermitGround: ground === null ? null : groundOf(ground),
  };
}

/** Both facts when the register is not asked. */
export function notAsked<F extends FactEnvelope>(fact: F) {
  return { ...fact, items: null, complete: null, customerNumber: null, firstPermitGround: null };
}

interface Dated<Item> {
  readonly item: Item;
  readonly id: string;
  readonly day: string;
}

function itemsFactOf<R, Item>(
  answer: Answer<PersonInRegister>,
  recordsOf: (customer: Customer) => ReadRecords<R>,
  read: (record: R) => Dated<Item>,
): ItemsFact<Item> {
  if (!answer.answered) return { ...unavailableFact(registry, answer.failure), items: null, complete: null };
  const { customers, complete: allRead, field: ownField } = answer.value;
  const lists = customers.map(recordsOf);
  const complete = allRead && lists.every(({ unreadable }) => unreadable === 0);
  const items = latestFirst(lists.flatMap(({ records }) => records.map(read)));
  const field = ownField ?? lists.find((list) => list.field !== null)?.field ?? null;
  const envelope = envelopeOf(answer.observedAt, { customers, empty: items.length === 0, complete, field });
  return items.length === 0 ? { ...envelope, items: null, complete: null } : { ...envelope, items, complete };
}

interface Finding {
  readonly customers: readonly Customer[];
  readonly empty: boolean;
  readonly complete: boolean;
  readonly field: string | null;
}

function envelopeOf(observedAt: string, { customers, empty, complete, field }: Finding): FactEnvelope {
  const source = { registry, observedAt };
  if (!isOneCustomer(customers)) {
    return answeredFact(source, 'AMBIGUOUS', reasonOf('IDENTITY_AMBIGUOUS', { whoCanFix: 'MIGRI' }));
  }
  const unreadable = reasonOf('RECORD_UNREADABLE', { whoCanFix: 'MIGRI', field });
  if (!empty) return answeredFact(source, 'KNOWN', complete ? null : unreadable);
  return complete ? noneFact(source, 'NOT_REPORTED') : answeredFact(source, 'SOURCE_UNAVAILABLE', unreadable);
}

/** One customer may be held under several linked OIDs; two are two persons, or one that Migri holds twice. */
function isOneCustomer(customers: readonly Customer[]): boolean {
  return new Set(customers.map(({ customerNumber }) => customerNumber)).size <= 1;
}

function latestFirst<Item>(dated: readonly Dated<Item>[]): readonly Item[] {
  const each = new Map(dated.map((entry) => [entry.id, entry]));
  return [...each.values()]
    .sort((a, b) => compare(b.day, a.day) || compare(b.id, a.id))
    .map(({ item }) => item);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function caseOf(record: PermitCaseRecord): Dated<PermitCase> {
  const { caseNumber: id, submittedOn: day } = record;
  const item: PermitCase = {
    id,
    kind: kindOf(record.kind),
    ground: groundOf(record.ground),
    state: caseStateOf(record.state),
    submittedOn: day,
    decidedOn: record.decidedOn ?? null,
    decision: record.decision === undefined ? null : decisionOf(record.decision),
  };
  return { item, id, day };
}

function permitOf(record: PermitRecord): Dated<Permit> {
  const { permitNumber: id, validFrom: day } = record;
  const item: Permit = {
    id,
    type: permitTypeOf(record.type),
    ground: groundOf(record.ground),
    validFrom: day,
    validUntil: record.validUntil ?? null,
  };
  return { item, id, day };
}
