import { describe, expect, it } from 'vitest';
import type { StudyRight } from '../../subgraphs/findings/required-facts.ts';
import { institutionChange } from '../../subgraphs/findings/rules/institution-change.ts';
import { heiA, heiB, heiC, list, nonAnswers, nothing, right, rights, states, today } from './facts.ts';

const atA = (endedOn: string) =>
  right({
    startsOn: '2024-08-01',
    endsOn: '2028-07-31',
    states: states(['ACTIVE', '2024-08-01'], ['DISCONTINUED', endedOn]),
  });
const atB = (startsOn = '2026-08-01') =>
  right({ id: '09902/r1', institution: heiB, startsOn, states: states(['ACTIVE', startsOn]) });

describe('change of institution', () => {
  it('is a transfer without a gap (P07)', () => {
    const finding = institutionChange({ studyRights: rights(atA('2026-07-31'), atB()) }, today);
    expect(finding).toMatchObject({ determination: 'DETERMINED', value: true });
    expect(finding.changes).toMatchObject([
      {
        fromStudyRightId: '09901/r1',
        endedOn: '2026-07-31',
        toStudyRightId: '09902/r1',
        startsOn: '2026-08-01',
        gapDays: 0,
      },
    ]);
  });

  it.each([
    ['2026-06-30', 31],
    ['2026-08-15', 0],
  ])('that ended on %s has a gap of %i days', (endedOn, gapDays) => {
    const { changes } = institutionChange({ studyRights: rights(atA(endedOn), atB()) }, today);
    expect(changes).toMatchObject([{ gapDays }]);
  });

  it('also when only the period of the old right ran out', () => {
    const ran = right({
      startsOn: '2024-08-01',
      endsOn: '2026-05-31',
      states: states(['ACTIVE', '2024-08-01']),
    });
    expect(institutionChange({ studyRights: rights(ran, atB()) }, today)).toMatchObject({
      value: true,
      changes: [{ endedOn: '2026-05-31', gapDays: 61 }],
    });
  });

  it('lists each move, from the latest ended right', () => {
    const atC = right({
      id: '09903/r1',
      institution: heiC,
      startsOn: '2022-08-01',
      states: states(['ACTIVE', '2022-08-01'], ['ENDED', '2024-07-31']),
    });
    const { changes } = institutionChange({ studyRights: rights(atB(), atA('2026-07-31'), atC) }, today);
    expect(changes.map(({ fromStudyRightId, toStudyRightId }) => [fromStudyRightId, toStudyRightId])).toEqual(
      [
        ['09903/r1', '09901/r1'],
        ['09901/r1', '09902/r1'],
      ],
    );
  });

  it.each([
    ['two rights in force at two institutions (P06)', rights(right(), atB())],
    ['a second right taken years before the first ended', rights(atA('2026-09-30'), atB('2025-08-01'))],
    ['a later right at the same institution (P11)', rights(atA('2025-07-31'), right({ id: '09901/r2' }))],
    ['one right that ended (P13)', rights(atA('2026-01-15'))],
  ] as const)('is no change: %s', (_name, studyRights) => {
    expect(institutionChange({ studyRights }, today)).toMatchObject({
      value: false,
      changes: [],
      missing: [],
    });
  });

  it('lists each of two that ended on one day, in whichever order they come', () => {
    const atC = { ...atA('2026-07-31'), id: '09903/r1', institution: heiC };
    for (const both of [rights(atA('2026-07-31'), atC, atB()), rights(atC, atA('2026-07-31'), atB())]) {
      const { changes } = institutionChange({ studyRights: both }, today);
      expect(changes.map(({ fromStudyRightId }) => fromStudyRightId).toSorted()).toEqual([
        '09901/r1',
        '09903/r1',
      ]);
    }
  });

  it('still to come is shown, and no change yet', () => {
    const studyRights = rights(atA('2026-07-31'), atB('2027-01-01'));
    expect(institutionChange({ studyRights }, today)).toMatchObject({
      determination: 'DETERMINED',
      value: false,
      changes: [{ endedOn: '2026-07-31', startsOn: '2027-01-01', gapDays: 153 }],
    });
    expect(institutionChange({ studyRights }, '2027-01-01').value).toBe(true);
  });

  describe('between two institutions', () => {
    const changed = (from: Partial<StudyRight>, to: Partial<StudyRight>) =>
      institutionChange(
        { studyRights: rights({ ...atA('2026-07-31'), ...from }, { ...atB(), ...to }) },
        today,
      );
    const role = (name: StudyRight['institutionRoles'][number]['role'], institution = heiA) => ({
      institutionRoles: [{ role: name, institution }],
    });
    const phase = { startsOn: '2024-08-01', endsOn: null, language: 'en' };

    it.each([
      ['they merged', {}, role('MERGED_GRANTOR')],
      ['one organises the other right', role('ORGANISING', heiB), {}],
      ['one sends to the other', role('TARGET', heiB), {}],
      ['the rights belong together', {}, { relatedRightIds: ['09901/r1'] }],
      ['the earlier right is open university', { type: 'OPEN_UNIVERSITY' }, {}],
      ['the later right is continuing education', {}, { type: 'CONTINUING_EDUCATION' }],
      ['the earlier right is exchange', { type: 'INTERNATIONAL_EXCHANGE' }, {}],
      ['a phase of it was exchange', { phases: [{ ...phase, classifications: ['INCOMING_EXCHANGE'] }] }, {}],
      ['a joint degree names them', { classifications: ['JOINT_DEGREE'], ...role('ORGANISING', heiB) }, {}],
      [
        'the later right was given up before it began',
        {},
        { states: states(['DISCONTINUED', '2026-08-01']) },
      ],
      ['the earlier right never was in force', { states: states(['DISCONTINUED', '2024-08-01']) }, {}],
    ] as const)('is none when %s', (_name, from, to) => {
      expect(changed(from, to)).toMatchObject({ determination: 'DETERMINED', value: false, changes: [] });
    });

    it.each([
      ['it is a joint degree without parts', {}, { classifications: ['JOINT_DEGREE'] }, 'NOT_REPORTED'],
      ['a type is unknown', { type: 'UNKNOWN' }, {}, 'LEVEL_UNKNOWN'],
      ['a role is unknown', {}, role('UNKNOWN'), 'RECORD_UNREADABLE'],
      ['a classification is unknown', { classifications: ['UNKNOWN'] }, {}, 'RECORD_UNREADABLE'],
      [
        'the state of the earlier right ran out',
        { states: [{ state: 'ACTIVE', startsOn: '2024-08-01', endsOn: '2026-07-31' }] },
        {},
        'STATE_RAN_OUT',
      ],
      [
        'the states of the later right contradict each other',
        {},
        { states: [...atB().states, ...states(['DISCONTINUED', '2026-08-01'])] },
        'RECORDS_CONTRADICT',
      ],
    ] as const)('is left open when %s', (...[, from, to, code]) => {
      const finding = changed(from, to);
      expect(finding).toMatchObject({ value: null, changes: [] });
      expect(finding.missing.map(({ reason }) => reason.code)).toEqual([code]);
    });

    it('is none for every right of an institution that took in the other', () => {
      const first = { ...atB('2025-08-01'), ...role('MERGED_GRANTOR'), id: '09902/r0' };
      const studyRights = rights(atA('2025-07-31'), first, atB());
      expect(institutionChange({ studyRights }, today)).toMatchObject({ value: false, changes: [] });
    });

    it.each([
      ['outgoing exchange on the way', { classifications: ['OUTGOING_EXCHANGE'] }, {}],
      ['a place won through the open university', {}, { classifications: ['OPEN_UNIVERSITY_ROUTE'] }],
      ['a role of a third institution', {}, role('ORGANISING', heiC)],
      [
        'a bachelor concluded',
        { type: 'BACHELOR', states: states(['ACTIVE', '2024-08-01'], ['CONCLUDED', '2026-06-15']) },
        {},
      ],
    ] as const)('stays one with %s', (_name, from, to) => {
      expect(changed(from, to)).toMatchObject({ determination: 'DETERMINED', value: true });
    });
  });

  it('says nothing when there is no right at all', () => {
    expect(institutionChange(nothing, today)).toMatchObject({
      value: null,
      missing: [{ fact: 'studyRights', state: 'KNOWN_NONE', reason: { code: 'NO_STUDY_RIGHT' } }],
    });
  });

  it.each([
    ['a record could not be read', list('VIRTA', [right()], false)],
    [
      'a state is unknown',
      rights(right({ startsOn: '2024-08-01', states: states(['UNKNOWN', '2024-08-01']) }), atB()),
    ],
    [
      'a right has no start',
      rights(right(), right({ id: '09902/r1', institution: heiB, startsOn: null, states: [] })),
    ],
  ] as const)('never says no when %s', (_name, studyRights) => {
    expect(institutionChange({ studyRights }, today)).toMatchObject({
      value: null,
      missing: [{ reason: { code: 'RECORD_UNREADABLE' } }],
    });
  });

  it.each(nonAnswers)('says nothing when rights are %s', (state) => {
    const finding = institutionChange({ studyRights: { ...rights(atA('2026-07-31'), atB()), state } }, today);
    expect(finding).toMatchObject({ value: null, changes: [], missing: [{ state }] });
  });
});
