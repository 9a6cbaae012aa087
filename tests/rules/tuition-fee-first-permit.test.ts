import { describe, expect, it } from 'vitest';
import {
  admissions,
  baseline,
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
  states,
} from './facts.ts';
import { ask, required, year } from './fee-question.ts';

describe('tuition fee, first permit', () => {
  it('is satisfied when both registers say paid (P00)', () => {
    const finding = ask(baseline);
    expect(finding).toMatchObject({ value: 'SATISFIED', basis: 'PAID', conflict: false, missing: [] });
    expect(finding.places).toMatchObject([
      {
        admissionId: 'place-1',
        studyRightIds: ['09901/r1'],
        due: { cents: 1_200_000, currency: 'EUR' },
        paid: { cents: 1_200_000 },
        open: { cents: 0 },
      },
    ]);
  });

  describe('rule 1: no fee can be required', () => {
    it.each([
      ['doctoral (P09)', { type: 'DOCTORATE' }, 'DOCTORAL'],
      ['exchange (P08)', { type: 'INTERNATIONAL_EXCHANGE' }, 'EXCHANGE'],
      ['incoming exchange by classification', { classifications: ['INCOMING_EXCHANGE'] }, 'EXCHANGE'],
      ['in Finnish', { languages: ['fi'] }, 'PROGRAMME_LANGUAGE'],
      ['in Finnish and Swedish', { languages: ['sv', 'fi'] }, 'PROGRAMME_LANGUAGE'],
    ] as const)('%s', (_name, more, basis) => {
      const value = { value: 'NOT_APPLICABLE', basis };
      expect(ask({ studyRights: rights(right(more)) })).toMatchObject(value);
      expect(required({ studyRights: rights(right(more)) })).toMatchObject(value);
    });

    it('does not take a programme that was once in English for one in Finnish', () => {
      const studyRights = rights(right({ languages: ['fi', 'en'] }));
      expect(required({ studyRights }).value).toBe('OPEN');
    });

    it('names the same of two, whichever comes first', () => {
      const both = [right({ id: '09901/r2', type: 'DOCTORATE' }), right({ languages: ['fi'] })];
      for (const items of [both, both.toReversed()])
        expect(required({ studyRights: rights(...items) }).basis).toBe('DOCTORAL');
    });

    it('needs it of each right of the place that lasts', () => {
      const ended = states(['ACTIVE', '2026-08-01'], ['DISCONTINUED', '2026-10-01']);
      const english = (more: object) =>
        rights(right({ id: '09901/r2', ...more }), right({ languages: ['fi'] }));
      expect(required({ studyRights: english({}) }).value).toBe('OPEN');
      expect(required({ studyRights: english({ states: ended }) }).value).toBe('NOT_APPLICABLE');
    });

    it('does not let an older exchange right at the same institution exempt a new place', () => {
      const old = right({
        id: '09901/r0',
        type: 'INTERNATIONAL_EXCHANGE',
        startsOn: '2024-08-01',
        endsOn: '2024-12-31',
        states: states(['ACTIVE', '2024-08-01']),
      });
      const finding = required({ studyRights: rights(old, right()) });
      expect(finding).toMatchObject({ value: 'OPEN', basis: 'NO_PAYMENT_RECORD' });
      expect(finding.places[0]?.studyRightIds).toEqual(['09901/r1']);
    });
  });

  it('rule 2: the institution decided that no fee is required (P02)', () => {
    const finding = required({ admissions: admissions(place({ feeObligation: 'NOT_REQUIRED' })) });
    expect(finding).toMatchObject({ value: 'NOT_APPLICABLE', basis: 'HEI_DECISION', conflict: null });
  });

  it('rule 8: a row left unpaid contradicts the decision, and both are shown (P01)', () => {
    const decided = admissions(place({ feeObligation: 'NOT_REQUIRED' }));
    expect(required({ admissions: decided, feePayments: rows(row('UNPAID')) })).toMatchObject({
      value: 'NOT_APPLICABLE',
      basis: 'HEI_DECISION',
      conflict: true,
    });
    expect(required({ admissions: decided, termFees: fees([due(6000)], []) }).conflict).toBe(true);
  });

  describe('rule 3: an undecided obligation is not freedom from fees', () => {
    it.each(['NOT_CHECKED', null] as const)('obligation %s and nothing due', (feeObligation) => {
      const finding = required({ admissions: admissions(place({ feeObligation })) });
      expect(finding).toMatchObject({ determination: 'UNDETERMINED', value: null, basis: null });
      expect(finding.missing).toMatchObject([
        { fact: 'admissions', state: 'KNOWN', reason: { code: 'OBLIGATION_UNDECIDED' } },
      ]);
    });

    it('neither a paid row nor a term marked as paid makes it decided', () => {
      const undecided = admissions(place({ feeObligation: null }));
      expect(required({ admissions: undecided, termFees: fees([], [payment(6000)]) }).value).toBeNull();
      expect(required({ admissions: undecided, feePayments: rows(row('PAID')) }).value).toBeNull();
    });

    it('a fee due in VIRTA shows that one is required', () => {
      const undecided = admissions(place({ feeObligation: null }));
      const termFees = fees([due(6000)], [payment(6000)]);
      expect(required({ admissions: undecided, termFees })).toMatchObject({
        value: 'SATISFIED',
        basis: 'PAID',
      });
    });

    it('a right without a place and without a due fee stays undecided (P02, P07)', () => {
      expect(ask({ studyRights: rights(right()) }).missing).toMatchObject([
        { fact: 'admissions', state: 'KNOWN_NONE', reason: { code: 'OBLIGATION_UNDECIDED' } },
      ]);
    });
  });

  describe('rules 5–7', () => {
    it('an exempted row without more from VIRTA cannot say why', () => {
      expect(required({ feePayments: rows(row('EXEMPTED')) })).toMatchObject({
        value: 'SATISFIED',
        basis: 'WAIVED_OR_FULL_SCHOLARSHIP',
      });
    });

    const half = payment(0, { ...year, fullyPaid: false, scholarship: { cents: 400_000 } });
    const halfOpen = fees([due(8000, year)], [half]);

    it.each([
      ['an unpaid row', row('UNPAID'), false],
      ['no row', noRow(), null],
    ] as const)('half a scholarship leaves 4000 open (P03b): %s', (_name, entry, conflict) => {
      const finding = required({ feePayments: rows(entry), termFees: halfOpen });
      expect(finding).toMatchObject({ value: 'OPEN', basis: 'RECORDED_UNPAID', conflict });
      expect(finding.places[0]).toMatchObject({ open: { cents: 400_000 }, scholarship: { cents: 400_000 } });
    });

    it('half a scholarship under an exempted row is a contradiction', () => {
      const finding = required({ feePayments: rows(row('EXEMPTED')), termFees: halfOpen });
      expect(finding).toMatchObject({ value: null, basis: null, conflict: true });
      expect(finding.missing).toMatchObject([{ fact: 'termFees', reason: { code: 'SOURCES_DISAGREE' } }]);
    });

    it('no row is not an unpaid row (P04)', () => {
      expect(required({ studyRights: nothing.studyRights })).toMatchObject({
        value: 'OPEN',
        basis: 'NO_PAYMENT_RECORD',
        conflict: null,
      });
      expect(required({ feePayments: rows(row('UNPAID')) })).toMatchObject({ basis: 'RECORDED_UNPAID' });
    });

    it('a due fee without a payment record is open without a record', () => {
      const finding = ask({ studyRights: rights(right()), termFees: fees([due(6000)], []) });
      expect(finding).toMatchObject({ value: 'OPEN', basis: 'NO_PAYMENT_RECORD' });
      expect(finding.places[0]).toMatchObject({
        due: { cents: 600_000 },
        paid: null,
        open: { cents: 600_000 },
      });
    });

    it('a full payment of a term to come, without a due fee, is no ground to say unpaid', () => {
      const coming = right({ startsOn: '2027-01-01', states: states(['ACTIVE', '2027-01-01']) });
      const termFees = fees([], [payment(6000, spring)]);
      expect(required({ studyRights: rights(coming), termFees })).toMatchObject({
        value: null,
        missing: [{ fact: 'termFees', reason: { code: 'NOT_REPORTED' } }],
      });
    });
  });

  it('rule 8: a paid row and an open fee in VIRTA contradict each other, and none is picked', () => {
    const open = fees([due(6000)], [payment(0, { fullyPaid: false })]);
    expect(required({ feePayments: rows(row('PAID')), termFees: open })).toMatchObject({
      value: null,
      conflict: true,
      missing: [{ fact: 'termFees', reason: { code: 'SOURCES_DISAGREE' } }],
      places: [{ open: { cents: 600_000 } }],
    });
    const paid = fees([due(6000)], [payment(6000)]);
    expect(required({ feePayments: rows(row('UNPAID')), termFees: paid })).toMatchObject({
      value: null,
      conflict: true,
    });
  });

  it('has no finding about a person of whom neither register knows anything', () => {
    expect(ask({}).missing).toMatchObject([
      { fact: 'admissions', state: 'KNOWN_NONE', reason: { code: 'NO_ACCEPTED_ADMISSION' } },
      { fact: 'studyRights', state: 'KNOWN_NONE', reason: { code: 'NO_STUDY_RIGHT' } },
    ]);
  });
});
