import { describe, expect, it } from 'vitest';
import { tuitionFeeRequirement } from '../../subgraphs/findings/rules/tuition-fee-requirement.ts';
import {
  admissions,
  due,
  fees,
  list,
  nothing,
  payment,
  place,
  right,
  rights,
  row,
  rows,
  spring,
  today,
} from './facts.ts';

const question = { phase: 'EXTENSION', today } as const;
const lastYear = { startsOn: '2025-08-01', endsOn: '2026-07-31' } as const;
const studyRights = rights(right({ startsOn: '2025-08-01' }));

function ask(termFees: ReturnType<typeof fees>, phase: 'EXTENSION' | 'POST_CHECK' = 'EXTENSION') {
  return tuitionFeeRequirement({ ...nothing, studyRights, termFees }, { phase, today });
}

describe('tuition fee, extension and post-check', () => {
  it.each(['EXTENSION', 'POST_CHECK'] as const)('%s looks at every period that has begun', (phase) => {
    const dues = [due(8000, lastYear), due(4000), due(4000, spring)];
    const covered = ask(fees(dues, [payment(8000, lastYear), payment(4000)]), phase);
    expect(covered).toMatchObject({ phase, value: 'SATISFIED', basis: 'PAID' });
    expect(covered.places[0]?.due?.cents).toBe(1_200_000);
    expect(ask(fees(dues, [payment(8000, lastYear)]), phase)).toMatchObject({
      value: 'OPEN',
      // Of the autumn nothing is recorded, which is no record that it is unpaid.
      basis: 'NO_PAYMENT_RECORD',
      places: [{ open: { cents: 400_000 } }],
    });
  });

  it('does not look at the fee register, which has no year', () => {
    const facts = { admissions: admissions(place()), feePayments: rows(row('PAID')) };
    const finding = tuitionFeeRequirement(
      { ...nothing, ...facts, studyRights, termFees: fees([due(4000)], []) },
      question,
    );
    expect(finding).toMatchObject({ value: 'OPEN', basis: 'NO_PAYMENT_RECORD', conflict: null });
    expect(finding.inputs.map(({ fact }) => fact)).toEqual(['studyRights', 'termFees']);
  });

  it('does not take "no fee reported" for "no fee due"', () => {
    const finding = tuitionFeeRequirement({ ...nothing, studyRights }, question);
    expect(finding).toMatchObject({
      value: null,
      missing: [{ fact: 'termFees', state: 'KNOWN_NONE', reason: { code: 'NOT_REPORTED' } }],
    });
  });

  it('does not cover later years by one payment when a fee is due until further notice', () => {
    const open = due(8000, { startsOn: '2025-08-01', endsOn: null });
    const finding = ask(fees([open], [payment(8000, lastYear)]));
    expect(finding).toMatchObject({ value: 'OPEN', places: [{ open: null }] });
  });

  it('needs no fee for doctoral studies', () => {
    const doctoral = rights(right({ type: 'DOCTORATE' }));
    expect(tuitionFeeRequirement({ ...nothing, studyRights: doctoral }, question)).toMatchObject({
      value: 'NOT_APPLICABLE',
      basis: 'DOCTORAL',
    });
  });

  it.each([
    ['a due fee could not be read', { termFees: fees([due(4000)], [payment(4000)], false) }, 'termFees'],
    ['a right could not be read', { studyRights: list('VIRTA', [right()], false) }, 'studyRights'],
    ['fees did not come', { termFees: null }, 'termFees'],
    ['rights did not come', { studyRights: null }, 'studyRights'],
  ] as const)('says nothing when %s', (_name, more, fact) => {
    const facts = { ...nothing, studyRights, termFees: fees([due(4000)], []), ...more };
    const finding = tuitionFeeRequirement(facts, question);
    expect(finding.value).toBeNull();
    expect(finding.missing.map((entry) => entry.fact)).toContain(fact);
  });
});
