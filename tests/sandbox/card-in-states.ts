import { valueTexts } from '../../gateway/sandbox/card/finding-texts.ts';
import { type CardStudent, studentShape } from '../../gateway/sandbox/card/student.ts';
import type { Told } from './card-answers.ts';

/** States in which a registry's fact is not answered whole, READ_IN_PART among them. */
export const gapStates = [
  'SOURCE_UNAVAILABLE',
  'CONSENT_REQUIRED',
  'CONSENT_UNVERIFIABLE',
  'NOT_PERMITTED',
  'WITHHELD',
  'NOT_LINKED',
  'NOT_COVERED',
  'AMBIGUOUS',
  'STALE',
  'READ_IN_PART',
] as const;

type GapState = (typeof gapStates)[number];

/** What a rule or a registry may still have shown in a state: the rest has no values at all. */
const showing: ReadonlySet<GapState> = new Set(['AMBIGUOUS', 'STALE', 'READ_IN_PART']);

/** The registered facts of a card; the fee register's answer is seen through `tuitionFees` only. */
export const registeredFacts = [
  'identity',
  'admissions',
  'admissionConditions',
  'feePayments',
  'studyRights',
  'termRegistrations',
  'termFees',
  'studyProgress',
  'permits',
  'permitCases',
] as const;

type FactName = (typeof registeredFacts)[number];

/** The answer as it would be with one registered fact in a state, and nothing in it that may be left out. */
export function inState(told: Told, name: FactName, state: GapState): Told {
  const student = Object.entries(told.student).map(([key, part]) => {
    if (key === name) return [key, gapped(part, state)];
    if (key === 'tuitionFees') return [key, feesWithout(told.student.tuitionFees, name, state)];
    return [key, isFinding(part) ? undecided(part, name, state) : part];
  });
  return { ...told, student: studentShape.parse(Object.fromEntries(student)) };
}

/** The answer as it would be if every registry had answered whole and had next to nothing, and every rule said no. */
export function silent(told: Told): Told {
  const student = Object.entries(told.student).map(([key, part]) => {
    if (isFinding(part)) return [key, denying(part, Object.hasOwn(valueTexts, key))];
    if (key === 'termRegistrations') return [key, { ...answered(part), items: [] }];
    return [key, registeredFacts.some((name) => name === key) ? answered(part) : bare(part)];
  });
  return { ...told, student: studentShape.parse(Object.fromEntries(student)) };
}

function answered(fact: unknown) {
  return { ...Object(bare(fact)), state: 'KNOWN', reason: null, complete: true };
}

function denying(finding: object, isTruth: boolean) {
  const decided = { ...bare(finding), determination: 'DETERMINED', missing: [] };
  const isList = 'items' in finding;
  return { ...decided, ...(isTruth ? { value: false } : {}), ...(isList ? { items: [] } : {}) };
}

const reason = { code: 'INPUT_UNAVAILABLE', whoCanFix: null };

function gapped(fact: unknown, state: GapState) {
  const { source, ...rest } = { ...Object(bare(fact)) };
  const none = { state, reason, source: { ...source, observedAt: null, servedFrom: 'NOTHING' } };
  const nothing = Object.fromEntries(Object.keys(rest).map((key) => [key, null]));
  if (!showing.has(state)) return { ...nothing, ...none };
  if (state !== 'READ_IN_PART') return { ...rest, source, state, reason, complete: null };
  return {
    ...rest,
    source,
    state: 'KNOWN',
    reason: { ...reason, code: 'RECORD_UNREADABLE' },
    complete: false,
  };
}

function isFinding(part: unknown): part is object {
  return typeof part === 'object' && part !== null && 'determination' in part;
}

/** A finding with nothing but what its rule says of the missing input. */
function undecided(finding: object, name: FactName, state: GapState) {
  const { inputs, rule, ...rest } = { ...Object(bare(finding)) };
  const read: readonly { readonly fact: string }[] = inputs;
  if (!read.some(({ fact }) => fact === name)) return finding;
  const seen = state === 'READ_IN_PART' ? 'KNOWN' : state;
  const blank = Object.entries(rest).map(([key, value]) => [key, Array.isArray(value) ? value : null]);
  return {
    ...Object.fromEntries(blank),
    ...{ determination: 'UNDETERMINED', validOn: '2026-11-24', rule },
    inputs: read.map((one) => (one.fact === name ? { ...one, state: seen } : one)),
    missing: [{ fact: name, state: seen, reason }],
  };
}

function feesWithout(fees: CardStudent['tuitionFees'], name: FactName, state: GapState) {
  const composed = { admissions: true, feePayments: true, studyRights: true, termFees: true };
  if (!fees || !Object.hasOwn(composed, name)) return fees;
  const seen = state === 'READ_IN_PART' ? 'KNOWN' : state;
  const items = bare(fees.items ?? []).flatMap((item) => {
    const isOfPlace = item.admissionId !== null;
    const isGone =
      !showing.has(state) && (name === 'admissions' ? isOfPlace : name === 'studyRights' && !isOfPlace);
    if (isGone) return [];
    const isOut = name === 'feePayments' && item.registerState !== 'NOT_APPLICABLE';
    return [isOut ? { ...item, registerPaymentLabel: null, registerState: seen } : item];
  });
  return { ...fees, state: seen, reason, items };
}

/** What the graph may leave out of a record, by its key; lists may be empty. */
const mayBeNull: ReadonlySet<string> = new Set([
  ...['givenNames', 'familyName', 'birthDate', 'minor', 'mergedRecords', 'identificationMethodLabel'],
  ...['citizenships', 'feeObligationLabel', 'registerPaymentLabel', 'startYear', 'startSeasonLabel'],
  ...['conditional', 'condition', 'acceptanceDeadlineAt', 'due', 'paid', 'scholarship', 'open', 'conflict'],
  ...['valueLabel', 'basisLabel', 'endsOn', 'decidedOn', 'decisionLabel', 'validFrom', 'validUntil'],
]);
const mayBeEmpty: ReadonlySet<string> = new Set(['states', 'academicYears']);

/** A part of an answer without anything that its registry may have left out or nobody could read. */
function bare<T>(part: T): T {
  return JSON.parse(JSON.stringify(part), (key, value) => {
    if (mayBeNull.has(key)) return null;
    return mayBeEmpty.has(key) && Array.isArray(value) ? [] : value;
  });
}
