import { describe, expect, it } from 'vitest';
import type { StudyRight } from '../../subgraphs/findings/required-facts.ts';
import { studiesStarted } from '../../subgraphs/findings/rules/studies-started.ts';
import {
  attainment,
  heiB,
  nothing,
  progress,
  registration,
  registrations,
  right,
  rights,
  spring,
  states,
} from './facts.ts';

const termEnds = '2026-12-31';
const lagIsOver = '2027-03-02';
const studyRights = rights(right());
const attained = (day: string, studyRightId?: string | null) => progress(attainment(day, studyRightId));

describe('start of studies', () => {
  it.each([
    [
      'present in the first term',
      { termRegistrations: registrations(registration('PRESENT')) },
      '2026-08-01',
    ],
    [
      'present in a later term only',
      { termRegistrations: registrations(registration('ABSENT'), registration('PRESENT', spring)) },
      '2027-01-01',
    ],
    [
      'present by a registration for the whole institution',
      {
        termRegistrations: registrations(
          registration('PRESENT', { studyRightId: null, startsOn: '2026-07-15' }),
        ),
      },
      '2026-08-01',
    ],
    ['an attainment', { studyProgress: attained('2026-10-19') }, '2026-10-19'],
  ] as const)('has started: %s', (_name, more, startedOn) => {
    const finding = studiesStarted({ ...nothing, studyRights, ...more }, lagIsOver);
    expect(finding).toMatchObject({ value: true, byStudyRight: [{ started: true, startedOn }], missing: [] });
  });

  it('needs only one source for yes', () => {
    const facts = {
      studyRights,
      termRegistrations: registrations(registration('PRESENT')),
      studyProgress: null,
    };
    expect(studiesStarted(facts, '2026-09-01')).toMatchObject({ determination: 'DETERMINED', value: true });
  });

  it('starts on the day when a passivated right is taken up again', () => {
    const periods = states(['ACTIVE', '2025-08-01'], ['PASSIVATED', '2026-08-01'], ['ACTIVE', '2026-10-01']);
    const facts = {
      ...nothing,
      studyRights: rights(right({ startsOn: '2025-08-01', states: periods })),
      termRegistrations: registrations(registration('PRESENT')),
    };
    expect(studiesStarted(facts, termEnds)).toMatchObject({
      value: true,
      byStudyRight: [{ startedOn: '2026-10-01' }],
    });
    expect(studiesStarted(facts, '2026-09-30').value).toBeNull();
  });

  it('has started by a later attainment when the first was done before the right; which was first, is not told', () => {
    const studyProgress = progress({
      ...attainment('2024-05-01'),
      latestDoneOn: '2026-12-01',
    });
    expect(studiesStarted({ ...nothing, studyRights, studyProgress }, termEnds)).toMatchObject({
      value: true,
      byStudyRight: [{ started: true, startedOn: null }],
    });
    expect(studiesStarted({ ...nothing, studyRights, studyProgress }, '2026-11-30').value).toBeNull();
  });

  it.each([
    ['presence to come', { termRegistrations: registrations(registration('PRESENT', spring)) }, '2026-10-15'],
    [
      'an attainment of the institution under no right',
      { studyProgress: attained('2026-10-19', null) },
      '2026-12-01',
    ],
    [
      'presence at another institution',
      {
        termRegistrations: registrations(
          registration('PRESENT', { studyRightId: null, institution: { code: '09902' } }),
        ),
      },
      '2026-12-01',
    ],
  ] as const)('%s proves nothing', (_name, more, day) => {
    expect(studiesStarted({ ...nothing, studyRights, ...more }, day).value).toBeNull();
  });

  it('neither proves nor disproves by credits from before the right', () => {
    const finding = studiesStarted(
      { ...nothing, studyRights, studyProgress: attained('2024-05-01') },
      lagIsOver,
    );
    expect(finding).toMatchObject({ value: null, missing: [{ fact: 'studyProgress' }] });
  });

  describe('under an option for later studies', () => {
    const keyless = registrations(registration('PRESENT', { studyRightId: null, startsOn: '2024-08-01' }));
    const option = (periods: StudyRight['states']) =>
      rights(right({ startsOn: '2023-08-01', states: periods }));

    it('is too early to say while it is an option, whatever else is studied there', () => {
      const facts = {
        ...nothing,
        studyRights: option(states(['OPTION', '2023-08-01'])),
        termRegistrations: keyless,
      };
      expect(studiesStarted(facts, lagIsOver)).toMatchObject({
        value: null,
        byStudyRight: [{ started: null, notBefore: null }],
        missing: [{ reason: { code: 'TOO_EARLY' } }],
      });
    });

    it('counts from the day it became active (P02)', () => {
      const studyRights = option(states(['OPTION', '2023-08-01'], ['ACTIVE', '2026-08-01']));
      expect(studiesStarted({ ...nothing, studyRights }, termEnds)).toMatchObject({
        value: null,
        byStudyRight: [{ notBefore: lagIsOver }],
      });
      expect(studiesStarted({ ...nothing, studyRights, termRegistrations: keyless }, termEnds)).toMatchObject(
        {
          value: true,
          byStudyRight: [{ startedOn: '2026-08-01' }],
        },
      );
    });
  });

  it('counts no presence after the right had ended', () => {
    const studyRights = rights(
      right({
        startsOn: '2024-08-01',
        states: states(['ACTIVE', '2024-08-01'], ['DISCONTINUED', '2025-01-15']),
      }),
    );
    const termRegistrations = registrations(registration('PRESENT', { studyRightId: null }));
    expect(studiesStarted({ ...nothing, studyRights, termRegistrations }, lagIsOver).value).toBeNull();
  });

  it('judges each right by itself, and one that has started decides', () => {
    const other = right({ id: '09902/r1', institution: heiB });
    const finding = studiesStarted(
      {
        ...nothing,
        studyRights: rights(right(), other),
        termRegistrations: registrations(registration('PRESENT')),
      },
      lagIsOver,
    );
    expect(finding.value).toBe(true);
    expect(finding.byStudyRight.map(({ started }) => started)).toEqual([true, null]);
  });

  it('has no finding without a right', () => {
    expect(studiesStarted(nothing, lagIsOver)).toMatchObject({
      value: null,
      missing: [{ fact: 'studyRights', state: 'KNOWN_NONE', reason: { code: 'NO_STUDY_RIGHT' } }],
    });
  });
});
