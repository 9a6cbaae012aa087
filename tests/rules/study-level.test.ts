import { describe, expect, it } from 'vitest';
import { studyLevel } from '../../subgraphs/migri/rules/study-level.ts';
import { heiB, list, nonAnswers, nothing, right, rights, states, today } from './facts.ts';

describe('level of studies', () => {
  it.each([
    [{ type: 'BACHELOR_APPLIED_SCIENCES' }, 'HIGHER_EDUCATION_DEGREE'],
    [{ type: 'BACHELOR' }, 'HIGHER_EDUCATION_DEGREE'],
    [{ type: 'MASTER_APPLIED_SCIENCES' }, 'HIGHER_EDUCATION_DEGREE'],
    [{ type: 'MASTER' }, 'HIGHER_EDUCATION_DEGREE'],
    [{ type: 'SPECIALIST_MEDICAL' }, 'HIGHER_EDUCATION_DEGREE'],
    [{ type: 'LICENTIATE' }, 'HIGHER_EDUCATION_DEGREE'],
    [{ type: 'DOCTORATE' }, 'DOCTORAL'],
    [{ type: 'INTERNATIONAL_EXCHANGE' }, 'EXCHANGE'],
    [{ classifications: ['INCOMING_EXCHANGE'] }, 'EXCHANGE'],
    [{ classifications: ['OUTGOING_EXCHANGE'] }, 'HIGHER_EDUCATION_DEGREE'],
    [{ type: 'OPEN_UNIVERSITY' }, 'OTHER'],
    [{ type: 'NATIONAL_EXCHANGE' }, 'OTHER'],
  ] as const)('%j gives %s', (more, value) => {
    expect(studyLevel({ studyRights: rights(right(more)) }, today)).toMatchObject({
      determination: 'DETERMINED',
      value,
      levels: [{ level: value, current: true }],
    });
  });

  it('goes by the rights in force or to come', () => {
    const old = right({
      id: '09901/r0',
      type: 'INTERNATIONAL_EXCHANGE',
      startsOn: '2024-08-01',
      endsOn: '2024-12-31',
    });
    const coming = right({
      id: '09902/r1',
      institution: heiB,
      startsOn: '2027-01-01',
      states: states(['OPTION', '2027-01-01']),
    });
    const finding = studyLevel({ studyRights: rights(old, right(), coming) }, today);
    expect(finding.value).toBe('HIGHER_EDUCATION_DEGREE');
    expect(finding.levels.map(({ level, current }) => [level, current])).toEqual([
      ['EXCHANGE', false],
      ['HIGHER_EDUCATION_DEGREE', true],
      ['HIGHER_EDUCATION_DEGREE', true],
    ]);
  });

  it.each([
    ['levels differ', rights(right(), right({ id: '09902/r1', type: 'DOCTORATE' })), 'PLACES_DIFFER'],
    ['a type is unknown', rights(right(), right({ id: '09902/r1', type: 'UNKNOWN' })), 'LEVEL_UNKNOWN'],
    ['the only type is unknown', rights(right({ type: 'UNKNOWN' })), 'LEVEL_UNKNOWN'],
    ['VIRTA has no right: second-degree studies are not in it (P10)', nothing.studyRights, 'LEVEL_UNKNOWN'],
    ['all rights have ended', rights(right({ endsOn: '2026-09-30' })), 'LEVEL_UNKNOWN'],
    ['a record could not be read', list('VIRTA', [right()], false), 'RECORD_UNREADABLE'],
    ['rights did not come', null, 'INPUT_UNAVAILABLE'],
  ] as const)('has no value when %s', (_name, studyRights, code) => {
    expect(studyLevel({ studyRights }, today)).toMatchObject({
      value: null,
      missing: [{ reason: { code } }],
    });
  });

  it.each(nonAnswers)('has no value when rights are %s', (state) => {
    const finding = studyLevel({ studyRights: { ...rights(right()), state } }, today);
    expect(finding).toMatchObject({ value: null, levels: [], missing: [{ state }] });
  });
});
