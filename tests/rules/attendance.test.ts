import { describe, expect, it } from 'vitest';
import type { StudyRight } from '../../subgraphs/findings/required-facts.ts';
import { attendance } from '../../subgraphs/findings/rules/attendance.ts';
import {
  heiB,
  list,
  nonAnswers,
  nothing,
  registration,
  registrations,
  right,
  rights,
  spring,
  states,
  today,
} from './facts.ts';

const studyRights = rights(right());
const code = (finding: ReturnType<typeof attendance>) =>
  finding.missing.map(({ fact, reason }) => [fact, reason.code]);

describe('attendance', () => {
  it.each(['PRESENT', 'ABSENT', 'ABSENT_STATUTORY', 'MISSING'] as const)('%s stays what it is', (state) => {
    const finding = attendance({ studyRights, termRegistrations: registrations(registration(state)) }, today);
    expect(finding).toMatchObject({
      determination: 'DETERMINED',
      value: state,
      termStartsOn: '2026-08-01',
      termEndsOn: '2026-12-31',
    });
  });

  it('differs by term (P12)', () => {
    const facts = {
      studyRights,
      termRegistrations: registrations(registration('ABSENT'), registration('PRESENT', spring)),
    };
    expect(attendance(facts, '2026-12-31')).toMatchObject({
      value: 'ABSENT',
      registrations: [{ state: 'ABSENT' }],
    });
    expect(attendance(facts, '2027-01-01')).toMatchObject({ value: 'PRESENT', termEndsOn: '2027-07-31' });
  });

  it.each([null, '2026-10-31'])(
    'follows a change within the term and shows both parts (end: %s)',
    (endsOn) => {
      const facts = {
        studyRights,
        termRegistrations: registrations(
          registration('PRESENT', { endsOn }),
          registration('ABSENT_STATUTORY', { startsOn: '2026-11-01', endsOn: null }),
        ),
      };
      expect(attendance(facts, today).value).toBe('PRESENT');
      expect(attendance(facts, '2026-11-01')).toMatchObject({ value: 'ABSENT_STATUTORY' });
      expect(attendance(facts, today).registrations).toHaveLength(2);
    },
  );

  it('of a registration without an end lasts for its own term', () => {
    const facts = {
      studyRights,
      termRegistrations: registrations(registration('PRESENT', { endsOn: null })),
    };
    expect(attendance(facts, '2026-12-31').value).toBe('PRESENT');
    expect(attendance(facts, '2027-01-01')).toMatchObject({ value: null, registrations: [] });
  });

  describe('under a right', () => {
    const ended = right({
      startsOn: '2024-08-01',
      endsOn: '2026-07-31',
      states: states(['ACTIVE', '2024-08-01']),
    });
    const year = { startsOn: '2026-01-01', endsOn: '2026-12-31' };

    it('counts up to its last day, and stays shown', () => {
      const facts = {
        studyRights: rights(ended),
        termRegistrations: registrations(registration('ABSENT', year)),
      };
      expect(attendance(facts, '2026-07-31')).toMatchObject({ value: 'ABSENT' });
      const after = attendance(facts, '2026-08-01');
      expect(after).toMatchObject({ value: null, registrations: [{ state: 'ABSENT' }] });
      expect(code(after)).toEqual([['studyRights', 'RIGHT_NOT_IN_FORCE']]);
    });

    it('leaves the right in force to decide', () => {
      const old = registration('ABSENT', { studyRightId: '09901/r0' });
      const facts = {
        studyRights: rights({ ...ended, id: '09901/r0' }, right()),
        termRegistrations: registrations(old, registration('PRESENT')),
      };
      expect(attendance(facts, today)).toMatchObject({ value: 'PRESENT', registrations: [old, {}] });
    });

    it('counts for all rights of the institution when any of them is in force', () => {
      const termRegistrations = registrations(registration('PRESENT', { studyRightId: null }));
      const at = (...entries: readonly StudyRight[]) =>
        attendance({ studyRights: rights(...entries), termRegistrations }, today);
      expect(at(ended, right({ id: '09901/r2' })).value).toBe('PRESENT');
      expect(code(at(ended))).toEqual([['studyRights', 'RIGHT_NOT_IN_FORCE']]);
      expect(code(at(right({ institution: heiB })))).toEqual([['studyRights', 'NOT_REPORTED']]);
    });

    it.each([
      ['which is not in the answer', rights(right({ id: '09901/r2' })), 'NOT_REPORTED'],
      ['of which VIRTA has none', nothing.studyRights, 'NO_STUDY_RIGHT'],
      ['which may be unreadable', list('VIRTA', [right({ id: '09901/r2' })], false), 'RECORD_UNREADABLE'],
      ['that did not come', null, 'INPUT_UNAVAILABLE'],
      [
        'whose states contradict each other',
        rights(right({ states: [...right().states, ...states(['DISCONTINUED', '2026-08-01'])] })),
        'RECORDS_CONTRADICT',
      ],
      [
        'whose state ran out',
        rights(right({ states: [{ state: 'ACTIVE', startsOn: '2026-08-01', endsOn: '2026-08-31' }] })),
        'STATE_RAN_OUT',
      ],
    ] as const)('%s is undetermined', (_name, ofRight, why) => {
      const finding = attendance(
        { studyRights: ofRight, termRegistrations: registrations(registration('PRESENT')) },
        today,
      );
      expect(finding).toMatchObject({ value: null, registrations: [{ state: 'PRESENT' }] });
      expect(code(finding)).toEqual([['studyRights', why]]);
    });

    it('is determined when a doubtful one says the same as the one that counts', () => {
      const strange = registration('PRESENT', { studyRightId: '09901/elsewhere' });
      const at = (state: 'PRESENT' | 'ABSENT') =>
        attendance({ studyRights, termRegistrations: registrations(registration(state), strange) }, today)
          .value;
      expect([at('PRESENT'), at('ABSENT')]).toEqual(['PRESENT', null]);
    });
  });

  it.each([
    ['rights', { studyRightId: '09902/r1', institution: { code: '09902' } }, 'PLACES_DIFFER'],
    ['records of one right', { startsOn: '2026-09-01' }, 'RECORDS_CONTRADICT'],
    ['a right and all at the institution', { studyRightId: null }, 'RECORDS_CONTRADICT'],
  ] as const)('picks none when %s differ', (_name, more, why) => {
    const facts = {
      studyRights: rights(right(), right({ id: '09902/r1', institution: heiB })),
      termRegistrations: registrations(registration('PRESENT'), registration('ABSENT', more)),
    };
    const finding = attendance(facts, today);
    expect(finding).toMatchObject({ value: null, missing: [{ reason: { code: why } }] });
    expect(finding.registrations).toHaveLength(2);
  });

  it.each([
    ['nothing is reported for the term', registrations(registration('PRESENT', spring)), 'NOT_REPORTED'],
    ['VIRTA has no registrations', nothing.termRegistrations, 'NOT_REPORTED'],
    ['the state is unknown to the gateway', registrations(registration('UNKNOWN')), 'RECORD_UNREADABLE'],
    ['a record could not be read', list('VIRTA', [registration('ABSENT')], false), 'RECORD_UNREADABLE'],
    ['the fact did not come', null, 'INPUT_UNAVAILABLE'],
  ] as const)('never says absent when %s', (_name, termRegistrations, code) => {
    const finding = attendance({ studyRights, termRegistrations }, today);
    expect(finding).toMatchObject({
      determination: 'UNDETERMINED',
      value: null,
      missing: [{ reason: { code } }],
    });
  });

  it.each(nonAnswers)('says nothing when registrations are %s', (state) => {
    const facts = { studyRights, termRegistrations: { ...registrations(registration('ABSENT')), state } };
    expect(attendance(facts, today)).toMatchObject({ value: null, registrations: [], missing: [{ state }] });
  });
});
