import { describe, expect, it } from 'vitest';
import { studiesStarted } from '../../subgraphs/findings/rules/studies-started.ts';
import type { OpenSpan } from '../../subgraphs/registry/in-force.ts';
import {
  attainment,
  autumn,
  heiB,
  list,
  nonAnswers,
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
const recognised = (day: string) => progress({ ...attainment(day), firstDoneOn: null, latestDoneOn: null });
const absentIn = (...spans: readonly OpenSpan[]) =>
  registrations(...spans.map((span) => registration('ABSENT', span)));
const givenUp = right({ states: states(['DISCONTINUED', '2026-08-01']) });

describe('start of studies that is not recorded', () => {
  it.each(['2026-09-01', termEnds, '2027-03-01'])('is too early to deny on %s', (day) => {
    const facts = { ...nothing, studyRights, termRegistrations: absentIn(autumn, spring) };
    const finding = studiesStarted(facts, day);
    expect(finding).toMatchObject({ value: null, byStudyRight: [{ started: null, notBefore: lagIsOver }] });
    expect(finding.missing.map(({ reason }) => reason.code)).toEqual(['TOO_EARLY']);
  });

  describe('when the lag is over', () => {
    const whole = { startsOn: '2026-08-01', endsOn: '2027-07-31' };

    it.each([
      ['each term', absentIn(autumn, spring)],
      ['the whole year', absentIn(whole)],
      ['each term, without an end', absentIn({ ...autumn, endsOn: null }, { ...spring, endsOn: null })],
      [
        'each term of either kind, and presence is to come',
        registrations(
          registration('ABSENT_STATUTORY'),
          registration('ABSENT', spring),
          registration('PRESENT', { startsOn: '2027-08-01', endsOn: '2027-12-31' }),
        ),
      ],
      ['each term for all rights', registrations(registration('ABSENT', { ...whole, studyRightId: null }))],
    ] as const)('has not started: absent %s', (_name, termRegistrations) => {
      const finding = studiesStarted({ ...nothing, studyRights, termRegistrations }, lagIsOver);
      expect(finding).toMatchObject({
        determination: 'DETERMINED',
        value: false,
        byStudyRight: [{ started: false, startedOn: null }],
      });
    });

    it('has not started under a right that was given up after a term of absence', () => {
      const studyRights = rights(
        right({ states: states(['ACTIVE', '2026-08-01'], ['DISCONTINUED', '2027-01-01']) }),
      );
      expect(
        studiesStarted({ ...nothing, studyRights, termRegistrations: absentIn(autumn) }, lagIsOver).value,
      ).toBe(false);
    });

    it.each([
      ['nothing is recorded', {}, ['NOT_REPORTED']],
      ['one term is not registered', { termRegistrations: absentIn(autumn) }, ['NOT_REPORTED']],
      [
        'a part of a term is not',
        { termRegistrations: absentIn({ ...autumn, endsOn: '2026-11-30' }, spring) },
        ['NOT_REPORTED'],
      ],
      [
        'a term is registered as missing',
        { termRegistrations: registrations(registration('MISSING'), registration('ABSENT', spring)) },
        ['NOT_REPORTED'],
      ],
      [
        'a registration names a right that is not there',
        {
          termRegistrations: registrations(
            registration('ABSENT', whole),
            registration('PRESENT', { studyRightId: '09901/x' }),
          ),
        },
        ['NOT_REPORTED'],
      ],
      [
        'presence and absence are both recorded',
        { termRegistrations: registrations(registration('ABSENT', whole), registration('PRESENT')) },
        ['RECORDS_CONTRADICT'],
      ],
      [
        'credits are recognised',
        { termRegistrations: absentIn(whole), studyProgress: recognised('2026-10-19') },
        ['NOT_REPORTED'],
      ],
      [
        'the institution has credits under no right',
        { termRegistrations: absentIn(whole), studyProgress: attained('2026-10-19', null) },
        ['NOT_REPORTED'],
      ],
      [
        'the right was concluded',
        {
          termRegistrations: absentIn(whole),
          studyRights: rights(
            right({ states: states(['ACTIVE', '2026-08-01'], ['CONCLUDED', '2027-02-01']) }),
          ),
        },
        ['NOT_REPORTED'],
      ],
      [
        'another right was concluded',
        {
          termRegistrations: registrations(registration('ABSENT', whole)),
          studyRights: rights(
            right(),
            right({
              id: '09902/r1',
              institution: heiB,
              startsOn: null,
              states: states(['CONCLUDED', '2020-05-31']),
            }),
          ),
        },
        ['NOT_REPORTED'],
      ],
      ['it was given up on its first day', { studyRights: rights(givenUp) }, ['NOT_REPORTED']],
      [
        'it was given up before a term of presence',
        { studyRights: rights(givenUp), termRegistrations: registrations(registration('PRESENT')) },
        ['RIGHT_NOT_IN_FORCE'],
      ],
    ] as const)('neither has nor has not: %s', (_name, more, codes) => {
      const finding = studiesStarted({ ...nothing, studyRights, ...more }, lagIsOver);
      expect(finding.value).toBeNull();
      expect(finding.missing.map(({ reason }) => reason.code)).toEqual(codes);
    });
  });

  it.each([
    ['registrations', { termRegistrations: list('VIRTA', [registration('ABSENT')], false) }],
    ['attainments', { studyProgress: { ...attained('2026-10-19', null), complete: false } }],
    ['rights', { studyRights: list('VIRTA', [right()], false) }],
    ['a registration of an unknown state', { termRegistrations: registrations(registration('UNKNOWN')) }],
  ] as const)('never says no while a record could not be read: %s', (_name, more) => {
    expect(studiesStarted({ ...nothing, studyRights, ...more }, lagIsOver)).toMatchObject({
      value: null,
      missing: expect.arrayContaining([
        expect.objectContaining({ reason: expect.objectContaining({ code: 'RECORD_UNREADABLE' }) }),
      ]),
    });
  });

  describe.each(['studyRights', 'termRegistrations', 'studyProgress'] as const)(
    'when %s is no answer',
    (name) => {
      it.each(nonAnswers)('%s: never says no', (state) => {
        const facts = { ...nothing, studyRights, termRegistrations: absentIn(autumn, spring) };
        expect(studiesStarted(facts, lagIsOver).value).toBe(false);
        const finding = studiesStarted({ ...facts, [name]: { ...facts[name], state } }, lagIsOver);
        expect(finding.value).toBeNull();
        expect(finding.missing.find(({ fact }) => fact === name)).toMatchObject({ state });
      });
    },
  );
});
