import { describe, expect, it } from 'vitest';
import {
  admissions,
  downList,
  due,
  fees,
  heiB,
  institution,
  list,
  noRow,
  payment,
  place,
  right,
  rights,
  row,
  rows,
  states,
} from './facts.ts';
import { ask, feesDown, required, rowsDown } from './fee-question.ts';

describe('tuition fee, first permit', () => {
  describe('several places and rights', () => {
    const atB = right({ id: '09902/r1', institution: heiB });
    const dueAtB = due(7000, { studyRightId: '09902/r1', institution: { code: '09902' } });

    it('never settles the fee of one institution with the record of another (P06)', () => {
      const finding = ask({
        admissions: admissions(place()),
        feePayments: rows(row('PAID')),
        studyRights: rights(right(), atB),
        termFees: fees([dueAtB], []),
      });
      expect(finding.places).toMatchObject([
        { admissionId: 'place-1', studyRightIds: ['09901/r1'], value: 'SATISFIED', due: null },
        { admissionId: null, studyRightIds: ['09902/r1'], value: 'OPEN', due: { cents: 700_000 } },
      ]);
      expect(finding).toMatchObject({ value: null, missing: [{ reason: { code: 'PLACES_DIFFER' } }] });
    });

    it('leaves out a place that was given up and a right that ended owing nothing', () => {
      const gone = place({ id: 'place-2', acceptance: 'TOOK_ANOTHER_PLACE', institution: heiB });
      const ended = right({
        id: '09903/r1',
        institution: institution('09903'),
        states: states(['ACTIVE', '2024-08-01'], ['ENDED', '2025-07-31']),
      });
      const finding = ask({
        admissions: admissions(place(), gone),
        feePayments: rows(row('PAID'), noRow('place-2')),
        studyRights: rights(ended, right()),
      });
      expect(finding).toMatchObject({ value: 'SATISFIED', basis: 'PAID', missing: [] });
      expect(finding.places[1]).toMatchObject({ admissionId: 'place-2', value: null, studyRightIds: [] });
    });

    it('gives the shared outcome without a basis when the bases differ', () => {
      const finding = ask({
        admissions: admissions(place()),
        feePayments: rows(row('PAID')),
        studyRights: rights(right()),
        termFees: fees([], []),
      });
      expect(finding.basis).toBe('PAID');
      const two = ask({
        admissions: admissions(place(), place({ id: 'place-2', institution: heiB })),
        feePayments: rows(row('PAID'), row('EXEMPTED', 'place-2')),
      });
      expect(two).toMatchObject({ determination: 'DETERMINED', value: 'SATISFIED', basis: null });
    });

    it('does not find a fee open when institutions cannot be matched', () => {
      const unknown = institution('09909', '1.2.246.562.10.9');
      const finding = required({
        admissions: admissions(place({ institution: { ...unknown, code: null } })),
        studyRights: rights(right({ institution: { ...institution('09909'), oid: null } })),
        termFees: fees([due(6000)], [payment(6000)]),
      });
      expect(finding.places[0]).toMatchObject({ admissionId: 'place-1', value: null, studyRightIds: [] });
      expect(finding.missing).toMatchObject([
        { fact: 'studyRights', reason: { code: 'INSTITUTION_NOT_MATCHED' } },
        { fact: 'admissions', reason: { code: 'INSTITUTION_NOT_MATCHED' } },
      ]);
    });
  });

  describe('when a registry does not answer', () => {
    it.each([
      ['the fee register, and VIRTA does not settle it', { feePayments: rowsDown }, 'feePayments'],
      ['VIRTA on fees, although there is no row', { termFees: feesDown }, 'termFees'],
      ['VIRTA on rights, although there is no row', { studyRights: downList('VIRTA') }, 'studyRights'],
      ['the admission register', { admissions: downList('OPINTOPOLKU') }, 'admissions'],
    ] as const)('nothing is found open: %s', (_name, more, fact) => {
      const finding = required(more);
      expect(finding).toMatchObject({ determination: 'UNDETERMINED', value: null, basis: null });
      expect(finding.missing.map((entry) => entry.fact)).toContain(fact);
      expect(finding.places.map(({ value }) => value)).not.toContain('OPEN');
    });

    it('one row that could not be read keeps its own reason', () => {
      const reason = { code: 'RATE_LIMITED', whoCanFix: null, retryAt: '2026-10-15T09:00:00.000Z' } as const;
      const entry = { ...noRow(), state: 'SOURCE_UNAVAILABLE', reason } as const;
      const finding = required({ feePayments: rows(entry) });
      expect(finding.missing).toMatchObject([
        {
          fact: 'feePayments',
          state: 'SOURCE_UNAVAILABLE',
          reason: { code: 'RATE_LIMITED', retryAt: reason.retryAt },
        },
      ]);
    });

    it('VIRTA does not settle it alone: the register could say unpaid', () => {
      const termFees = fees([due(6000)], [payment(6000)]);
      expect(required({ feePayments: rowsDown, termFees })).toMatchObject({
        value: null,
        missing: [{ fact: 'feePayments', reason: { code: 'TIMEOUT' } }],
      });
    });

    it('a paid row settles nothing while VIRTA could say unpaid', () => {
      const finding = required({
        feePayments: rows(row('PAID')),
        studyRights: downList('VIRTA'),
        termFees: feesDown,
      });
      expect(finding).toMatchObject({ value: null, places: [{ value: null, basis: null }] });
      expect(finding.missing).toMatchObject([
        { fact: 'studyRights', reason: { code: 'TIMEOUT' } },
        { fact: 'termFees', reason: { code: 'TIMEOUT' } },
      ]);
    });

    it('an exempted row is not enough while VIRTA could show half of it open', () => {
      expect(required({ feePayments: rows(row('EXEMPTED')), termFees: feesDown }).value).toBeNull();
    });

    it('payments are not enough while a due fee could not be read', () => {
      const termFees = fees([due(6000)], [payment(6000)], false);
      expect(required({ termFees })).toMatchObject({
        value: null,
        missing: [{ fact: 'termFees', reason: { code: 'RECORD_UNREADABLE' } }],
      });
    });

    it('a right that could not be read may owe something', () => {
      const studyRights = list('VIRTA', [right()], false);
      expect(required({ feePayments: rows(row('PAID')), studyRights }).value).toBeNull();
    });
  });
});
