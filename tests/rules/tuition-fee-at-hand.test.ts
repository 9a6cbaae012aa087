import { describe, expect, it } from 'vitest';
import type { RequiredFacts } from '../../subgraphs/findings/required-facts.ts';
import { tuitionFeeRequirement } from '../../subgraphs/findings/rules/tuition-fee-requirement.ts';
import {
  admissions,
  autumn,
  due,
  fees,
  heiA,
  heiB,
  identity,
  noRow,
  nothing,
  payment,
  place,
  right,
  rights,
  row,
  rows,
  today,
} from './facts.ts';
import { required } from './fee-question.ts';

function first(more: Partial<RequiredFacts>) {
  return tuitionFeeRequirement({ ...nothing, ...more }, { phase: 'FIRST_PERMIT', today });
}

describe('a place and the registers', () => {
  it.each([
    ['PAID', noRow(), 'SATISFIED', 'PAID'],
    ['EXEMPTED', noRow(), 'SATISFIED', 'WAIVED_OR_FULL_SCHOLARSHIP'],
    ['PAID', row('PAID'), 'SATISFIED', 'PAID'],
    ['PAID', row('UNPAID'), null, null],
    ['EXEMPTED', row('PAID'), null, null],
    ['UNKNOWN', noRow(), null, null],
  ] as const)(
    'the admission register says %s, the fee register %o',
    (...[feePayment, entry, value, basis]) => {
      const finding = required({ admissions: admissions(place({ feePayment })), feePayments: rows(entry) });
      const differs = entry.payment !== null && entry.payment !== feePayment;
      expect(finding).toMatchObject({ value, basis, conflict: differs ? true : null });
    },
  );

  it.each([
    ['another obligation', { feeObligation: 'NOT_REQUIRED' }],
    ['another acceptance', { acceptance: 'DECLINED' }],
    ['another id of one option', { id: 'place-9', feeObligation: null }],
  ] as const)('a place twice with %s is a contradiction, whichever comes first', (_name, more) => {
    const twice = [place(), place(more)];
    const feePayments = rows(row('PAID'), row('PAID', 'place-9'));
    for (const items of [twice, twice.toReversed()]) {
      const finding = first({ admissions: admissions(...items), feePayments });
      expect(finding).toMatchObject({
        value: null,
        conflict: true,
        places: [{ value: null }, { value: null }],
      });
      expect(finding.missing).toMatchObject([{ fact: 'admissions', reason: { code: 'RECORDS_CONTRADICT' } }]);
    }
  });

  it('is a contradiction too where a register says so itself', () => {
    const admitted = { ...admissions(place(), place({ feeObligation: null })), state: 'CONFLICT' } as const;
    expect(first({ admissions: admitted })).toMatchObject({ value: null, conflict: true });
    const entry = { ...noRow(), state: 'CONFLICT' } as const;
    expect(required({ feePayments: rows(entry) })).toMatchObject({ value: null, conflict: true });
  });

  it('the same place twice is one place', () => {
    const finding = first({ admissions: admissions(place(), place()), feePayments: rows(row('PAID')) });
    expect(finding).toMatchObject({ value: 'SATISFIED', places: [{ admissionId: 'place-1' }] });
    expect(finding.places).toHaveLength(1);
  });

  it('a right of the institution that took the place’s own in is its right', () => {
    const merged = right({
      id: '09902/r1',
      institution: heiB,
      institutionRoles: [{ role: 'MERGED_GRANTOR', institution: heiA }],
    });
    const at = { studyRightId: '09902/r1', institution: { code: '09902' } };
    const keyless = { ...autumn, studyRightId: null, institution: { code: '09901' } };
    const termFees = fees([due(5000, { ...autumn, ...at })], [payment(5000, keyless)]);
    const finding = required({ studyRights: rights(merged), termFees });
    expect(finding).toMatchObject({ value: 'SATISFIED', places: [{ studyRightIds: ['09902/r1'] }] });
  });

  it('a joint degree at another institution may be the place’s own: nothing is found open', () => {
    const joint = right({ id: '09902/r1', institution: heiB, classifications: ['JOINT_DEGREE'] });
    const finding = required({ studyRights: rights(joint) });
    expect(finding.value).toBeNull();
    expect(finding.missing.map(({ reason }) => reason.code)).toContain('INSTITUTION_NOT_MATCHED');
    expect(finding.places.map(({ value }) => value)).toEqual([null, null]);
  });

  it('an old place is listed and decides nothing; alone it says so', () => {
    const old = place({
      id: 'old',
      startYear: 2019,
      applicationOption: { ...place().applicationOption, oid: '9' },
    });
    const feePayments = rows(row('UNPAID', 'old'), row('PAID'));
    expect(first({ admissions: admissions(old, place()), feePayments })).toMatchObject({
      value: 'SATISFIED',
      places: [
        { admissionId: 'old', value: null },
        { admissionId: 'place-1', value: 'SATISFIED' },
      ],
    });
    expect(first({ admissions: admissions(old), feePayments }).missing).toMatchObject([
      { fact: 'admissions', reason: { code: 'OLD_PLACES' } },
      { fact: 'studyRights' },
    ]);
  });
});

describe('upper secondary studies', () => {
  const asked = (startSeason: 'SPRING' | 'AUTUMN' | null, citizenship = '704') =>
    first({
      identity: identity(citizenship),
      admissions: admissions(place({ educationLevel: 'UPPER_SECONDARY', startSeason })),
      feePayments: rows(row('UNPAID')),
    });

  it.each([
    ['began before the law', asked('SPRING'), 'NOT_APPLICABLE', 'SECOND_DEGREE', []],
    ['began since', asked('AUTUMN'), null, null, ['FUNDING_NOT_DISCLOSED']],
    ['began since, with free movement', asked('AUTUMN', '276'), 'NOT_APPLICABLE', 'FREE_MOVEMENT', []],
    ['nobody knows when', asked(null), null, null, ['START_UNKNOWN']],
  ] as const)('%s', (...[, finding, value, basis, codes]) => {
    expect(finding).toMatchObject({ value, basis });
    expect(finding.missing.map(({ reason }) => reason.code)).toEqual(codes);
  });

  it('are no reason to leave out a place of higher education', () => {
    const earlier = place({ id: 'vocational', educationLevel: 'UPPER_SECONDARY', startYear: 2023 });
    const finding = first({
      admissions: admissions({ ...earlier, institution: heiB }, place()),
      feePayments: rows(row('PAID')),
    });
    expect(finding).toMatchObject({ value: 'SATISFIED', basis: 'PAID' });
  });
});
