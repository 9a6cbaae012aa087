import { describe, expect, it } from 'vitest';
import { tuitionFeeRequirement } from '../../subgraphs/findings/rules/tuition-fee-requirement.ts';
import {
  admissions,
  due,
  fees,
  noRow,
  nothing,
  payment,
  place,
  right,
  rights,
  row,
  rows,
  spring,
} from './facts.ts';
import { ask, required, year } from './fee-question.ts';

describe('tuition fee, first permit', () => {
  describe('rule 4: covered', () => {
    const full = (more: object) => fees([due(8000, year)], [payment(0, { ...year, ...more })]);
    const scholarship = (euros: number) => ({ scholarship: { cents: euros * 100 } });
    it.each([
      [
        'a full scholarship with nothing paid, under an exempted row (P03)',
        row('EXEMPTED'),
        full(scholarship(8000)),
        'SCHOLARSHIP',
      ],
      ['payment and scholarship', noRow(), full({ paid: { cents: 400_000 }, ...scholarship(4000) }), 'MIXED'],
      [
        'a part scholarship, the sum paid unreported',
        noRow(),
        full({ paid: null, ...scholarship(4000) }),
        'MIXED',
      ],
      ['fully paid without any sums', noRow(), full({ paid: null }), 'PAID'],
      [
        'fully paid without sums under an exempted row',
        row('EXEMPTED'),
        full({ paid: null }),
        'WAIVED_OR_FULL_SCHOLARSHIP',
      ],
      ['less than is due, marked full (an early bird)', noRow(), full({ paid: { cents: 500_000 } }), 'PAID'],
      ['a mark of the begun term without any due', noRow(), fees([], [payment(6000)]), 'PAID'],
      ['a row alone', row('PAID'), nothing.termFees, 'PAID'],
    ] as const)('%s', (...[, entry, termFees, basis]) => {
      expect(required({ feePayments: rows(entry), termFees })).toMatchObject({ value: 'SATISFIED', basis });
    });

    it('sums that reach what is due beside a mark that they do not: a contradiction, shown', () => {
      const finding = required({ termFees: full({ fullyPaid: false, paid: { cents: 800_000 } }) });
      expect(finding).toMatchObject({
        value: null,
        conflict: true,
        places: [{ open: null, conflict: true }],
      });
      expect(finding.missing).toMatchObject([{ fact: 'termFees', reason: { code: 'RECORDS_CONTRADICT' } }]);
    });

    it('one due for the year may be paid in two terms', () => {
      const termFees = fees([due(12_000, year)], [payment(6000), payment(6000, spring)]);
      expect(required({ termFees })).toMatchObject({ value: 'SATISFIED', basis: 'PAID' });
    });

    it('one payment shared by two due terms is added once', () => {
      const termFees = fees([due(6000), due(6000, spring)], [payment(6000, { ...year, fullyPaid: false })]);
      const finding = required({ termFees });
      expect(finding).toMatchObject({ value: 'OPEN', basis: 'RECORDED_UNPAID' });
      expect(finding.places[0]).toMatchObject({ paid: { cents: 600_000 }, open: { cents: 600_000 } });
    });

    it('begun terms are enough; before any has begun, all of the first year must be marked', () => {
      const termFees = fees([due(6000), due(6000, spring)], [payment(6000)]);
      expect(required({ termFees })).toMatchObject({ value: 'SATISFIED', places: [{ open: null }] });
      const facts = {
        admissions: admissions(place()),
        feePayments: rows(noRow()),
        studyRights: rights(right()),
      };
      const before = { phase: 'FIRST_PERMIT', today: '2026-07-01' } as const;
      expect(tuitionFeeRequirement({ ...nothing, ...facts, termFees }, before)).toMatchObject({
        value: 'OPEN',
        basis: 'NO_PAYMENT_RECORD',
      });
    });

    it('only the first year counts', () => {
      const later = { startsOn: '2027-08-01', endsOn: '2028-07-31' };
      const termFees = fees([due(8000, year), due(9000, later)], [payment(8000, year)]);
      const finding = required({ termFees });
      expect(finding).toMatchObject({ value: 'SATISFIED', places: [{ due: { cents: 800_000 } }] });
    });

    it('a payment that names no right counts at the same institution', () => {
      const termFees = fees([due(6000)], [payment(6000, { studyRightId: null })]);
      expect(required({ termFees }).value).toBe('SATISFIED');
    });

    it('a payment that names no right counts for neither of two rights that owe', () => {
      const second = right({ id: '09901/r2', type: 'BACHELOR' });
      const termFees = fees(
        [due(6000), due(6000, { studyRightId: '09901/r2' })],
        [payment(6000, { studyRightId: null })],
      );
      const finding = ask({ studyRights: rights(right(), second), termFees });
      expect(finding).toMatchObject({ value: null, places: [{ value: null }, { value: null }] });
      expect(finding.missing).toMatchObject([{ fact: 'termFees', reason: { code: 'NOT_REPORTED' } }]);
    });
  });
});
