import { describe, expect, it } from 'vitest';
import { institutionChange } from '../../subgraphs/migri/rules/institution-change.ts';
import { heiB, heiC, list, nonAnswers, nothing, right, rights, states, today } from './facts.ts';

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
