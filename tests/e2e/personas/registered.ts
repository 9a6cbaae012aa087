import { expect } from 'vitest';

/** A part of an answer, as `toMatchObject` compares it. */
export type Expected = Readonly<Record<string, unknown>>;

/** The registry answered, and there is nothing to remark. */
export function known(more: Expected = {}): Expected {
  return { state: 'KNOWN', reason: null, ...more };
}

/** The registry answered that it has no such record. */
export function none(code: string, whoCanFix: string | null = null, more: Expected = {}): Expected {
  return { state: 'KNOWN_NONE', reason: { code, whoCanFix }, ...more };
}

/** A fact that nobody could or would ask for. */
export function unasked(state: string, code: string, whoCanFix: string | null = null): Expected {
  return { state, reason: { code, whoCanFix } };
}

/** A list whose order means nothing. */
export function inAnyOrder(values: readonly string[]): unknown {
  const sorted = values.toSorted().join();
  return expect.toSatisfy((list) => Array.isArray(list) && list.toSorted().join() === sorted);
}

/** Records whose order the graph leaves open, such as rights that begin on the same day. */
export function eachOf(expected: readonly Expected[]): unknown {
  return expect.toSatisfy(
    (list) =>
      Array.isArray(list) &&
      list.length === expected.length &&
      expected.every((one) => list.some((actual) => isLike(actual, one))),
  );
}

function isLike(actual: unknown, expected: Expected): boolean {
  try {
    expect(actual).toMatchObject(expected);
    return true;
  } catch {
    return false;
  }
}

/** An instant to the minute, `yyyy-MM-ddTHH:mm` in UTC. */
export function instant(minute: string): unknown {
  return expect.stringMatching(new RegExp(`^${minute}:\\d{2}(\\.\\d+)?Z$`));
}

interface Person {
  readonly name: readonly [given: string, family: string];
  readonly birthDate: string;
  readonly citizenships: readonly string[];
  readonly hasCode?: boolean;
  readonly more?: Expected;
}

/** Who an identified person is: by VTJ with a personal identity code, else by hand. */
export function identity({ name, birthDate, citizenships, hasCode = false, more = {} }: Person): Expected {
  const [givenNames, familyName] = name;
  return known({
    givenNames,
    familyName,
    birthDate,
    minor: false,
    citizenships: eachOf(citizenships.map((code) => ({ code }))),
    identificationMethod: hasCode ? 'POPULATION_INFORMATION_SYSTEM' : 'MANUAL',
    hasPersonalIdentityCode: hasCode,
    nonDisclosure: false,
    mergedRecords: 0,
    ...more,
  });
}

/** What the personas applied to: number of the option, institution. */
export const programmes = {
  mastersA: ['9001', '09901'],
  bachelorsA: ['9002', '09901'],
  mastersB: ['9011', '09902'],
  bachelorsC: ['9021', '09903'],
  vocational: ['9051', '09950'],
} as const;

type Programme = keyof typeof programmes;

/** The place of an applicant in a programme. */
export function placeId(applicant: number, programme: Programme): string {
  return `${kouta(11, `${applicant}0`)}/${optionOid(programme)}`;
}

interface Place {
  readonly applicant: number;
  readonly programme: Programme;
  readonly feeObligation: string | null;
  readonly startYear: number;
  readonly more?: Expected;
}

/** An accepted place, bindingly taken, with presence for the first year from autumn unless more is said. */
export function admission({ applicant, programme, feeObligation, startYear, more = {} }: Place): Expected {
  return {
    id: placeId(applicant, programme),
    applicationOid: kouta(11, `${applicant}0`),
    applicationOption: { oid: optionOid(programme) },
    institution: { code: programmes[programme][1] },
    selection: 'ACCEPTED',
    acceptance: 'BINDING',
    firstRegistration: 'PRESENT_ACADEMIC_YEAR',
    feeObligation,
    startYear,
    startSeason: 'AUTUMN',
    educationLevel: 'HIGHER_EDUCATION',
    ...more,
  };
}

/** A place without a condition. */
export function unconditional(admissionId: string, deadline: string): Expected {
  const acceptanceDeadlineAt = instant(deadline);
  return { admissionId, conditional: false, condition: null, published: true, acceptanceDeadlineAt };
}

/** A row of the tuition-fee register. */
export function feeRow(admissionId: string, payment: string, recordedOn: string): Expected {
  return { admissionId, state: 'KNOWN', reason: null, payment, recordedAt: instant(`${recordedOn}T07:42`) };
}

/** A place of which the tuition-fee register has no row: neither paid nor unpaid. */
export function noFeeRow(admissionId: string): Expected {
  const reason = { code: 'NO_PAYMENT_RECORD', whoCanFix: 'HIGHER_EDUCATION_INSTITUTION' };
  return { admissionId, state: 'KNOWN_NONE', reason, payment: null, paymentLabel: null, recordedAt: null };
}

/** The tuition-fee register's answer when it has no row at all for these places. */
export function noFeeRows(...admissionIds: readonly string[]): Expected {
  return none('NO_PAYMENT_RECORD', 'HIGHER_EDUCATION_INSTITUTION', { items: admissionIds.map(noFeeRow) });
}

/** The facts of places when the admission register has none: the fee register is then not asked. */
export const noPlaces: Expected = {
  admissions: none('NO_ACCEPTED_ADMISSION', null, { items: null }),
  admissionConditions: { reason: { code: 'NO_ACCEPTED_ADMISSION' }, items: null },
  feePayments: {
    reason: { code: 'NO_APPLICATION_OPTION' },
    items: null,
    source: { observedAt: null, servedFrom: 'NOTHING' },
  },
};

interface PermitHolder {
  readonly number: number;
  readonly first: string | null;
  readonly cases: readonly Expected[];
  readonly permits: readonly (readonly [type: string, ground: string, from: string, until: string])[];
}

/** What Migri's register says, latest first. */
export function inMigri({ number, first, cases, permits }: PermitHolder): Expected {
  const items = permits.map(([type, ground, validFrom, validUntil]) => ({
    type,
    ground,
    validFrom,
    validUntil,
  }));
  const customer = { customerNumber: `9000${number}`, firstPermitGround: first };
  return {
    permitCases: known({ items: cases }),
    permits: items.length > 0 ? known({ ...customer, items }) : none('NOT_REPORTED', null, customer),
  };
}

/** A case that ended in a permit. */
export function granted(kind: string, ground: string): Expected {
  return { kind, ground, state: 'DECIDED', decision: 'GRANTED' };
}

/** A case that is still open. */
export function openCase(kind: string, state: string, submittedOn: string): Expected {
  return { kind, ground: 'STUDY', state, submittedOn, decidedOn: null, decision: null };
}

/** A student on one permit for studies, which was the first. */
export function firstStudyPermit(number: number, from: string, until: string): Expected {
  const cases = [granted('FIRST_PERMIT', 'STUDY')];
  return inMigri({ number, first: 'STUDY', cases, permits: [['A', 'STUDY', from, until]] });
}

/** Migri's register does not know the person. */
export const notInMigri: Expected = {
  permitCases: none('NOT_REPORTED', null, { items: null }),
  permits: none('NOT_REPORTED', null, { customerNumber: null, firstPermitGround: null, items: null }),
};

function optionOid(programme: Programme): string {
  return kouta(20, programmes[programme][0]);
}

function kouta(arc: number, number: string): string {
  return `1.2.246.562.${arc}.${number.padStart(20, '0')}`;
}
