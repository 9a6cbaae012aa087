import { describe, expect, it } from 'vitest';
import type { StudyRight } from '../../subgraphs/findings/required-facts.ts';
import { studyLevel } from '../../subgraphs/findings/rules/study-level.ts';
import { admissions, heiB, list, nonAnswers, nothing, place, right, rights, states, today } from './facts.ts';

const contradicted = (more: Partial<StudyRight> = {}) =>
  right({ id: '09902/r1', states: [...right().states, ...states(['ENDED', '2026-08-01'])], ...more });
const phase = (classifications: StudyRight['classifications']) => ({
  startsOn: '2026-08-01',
  endsOn: null,
  language: 'en',
  classifications,
});

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
    ['VIRTA has no right', nothing.studyRights, 'NO_STUDY_RIGHT'],
    ['all rights have ended', rights(right({ endsOn: '2026-09-30' })), 'NO_RIGHT_IN_FORCE'],
    [
      'the only right was given up before it began',
      rights(right({ startsOn: '2027-01-01', states: states(['DISCONTINUED', '2027-01-01']) })),
      'NO_RIGHT_IN_FORCE',
    ],
    ['the state of the only right is contradicted', rights(contradicted()), 'RECORDS_CONTRADICT'],
    [
      'the phases of today contradict each other',
      rights(
        right({ classifications: ['INCOMING_EXCHANGE'], phases: [phase(['INCOMING_EXCHANGE']), phase([])] }),
      ),
      'RECORDS_CONTRADICT',
    ],
    ['a record could not be read', list('VIRTA', [right()], false), 'RECORD_UNREADABLE'],
    ['rights did not come', null, 'INPUT_UNAVAILABLE'],
  ] as const)('has no value when %s', (_name, studyRights, code) => {
    expect(studyLevel({ studyRights }, today)).toMatchObject({
      value: null,
      missing: [{ reason: { code } }],
    });
  });

  it.each([
    [
      'an open-university right',
      right({ id: '09902/r1', type: 'OPEN_UNIVERSITY' }),
      'HIGHER_EDUCATION_DEGREE',
    ],
    ['one whose state is contradicted, of the same level', contradicted(), 'HIGHER_EDUCATION_DEGREE'],
    ['one whose state is contradicted, of another level', contradicted({ type: 'DOCTORATE' }), null],
  ] as const)('beside %s a degree right gives %s', (_name, other, value) => {
    for (const both of [rights(right(), other), rights(other, right())])
      expect(studyLevel({ studyRights: both }, today).value).toBe(value);
  });

  it('does not say that a right has ended whose state is contradicted', () => {
    const { levels } = studyLevel({ studyRights: rights(contradicted()) }, today);
    expect(levels).toMatchObject([{ current: null }]);
  });

  it.each([
    ['UPPER_SECONDARY', 'BINDING', { state: 'NOT_COVERED', reason: { code: 'NOT_COVERED' } }],
    ['UPPER_SECONDARY', 'DECLINED', { state: 'KNOWN_NONE', reason: { code: 'NO_STUDY_RIGHT' } }],
    ['HIGHER_EDUCATION', 'BINDING', { state: 'KNOWN_NONE', reason: { code: 'NO_STUDY_RIGHT' } }],
    ['UNKNOWN', 'BINDING', { state: 'KNOWN_NONE', reason: { code: 'NO_STUDY_RIGHT' } }],
  ] as const)(
    'of somebody with a place of level %s (%s) and no right is not covered, or not there',
    (educationLevel, acceptance, why) => {
      const facts = { ...nothing, admissions: admissions(place({ educationLevel, acceptance })) };
      expect(studyLevel(facts, today)).toMatchObject({
        value: null,
        missing: [{ fact: 'studyRights', ...why }],
      });
      // A higher-education place beside it may have a right that is not there yet.
      const both = {
        ...nothing,
        admissions: admissions(place({ educationLevel }), place({ id: 'place-2' })),
      };
      expect(studyLevel(both, today)).toMatchObject({ missing: [{ reason: { code: 'NO_STUDY_RIGHT' } }] });
    },
  );

  it.each(nonAnswers)('has no value when rights are %s', (state) => {
    const finding = studyLevel({ studyRights: { ...rights(right()), state } }, today);
    expect(finding).toMatchObject({ value: null, levels: [], missing: [{ state }] });
  });
});
