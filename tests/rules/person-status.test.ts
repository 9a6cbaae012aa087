import { describe, expect, it } from 'vitest';
import { freeMovement } from '../../subgraphs/findings/rules/free-movement.ts';
import { nextSteps } from '../../subgraphs/findings/rules/next-steps.ts';
import type { ReasonCode } from '../../subgraphs/registry/reason-codes.ts';
import {
  admissions,
  baseline,
  condition,
  conditions,
  downList,
  identity,
  noRow,
  nothing,
  place,
  registration,
  registrations,
  rows,
  today,
} from './facts.ts';

/** A person with a place to accept, a fee to pay and a term to register for. */
const withSteps = {
  ...baseline,
  admissions: admissions(place({ acceptance: 'PENDING' })),
  admissionConditions: conditions(condition({ acceptanceDeadlineAt: '2026-10-20T12:00:00.000Z' })),
  feePayments: rows(noRow()),
  termRegistrations: registrations(registration('MISSING')),
  termFees: nothing.termFees,
};

function stepsWith(code: ReasonCode | null, more: object = {}) {
  const reason = code === null ? null : { code, whoCanFix: null, retryAt: null };
  return nextSteps({ ...withSteps, ...more, identity: { ...identity('704'), reason } }, today);
}

describe('next steps', () => {
  it('are there for the living', () => {
    expect(stepsWith(null).items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['ACCEPT_PLACE', 'REGISTER_FOR_TERM']),
    );
  });

  it('are none for a person who has died, whatever else is not known', () => {
    for (const more of [{}, { studyRights: downList('VIRTA') }]) {
      expect(stepsWith('DECEASED', more)).toMatchObject({
        determination: 'DETERMINED',
        items: [],
        missing: [],
      });
    }
  });

  it('are to check by hand when the record has been passivated, and there may be more', () => {
    const { determination, items, missing } = stepsWith('RECORD_PASSIVATED');
    expect(items.map(({ kind, actor }) => [kind, actor])).toEqual([['CHECK_BY_HAND', 'MIGRI']]);
    expect(items[0]?.text.en).toBe(
      'Check by hand: the connected registries cannot tell this of the person (the record in the learner-number registry has been passivated).',
    );
    expect([determination, missing.map(({ reason }) => reason.code)]).toEqual([
      'UNDETERMINED',
      ['RECORD_PASSIVATED'],
    ]);
  });
});

describe('free movement', () => {
  it.each(['DECEASED', 'RECORD_PASSIVATED', 'PERSON_NOT_IDENTIFIED'] as const)(
    'is never denied by a record that is %s, and found all the same',
    (code) => {
      const reason = { code, whoCanFix: null, retryAt: null };
      const of = (citizenship: string) =>
        freeMovement({ identity: { ...identity(citizenship), reason } }, today);
      expect(of('704')).toMatchObject({ value: null, missing: [{ reason: { code } }] });
      expect(of('276')).toMatchObject({ determination: 'DETERMINED', value: true });
    },
  );

  it('is not known by citizenships that could not be read, and says so', () => {
    const finding = freeMovement({ identity: { ...identity(), citizenships: null } }, today);
    expect(finding).toMatchObject({ value: null, missing: [{ reason: { code: 'RECORD_UNREADABLE' } }] });
  });
});
