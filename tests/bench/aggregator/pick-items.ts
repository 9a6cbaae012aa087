import { labels } from '../../../subgraphs/virta/labels.ts';
import type { StudentFacts } from './facts.ts';

type ItemOf<Fact extends { readonly items: readonly unknown[] | null }> = NonNullable<Fact['items']>[number];
type Fees = StudentFacts['termFees'];

const typeLabels = new Map(
  Object.entries(labels.StudyRightType ?? {}).map(([type, [, , en]]) => [type, { en }]),
);

/** A study place. */
export function pickAdmission(item: ItemOf<StudentFacts['admissions']>) {
  const { id, applicationRound, applicationOption, institution, selection, acceptance } = item;
  const { firstRegistration, feeObligation, startYear, startSeason } = item;
  return {
    id,
    applicationRound: { name: { en: applicationRound.name.en } },
    applicationOption: { oid: applicationOption.oid, name: { en: applicationOption.name.en } },
    institution: { code: institution.code, name: { en: institution.name.en } },
    selection,
    acceptance,
    firstRegistration,
    feeObligation,
    startYear,
    startSeason,
  };
}

/** The condition of a place. */
export function pickCondition(item: ItemOf<StudentFacts['admissionConditions']>) {
  const { admissionId, conditional, condition, published, acceptanceDeadlineAt } = item;
  return {
    admissionId,
    conditional,
    condition: condition === null ? null : { en: condition.en },
    published,
    acceptanceDeadlineAt,
  };
}

/** A row of the tuition-fee register. */
export function pickFeePayment(item: ItemOf<StudentFacts['feePayments']>) {
  const { admissionId, state, reason, payment, recordedAt } = item;
  return { admissionId, state, reason: reason === null ? null : { code: reason.code }, payment, recordedAt };
}

/** A right to study. */
export function pickStudyRight(item: ItemOf<StudentFacts['studyRights']>) {
  const { id, institution, type, startsOn, endsOn, currentState, states, programmeName } = item;
  return {
    id,
    institution: { code: institution.code, name: { en: institution.name.en } },
    type,
    typeLabel: typeLabels.get(type) ?? null,
    startsOn,
    endsOn,
    currentState,
    states: states.map((period) => ({
      state: period.state,
      startsOn: period.startsOn,
      endsOn: period.endsOn,
    })),
    programmeName: { en: programmeName.en },
  };
}

/** A registration for a term. */
export function pickRegistration(item: ItemOf<StudentFacts['termRegistrations']>) {
  const { studyRightId, state, startsOn, endsOn } = item;
  return { studyRightId, state, startsOn, endsOn };
}

/** A fee due. */
export function pickFeeDue({ studyRightId, startsOn, endsOn, amount }: NonNullable<Fees['due']>[number]) {
  return { studyRightId, startsOn, endsOn, amount: centsOf(amount) };
}

/** What is recorded as paid. */
export function pickFeePaid(item: NonNullable<Fees['paid']>[number]) {
  const { studyRightId, startsOn, fullyPaid, paid, scholarship } = item;
  return { studyRightId, startsOn, fullyPaid, paid: centsOf(paid), scholarship: centsOf(scholarship) };
}

/** Credits of an academic year. */
export function pickCredits(item: NonNullable<StudentFacts['studyProgress']['academicYears']>[number]) {
  const { startsOn, done, recognised } = item;
  return { startsOn, done, recognised };
}

/** A case at Migri. */
export function pickPermitCase(item: ItemOf<StudentFacts['permitCases']>) {
  const { id, kind, ground, state, submittedOn, decision } = item;
  return { id, kind, ground, state, submittedOn, decision };
}

/** A residence permit. */
export function pickPermit(item: ItemOf<StudentFacts['permits']>) {
  const { id, type, ground, validFrom, validUntil } = item;
  return { id, type, ground, validFrom, validUntil };
}

/** A sum without its currency. */
export function centsOf(money: { readonly cents: number } | null) {
  return money === null ? null : { cents: money.cents };
}
