import { describe, expect, it } from 'vitest';
import type { RequiredFacts, StudyRight } from '../../subgraphs/findings/required-facts.ts';
import { tuitionFeeRequirement } from '../../subgraphs/findings/rules/tuition-fee-requirement.ts';
import { due, fees, nothing, payment, right, rights, row, rows, states } from './facts.ts';
import { required } from './fee-question.ts';

const day = '2026-03-01';
const year = { startsOn: '2025-08-01', endsOn: '2026-07-31' } as const;
const autumn = { startsOn: '2025-08-01', endsOn: '2025-12-31' } as const;
const spring = { startsOn: '2026-01-01', endsOn: '2026-07-31' } as const;

function phase(startsOn: string, language: string | null): StudyRight['phases'][number] {
  return { startsOn, endsOn: null, language, classifications: [] };
}

/** A right since 2025, active. */
function since2025(more: Partial<StudyRight> = {}): StudyRight {
  return right({ startsOn: '2025-08-01', states: states(['ACTIVE', '2025-08-01']), ...more });
}

function extension(more: Partial<RequiredFacts>, today: string = day) {
  const facts = { ...nothing, studyRights: rights(since2025()), ...more };
  return tuitionFeeRequirement(facts, { phase: 'EXTENSION', today });
}

describe('the language of a programme', () => {
  const changed = (from: string | null, to: string | null) =>
    rights(since2025({ phases: [phase('2026-01-01', to), phase('2025-08-01', from)], languages: [] }));
  const contradicted = { value: null, conflict: true, missing: [{ reason: { code: 'RECORDS_CONTRADICT' } }] };

  it.each([
    ['changed to Finnish, nothing due', changed('en', 'fi'), [], 'NOT_APPLICABLE'],
    ['changed to Finnish, an earlier fee', changed('en', 'fi'), [due(5000, autumn)], 'NOT_APPLICABLE'],
    ['not reported any more', changed('fi', null), [], null],
    ['changed to English, a fee since', changed('fi', 'en'), [due(5000, spring)], 'OPEN'],
  ] as const)('%s', (...[, studyRights, owed, value]) => {
    expect(extension({ studyRights, termFees: fees(owed, []) }).value).toBe(value);
  });

  it.each([
    ['a due of its time', fees([due(5000, spring)], [])],
    ['a due that reaches into its time', fees([due(10_000, year)], [])],
    ['a mark of its time', fees([], [payment(null, { ...spring, fullyPaid: false })])],
  ])('Finnish beside %s is a contradiction', (_name, termFees) => {
    expect(extension({ studyRights: changed('en', 'fi'), termFees })).toMatchObject(contradicted);
  });

  it('Finnish beside an unpaid row is a contradiction of two registers', () => {
    const studyRights = rights(right({ languages: ['fi'] }));
    const finding = required({ studyRights, feePayments: rows(row('UNPAID')) });
    expect(finding).toMatchObject({ value: null, conflict: true });
    expect(finding.missing).toMatchObject([{ fact: 'feePayments', reason: { code: 'SOURCES_DISAGREE' } }]);
  });
});

describe('terms and instalments', () => {
  const whole = due(10_000, year);

  it.each([
    ['with the sum', 5000],
    ['without sums', null],
  ])('the begun term paid, %s, is enough, and what is left is no amount', (_name, sum) => {
    const termFees = fees([whole], [payment(sum, autumn)]);
    expect(extension({ termFees }, '2025-10-15')).toMatchObject({
      value: 'SATISFIED',
      basis: 'PAID',
      places: [{ open: null }],
    });
    const later = extension({ termFees }, '2026-02-01');
    expect(later).toMatchObject({ value: 'OPEN', basis: 'NO_PAYMENT_RECORD' });
    expect(later.places[0]?.open?.cents ?? null).toBe(sum === null ? null : 500_000);
  });

  it('a mark of a term to come says nothing yet', () => {
    const termFees = fees([whole], [payment(5000, autumn), payment(null, { ...spring, fullyPaid: false })]);
    expect(extension({ termFees }, '2025-10-15')).toMatchObject({ value: 'SATISFIED', conflict: null });
    expect(extension({ termFees })).toMatchObject({ value: 'OPEN', basis: 'RECORDED_UNPAID' });
  });

  it('terms paid in full are covered by less than is due (an early bird)', () => {
    const termFees = fees([due(13_500, year)], [payment(7500, autumn), payment(0, spring)]);
    expect(extension({ termFees })).toMatchObject({ value: 'SATISFIED', places: [{ open: { cents: 0 } }] });
  });

  it('sums of the whole beside a mark that they are not is a contradiction, on any day', () => {
    const half = { paid: { cents: 250_000 }, scholarship: { cents: 250_000 } };
    const termFees = fees(
      [whole],
      [payment(0, { ...autumn, ...half }), payment(0, { ...spring, ...half, fullyPaid: false })],
    );
    for (const today of ['2025-10-15', day])
      expect(extension({ termFees }, today)).toMatchObject({ value: null, conflict: true });
  });

  it('one term marked both ways is a contradiction', () => {
    const termFees = fees([whole], [payment(5000, autumn), payment(0, { ...autumn, fullyPaid: false })]);
    expect(extension({ termFees }, '2025-10-15')).toMatchObject({ value: null, conflict: true });
  });

  it('terms after the end of a right are not owed, and an ended right decides nothing', () => {
    const ended = since2025({ states: states(['ACTIVE', '2025-08-01'], ['CONCLUDED', '2026-01-10']) });
    const termFees = fees([whole], [payment(5000, autumn), payment(0, { ...spring, fullyPaid: false })]);
    const finding = extension({ studyRights: rights(ended), termFees });
    expect(finding).toMatchObject({ value: null, missing: [{ reason: { code: 'NO_RIGHT_IN_FORCE' } }] });
    expect(JSON.stringify(finding)).not.toContain('RECORDED_UNPAID');
    const master = since2025({ id: '09901/r2' });
    const dues = [whole, due(8000, { ...autumn, studyRightId: '09901/r2' })];
    const paid = [payment(8000, { ...autumn, studyRightId: '09901/r2' })];
    const facts = { studyRights: rights(ended, master), termFees: fees(dues, paid) };
    expect(extension(facts)).toMatchObject({ value: 'SATISFIED', basis: 'PAID' });
  });

  it('a mark under a right that may have ended decides nothing', () => {
    const lapsed = since2025({ states: [{ state: 'ACTIVE', startsOn: '2025-08-01', endsOn: '2025-12-31' }] });
    const termFees = fees([due(5000, autumn)], [payment(0, { ...autumn, fullyPaid: false })]);
    expect(extension({ studyRights: rights(lapsed), termFees })).toMatchObject({
      value: null,
      missing: [{ fact: 'studyRights', reason: { code: 'STATE_RAN_OUT' } }],
    });
  });
});
