import { describe, expect, it } from 'vitest';
import { tuitionFees } from '../../subgraphs/findings/rules/tuition-fees.ts';
import {
  admissions,
  baseline,
  due,
  fees,
  heiB,
  nonAnswers,
  noRow,
  nothing,
  payment,
  place,
  right,
  rights,
  row,
  rows,
  spring,
  today,
  unavailable,
} from './facts.ts';

describe('both fee registers side by side', () => {
  it('shows what each says, computed by the gateway from what was read', () => {
    const fact = tuitionFees(baseline, today);
    expect(fact).toMatchObject({
      state: 'KNOWN',
      reason: null,
      source: { registry: 'GATEWAY', servedFrom: 'COMPUTED', observedAt: '2026-10-15T08:00:00.000Z' },
    });
    expect(fact.items).toMatchObject([
      {
        admissionId: 'place-1',
        studyRightIds: ['09901/r1'],
        feeObligation: 'REQUIRED',
        registerPayment: 'PAID',
        registerState: 'KNOWN',
        dueInVirta: { cents: 1_200_000, currency: 'EUR' },
        paidInVirta: { cents: 1_200_000 },
        scholarshipInVirta: null,
        fullyPaidInVirta: true,
        conflict: false,
      },
    ]);
  });

  it('keeps "no row" and "nothing reported" apart from sums of zero (P04)', () => {
    const fact = tuitionFees(
      { ...nothing, admissions: admissions(place()), feePayments: rows(noRow()) },
      today,
    );
    expect(fact.items).toMatchObject([
      {
        registerState: 'KNOWN_NONE',
        registerPayment: null,
        dueInVirta: null,
        paidInVirta: null,
        fullyPaidInVirta: null,
        conflict: null,
      },
    ]);
  });

  it('shows the admission register’s own word, and that the fee register differs', () => {
    const admitted = admissions(place({ feePayment: 'EXEMPTED' }));
    const facts = { ...baseline, admissions: admitted, termFees: nothing.termFees };
    expect(tuitionFees(facts, today)).toMatchObject({
      state: 'CONFLICT',
      items: [{ registerPayment: 'PAID', admissionRegisterPayment: 'EXEMPTED', conflict: true }],
    });
    expect(tuitionFees({ ...facts, feePayments: rows(noRow()) }, today)).toMatchObject({
      state: 'KNOWN',
      complete: true,
      items: [{ registerPayment: null, admissionRegisterPayment: 'EXEMPTED', conflict: null }],
    });
  });

  it('shows two rows of one place as a conflict, and neither', () => {
    const fact = tuitionFees({ ...baseline, feePayments: rows(row('PAID'), row('UNPAID')) }, today);
    expect(fact).toMatchObject({
      state: 'CONFLICT',
      items: [{ registerPayment: null, registerState: 'CONFLICT', conflict: true }],
    });
  });

  it('is not a conflict by an old place', () => {
    const old = place({ id: 'old', startYear: 2019, feeObligation: 'NOT_REQUIRED', institution: heiB });
    const facts = { ...baseline, admissions: admissions(old, place()) };
    const feePayments = rows(row('UNPAID', 'old'), row('PAID'));
    expect(tuitionFees({ ...facts, feePayments }, today)).toMatchObject({
      state: 'KNOWN',
      items: [
        { admissionId: 'old', registerPayment: 'UNPAID', conflict: null },
        { admissionId: 'place-1', conflict: false },
      ],
    });
  });

  it('is CONFLICT when a place contradicts itself (P01)', () => {
    const facts = {
      ...baseline,
      admissions: admissions(place({ feeObligation: 'NOT_REQUIRED' })),
      feePayments: rows(row('UNPAID')),
      termFees: nothing.termFees,
    };
    const fact = tuitionFees(facts, today);
    expect(fact).toMatchObject({ state: 'CONFLICT', reason: { code: 'SOURCES_DISAGREE' } });
    expect(fact.items).toMatchObject([{ conflict: true, registerPayment: 'UNPAID' }]);
  });

  it('keeps the fee of one institution from the right of another (P06)', () => {
    const atB = right({ id: '09902/r1', institution: heiB });
    const termFees = fees([due(7000, { studyRightId: '09902/r1', institution: { code: '09902' } })], []);
    const { items } = tuitionFees({ ...baseline, studyRights: rights(right(), atB), termFees }, today);
    expect(items).toMatchObject([
      { admissionId: 'place-1', studyRightIds: ['09901/r1'], dueInVirta: null },
      {
        admissionId: null,
        studyRightIds: ['09902/r1'],
        dueInVirta: { cents: 700_000 },
        registerState: 'NOT_APPLICABLE',
      },
    ]);
  });

  it('gives no sum of which a part is unknown, and no full payment when one term is open', () => {
    const termFees = fees(
      [due(6000), due(null, spring)],
      [payment(6000), payment(0, { ...spring, fullyPaid: false })],
    );
    expect(tuitionFees({ ...baseline, termFees }, today).items).toMatchObject([
      { dueInVirta: null, paidInVirta: { cents: 600_000 }, fullyPaidInVirta: false },
    ]);
  });

  it('shows what the fee register has while VIRTA is silent, and says so', () => {
    const down = { ...unavailable('VIRTA'), due: null, payments: null, complete: null };
    const fact = tuitionFees({ ...baseline, termFees: down }, today);
    expect(fact).toMatchObject({ state: 'KNOWN', complete: false, reason: { code: 'TIMEOUT' } });
    expect(fact.items).toMatchObject([{ registerPayment: 'PAID', dueInVirta: null, conflict: null }]);
  });

  it('is KNOWN_NONE only when both registers answered that they have nothing', () => {
    expect(tuitionFees(nothing, today)).toMatchObject({ state: 'KNOWN_NONE', items: null });
    expect(tuitionFees({ ...nothing, admissions: null }, today)).toMatchObject({
      state: 'SOURCE_UNAVAILABLE',
      reason: { code: 'INPUT_UNAVAILABLE' },
    });
  });

  describe.each(['admissions', 'feePayments', 'studyRights', 'termFees'] as const)('%s no answer', (name) => {
    it.each(nonAnswers)('%s makes the whole no more than the rest is, and not complete', (state) => {
      const fact = tuitionFees({ ...baseline, [name]: { ...baseline[name], state } }, today);
      const isShown = state === 'AMBIGUOUS' || state === 'CONFLICT' || state === 'STALE';
      expect(fact).toMatchObject({ state: isShown ? state : 'KNOWN', complete: false });
      expect(fact.items?.length).toBeGreaterThan(0);
      if (state !== 'NOT_PERMITTED')
        expect((fact.items ?? []).map(({ conflict }) => conflict)).not.toContain(false);
    });

    it('has the state of what is not there when nothing is known of a fee', () => {
      const silent = {
        ...nothing,
        studyRights: rights(right()),
        [name]: { ...nothing[name], state: 'STALE' },
      };
      const isAsked = name !== 'feePayments';
      expect(tuitionFees(silent, today).state).toBe(isAsked ? 'STALE' : 'KNOWN');
    });
  });
});
