import { Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { dataRows, isDataRow } from '../../subgraphs/registry/data-rows.ts';
import type { Grant } from '../../subgraphs/registry/grant.ts';
import { isPurpose, purposes } from '../../subgraphs/registry/purpose.ts';
import { grantFor } from '../grants.ts';
import { coordinatesIn, isGivenByTable, policy, schema } from './graph.ts';

// What one row forbids must not be there for whoever puts fields of other rows together.

const rows = Object.keys(dataRows).filter(isDataRow);

/** Every purpose, with every set of rows that its case may need. */
const grants: readonly Grant[] = Object.keys(purposes)
  .filter(isPurpose)
  .flatMap((purpose) => {
    const optional = rows.filter((row) => dataRows[row][purpose] === 'IF_NEEDED');
    return Array.from({ length: 2 ** optional.length }, (_, set) =>
      grantFor(purpose, { needs: optional.filter((_row, index) => Math.floor(set / 2 ** index) % 2 === 1) }),
    );
  });

/** A value, and the fields, each with those that it is reached by, which tell it together. */
interface Truth {
  readonly told: string;
  readonly by: readonly string[];
}

/** What people know who know the registers. */
const known: readonly Truth[] = [
  // The first registration is the one for the first term, whichever register tells it.
  {
    told: 'Admission.firstRegistration',
    by: ['Student.termRegistrations', 'TermRegistrationsFact.items', 'TermRegistration.state'],
  },
  {
    told: 'TermRegistration.state',
    by: ['Student.admissions', 'AdmissionsFact.items', 'Admission.firstRegistration'],
  },
  // Who has paid for a term was there.
  {
    told: 'TermRegistration.startsOn',
    by: ['Student.termFees', 'TermFeesFact.paid', 'TermFeePayment.startsOn'],
  },
  // Terms that are used up are those that one was registered for.
  {
    told: 'TermRegistration.state',
    by: [
      'Student.studyRights',
      'StudyRightsFact.items',
      'StudyRight.transfer',
      'StudyRightTransfer.termsUsed',
      'StudyRightTermsUsed.state',
    ],
  },
  // An obligation, a payment and a funding by fees each say that there is a fee.
  {
    told: 'Admission.feePayment',
    by: ['Student.feePayments', 'FeePaymentsFact.items', 'FeePayment.payment'],
  },
  { told: 'FeePayment.payment', by: ['Student.admissions', 'AdmissionsFact.items', 'Admission.feePayment'] },
  {
    told: 'TuitionFee.feeObligation',
    by: ['Student.admissions', 'AdmissionsFact.items', 'Admission.feeObligation'],
  },
  {
    told: 'TuitionFee.feeObligation',
    by: ['Student.studyRights', 'StudyRightsFact.items', 'StudyRight.tuitionFeeFunded'],
  },
  {
    told: 'StudyRight.tuitionFeeFunded',
    by: [
      'Student.studyRights',
      'StudyRightsFact.items',
      'StudyRight.phases',
      'StudyRightPhase.tuitionFeeFunded',
    ],
  },
  // Who has a fee to pay, or a condition to meet, has been offered a place.
  {
    told: 'Admission.applicationOption',
    by: ['Student.feePayments', 'FeePaymentsFact.items', 'FeePayment.applicationOptionOid'],
  },
  { told: 'Admission.id', by: ['Student.tuitionFees', 'TuitionFeesFact.items', 'TuitionFee.admissionId'] },
  {
    told: 'AdmissionCondition.conditional',
    by: ['Student.admissionConditions', 'AdmissionConditionsFact.items', 'AdmissionCondition.condition'],
  },
  // Sums are made of what they sum.
  {
    told: 'AcademicYearCredits.done',
    by: ['Student.attainments', 'AttainmentsFact.items', 'Attainment.credits', 'Attainment.attainedOn'],
  },
];
// That a right is concluded with a degree is the right's own state: the row STUDY_RIGHT is given for that.

/** A value in words is the value. */
const inWords: readonly Truth[] = [...policy.keys()]
  .filter((coordinate) => coordinate.endsWith('Label') && policy.has(coordinate.slice(0, -'Label'.length)))
  .map((coordinate) => ({ told: coordinate.slice(0, -'Label'.length), by: [coordinate] }));

/** A derived fact is made of what it requires. */
const derived: readonly Truth[] = studentFields()
  .map((field) => ({ told: `Student.${field}`, by: requiredOf(field) }))
  .filter(({ by }) => by.length > 0);

function studentFields(): readonly string[] {
  return [...policy.keys()].flatMap((coordinate) => /^Student\.(.*)$/.exec(coordinate)?.[1] ?? []);
}

/** All that a subgraph needs for a field of the student. */
function requiredOf(field: string): readonly string[] {
  const student = schema.getType('Student');
  const node = student && 'getFields' in student ? student.getFields()[field]?.astNode : null;
  const texts = (node?.directives ?? [])
    .flatMap(({ arguments: given }) => given ?? [])
    .flatMap(({ name, value }) =>
      name.value === 'requires' && value.kind === Kind.STRING ? [value.value] : [],
    );
  return texts.flatMap((text) => [...coordinatesIn(parse(`fragment required on Student { ${text} }`))]);
}

/** Whether clients get a field, and it is not denied for what it rests on. */
function isGiven(coordinate: string, grant: Grant): boolean {
  if (policy.get(coordinate)?.shown !== true || !isGivenByTable(coordinate, grant)) return false;
  const field = /^Student\.(.*)$/.exec(coordinate)?.[1];
  if (field === undefined) return true;
  const facts = requiredOf(field).filter((one) => one.startsWith('Student.'));
  return facts.every((one) => isGivenByTable(one, grant));
}

/** Grants under which a truth tells what is forbidden. */
function betrayedBy({ told, by }: Truth): readonly string[] {
  return grants
    .filter((grant) => !isGivenByTable(told, grant) && by.every((one) => isGiven(one, grant)))
    .map(({ purpose, needs }) => `${told} by ${by.at(-1)} for ${purpose} needing ${needs.join(' ')}`);
}

describe('what a row forbids cannot be computed from what others give', () => {
  it('and all that is named here is in the graph', () => {
    const named = known.flatMap(({ told, by }) => [told, ...by]);
    expect(named.filter((coordinate) => !policy.has(coordinate))).toEqual([]);
    expect(inWords.length).toBeGreaterThan(30);
    expect(derived.length).toBeGreaterThan(10);
  });

  it.each([
    ['by who knows the registers', known],
    ['by its words', inWords],
    ['by the rule that makes it', derived],
  ])('%s', (_by, truths) => {
    expect(truths.flatMap(betrayedBy)).toEqual([]);
  });
});
