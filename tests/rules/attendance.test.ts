import { describe, expect, it } from 'vitest';
import { attendance } from '../../subgraphs/migri/rules/attendance.ts';
import { list, nonAnswers, nothing, registration, registrations, spring, today } from './facts.ts';

describe('attendance', () => {
  it.each(['PRESENT', 'ABSENT', 'ABSENT_STATUTORY', 'MISSING'] as const)('%s stays what it is', (state) => {
    const finding = attendance({ termRegistrations: registrations(registration(state)) }, today);
    expect(finding).toMatchObject({
      determination: 'DETERMINED',
      value: state,
      termStartsOn: '2026-08-01',
      termEndsOn: '2026-12-31',
    });
  });

  it('differs by term (P12)', () => {
    const facts = {
      termRegistrations: registrations(registration('ABSENT'), registration('PRESENT', spring)),
    };
    expect(attendance(facts, '2026-12-31')).toMatchObject({
      value: 'ABSENT',
      registrations: [{ state: 'ABSENT' }],
    });
    expect(attendance(facts, '2027-01-01')).toMatchObject({ value: 'PRESENT', termEndsOn: '2027-07-31' });
  });

  it('follows a change within the term and shows both parts', () => {
    const facts = {
      termRegistrations: registrations(
        registration('PRESENT', { endsOn: '2026-10-31' }),
        registration('ABSENT_STATUTORY', { startsOn: '2026-11-01' }),
      ),
    };
    expect(attendance(facts, today).value).toBe('PRESENT');
    expect(attendance(facts, '2026-11-01')).toMatchObject({ value: 'ABSENT_STATUTORY' });
    expect(attendance(facts, today).registrations).toHaveLength(2);
  });

  it('picks none of two registrations that differ', () => {
    const elsewhere = registration('ABSENT', { studyRightId: '09902/r1', institution: { code: '09902' } });
    const finding = attendance(
      { termRegistrations: registrations(registration('PRESENT'), elsewhere) },
      today,
    );
    expect(finding).toMatchObject({ value: null, missing: [{ reason: { code: 'PLACES_DIFFER' } }] });
    expect(finding.registrations).toHaveLength(2);
  });

  it.each([
    ['nothing is reported for the term', registrations(registration('PRESENT', spring)), 'NOT_REPORTED'],
    ['VIRTA has no registrations', nothing.termRegistrations, 'NOT_REPORTED'],
    ['the state is unknown to the gateway', registrations(registration('UNKNOWN')), 'RECORD_UNREADABLE'],
    ['a record could not be read', list('VIRTA', [registration('ABSENT')], false), 'RECORD_UNREADABLE'],
    ['the fact did not come', null, 'INPUT_UNAVAILABLE'],
  ] as const)('never says absent when %s', (_name, termRegistrations, code) => {
    const finding = attendance({ termRegistrations }, today);
    expect(finding).toMatchObject({
      determination: 'UNDETERMINED',
      value: null,
      missing: [{ reason: { code } }],
    });
  });

  it.each(nonAnswers)('says nothing when registrations are %s', (state) => {
    const facts = { termRegistrations: { ...registrations(registration('ABSENT')), state } };
    expect(attendance(facts, today)).toMatchObject({ value: null, registrations: [], missing: [{ state }] });
  });
});
