import { describe, expect, it } from 'vitest';
import type { StudyRightState } from '../../subgraphs/findings/required-facts.ts';
import { studyRightValidity } from '../../subgraphs/findings/rules/study-right-validity.ts';
import { heiB, list, nonAnswers, nothing, right, rights, states, today } from './facts.ts';

const discontinued = right({
  startsOn: '2025-08-01',
  states: states(['ACTIVE', '2025-08-01'], ['DISCONTINUED', '2026-01-15']),
});

describe('validity of a right to study', () => {
  it.each([
    ['active', right(), today, true],
    ['an option', right({ states: states(['OPTION', '2026-08-01']) }), today, true],
    ['on its first day', right(), '2026-08-01', true],
    ['the day before', right(), '2026-07-31', false],
    ['on its last day', right(), '2028-07-31', true],
    ['the day after', right(), '2028-08-01', false],
    ['open-ended', right({ endsOn: null }), '2040-01-01', true],
    [
      'active again after being passivated',
      right({
        states: states(['ACTIVE', '2026-08-01'], ['PASSIVATED', '2026-09-01'], ['ACTIVE', '2026-10-01']),
      }),
      today,
      true,
    ],
    [
      'passivated',
      right({ states: states(['ACTIVE', '2026-08-01'], ['PASSIVATED', '2026-09-01']) }),
      today,
      false,
    ],
    [
      'graduated',
      right({ states: states(['ACTIVE', '2026-08-01'], ['CONCLUDED', '2026-10-01']) }),
      today,
      false,
    ],
  ] as const)('%s', (...[, entry, on, value]) => {
    const finding = studyRightValidity({ studyRights: rights(entry) }, on);
    expect(finding).toMatchObject({ determination: 'DETERMINED', validOn: on, value, missing: [] });
    expect(finding.validStudyRightIds).toEqual(value ? [entry.id] : []);
  });

  it('tells when and how a right ended (P13)', () => {
    expect(studyRightValidity({ studyRights: rights(discontinued) }, today)).toMatchObject({
      value: false,
      endedOn: '2026-01-15',
      endState: 'DISCONTINUED',
    });
  });

  it('tells the first state that ended it, not the bookkeeping after it', () => {
    const booked = right({
      states: states(['ACTIVE', '2025-08-01'], ['DISCONTINUED', '2026-01-15'], ['ENDED', '2026-07-31']),
    });
    expect(studyRightValidity({ studyRights: rights(booked) }, today)).toMatchObject({
      endedOn: '2026-01-15',
      endState: 'DISCONTINUED',
    });
  });

  it('invents no state when only the period ran out', () => {
    const ran = right({ endsOn: '2026-09-30' });
    expect(studyRightValidity({ studyRights: rights(ran) }, today)).toMatchObject({
      value: false,
      endedOn: '2026-09-30',
      endState: null,
    });
  });

  it('sees the new right on the day of a transfer (P07)', () => {
    const old = right({
      startsOn: '2024-08-01',
      states: states(['ACTIVE', '2024-08-01'], ['DISCONTINUED', '2026-07-31']),
    });
    const next = right({ id: '09902/r1', institution: heiB });
    expect(studyRightValidity({ studyRights: rights(old, next) }, '2026-08-01')).toMatchObject({
      value: true,
      validStudyRightIds: ['09902/r1'],
      endedOn: '2026-07-31',
    });
  });

  it('sees the right in force beside one that lapsed years ago (P11)', () => {
    const lapsed = right({
      id: '09901/r0',
      states: states(['ACTIVE', '2020-08-01'], ['ENDED', '2023-07-31']),
    });
    expect(studyRightValidity({ studyRights: rights(lapsed, right()) }, today).value).toBe(true);
  });

  it('is no negative before enrolment, when VIRTA answered that it has no right', () => {
    expect(studyRightValidity(nothing, today)).toMatchObject({
      determination: 'UNDETERMINED',
      value: null,
      missing: [{ fact: 'studyRights', state: 'KNOWN_NONE', reason: { code: 'NO_STUDY_RIGHT' } }],
      endedOn: null,
      endState: null,
    });
  });

  it('lets one valid right decide although another record could not be read', () => {
    expect(studyRightValidity({ studyRights: list('VIRTA', [right()], false) }, today).value).toBe(true);
  });

  it('never says no when a record could not be read', () => {
    expect(studyRightValidity({ studyRights: list('VIRTA', [discontinued], false) }, today)).toMatchObject({
      determination: 'UNDETERMINED',
      value: null,
      missing: [{ fact: 'studyRights', state: 'KNOWN', reason: { code: 'RECORD_UNREADABLE' } }],
    });
  });

  it.each([
    ['its state is unknown to the gateway', states(['UNKNOWN', '2026-08-01']), 'RECORD_UNREADABLE'],
    ['it has no states', [], 'RECORD_UNREADABLE'],
    [
      'two states began on one day',
      [...states(['ACTIVE', '2026-08-01']), ...states(['DISCONTINUED', '2026-08-01'])],
      'RECORDS_CONTRADICT',
    ],
    [
      'an earlier state says that it lasts',
      [
        { state: 'ACTIVE', startsOn: '2026-08-01', endsOn: '2026-12-31' },
        { state: 'DISCONTINUED', startsOn: '2026-09-10', endsOn: '2026-09-20' },
      ],
      'RECORDS_CONTRADICT',
    ],
    [
      'the last state has ended',
      [{ state: 'ACTIVE', startsOn: '2026-08-01', endsOn: '2026-09-30' }],
      'STATE_RAN_OUT',
    ],
  ] as const)('says neither yes nor no when %s', (_name, periods, code) => {
    const finding = studyRightValidity({ studyRights: rights(right({ states: periods })) }, today);
    expect(finding).toMatchObject({
      value: null,
      endedOn: null,
      endState: null,
      missing: [{ fact: 'studyRights', reason: { code } }],
    });
  });

  it.each([
    [
      'the day after its last day',
      '2026-09-30',
      states(['ACTIVE', '2024-08-01'], ['CONCLUDED', '2026-10-01']),
      '2026-09-30',
    ],
    [
      'with an end of that state of its own',
      '2028-07-31',
      [
        { state: 'ACTIVE', startsOn: '2024-08-01', endsOn: '2026-09-29' },
        { state: 'CONCLUDED', startsOn: '2026-09-30', endsOn: '2026-09-30' },
      ],
      '2026-09-30',
    ],
    [
      'after being passivated',
      '2028-07-31',
      states(['ACTIVE', '2024-08-01'], ['PASSIVATED', '2025-08-01'], ['CONCLUDED', '2026-09-30']),
      '2026-09-30',
    ],
  ] as const)('tells a graduation %s', (...[, endsOn, periods, endedOn]) => {
    const graduated = right({ startsOn: '2024-08-01', endsOn, states: periods });
    expect(studyRightValidity({ studyRights: rights(graduated) }, today)).toMatchObject({
      value: false,
      endedOn,
      endState: 'CONCLUDED',
    });
  });

  it('names no state when two rights ended on one day in different ways', () => {
    const ending = (state: StudyRightState) =>
      right({ id: state, states: states(['ACTIVE', '2024-08-01'], [state, '2026-09-30']), startsOn: null });
    const finding = studyRightValidity({ studyRights: rights(ending('CONCLUDED'), ending('ENDED')) }, today);
    expect(finding).toMatchObject({ value: false, endedOn: '2026-09-30', endState: null });
  });

  it('sees the valid one of two rights with one key', () => {
    const finding = studyRightValidity({ studyRights: rights(discontinued, right()) }, today);
    expect(finding).toMatchObject({ value: true, validStudyRightIds: ['09901/r1'] });
  });

  it.each(nonAnswers)('says neither yes nor no when rights are %s', (state) => {
    for (const entry of [right(), discontinued]) {
      const finding = studyRightValidity({ studyRights: { ...rights(entry), state } }, today);
      expect(finding).toMatchObject({ value: null, validStudyRightIds: [], missing: [{ state }] });
    }
  });
});
