import { describe, expect, it } from 'vitest';
import type {
  Admission,
  RequiredFacts,
  StudyRight,
  StudyRightState,
} from '../../subgraphs/findings/required-facts.ts';
import { bindingStudyPlace } from '../../subgraphs/findings/rules/binding-study-place.ts';
import { standingOf } from '../../subgraphs/findings/rules/counting-places.ts';
import { addDays } from '../../subgraphs/findings/rules/days.ts';
import {
  admissions,
  condition,
  conditions,
  downList,
  heiA,
  heiB,
  institution,
  list,
  nothing,
  place,
  right,
  rights,
  states,
} from './facts.ts';

const plain = conditions(condition(), condition({ admissionId: 'old' }));
const old = place({ id: 'old', startYear: 2019 });
const studied = right({
  startsOn: '2019-08-01',
  endsOn: null,
  states: states(['ACTIVE', '2019-08-01'], ['CONCLUDED', '2022-06-15']),
});

function standing(one: Admission, more: Partial<RequiredFacts>, today: string) {
  const facts = { ...nothing, admissions: admissions(one), admissionConditions: plain, ...more };
  const found = standingOf(one, facts, today);
  const reason = found.kind === 'UNDETERMINED' ? found.missing[0]?.reason : found.reason;
  return [found.kind, reason?.code ?? null];
}

function binding(places: readonly Admission[], more: Partial<RequiredFacts>, today = '2026-06-20') {
  return bindingStudyPlace(
    { ...nothing, admissionConditions: plain, admissions: admissions(...places), ...more },
    today,
  );
}

describe('a place', () => {
  const own = right();
  it.each([
    ['before its start', '2026-03-01', {}, 'COUNTS'],
    ['on the last day of its first term', '2026-12-31', {}, 'COUNTS'],
    ['the day after, without a right', '2027-01-01', {}, 'OLD'],
    ['the day after, with its right', '2027-01-01', { studyRights: rights(own) }, 'COUNTS'],
    ['when its right is an option', '2027-01-01', withStates(['OPTION', '2026-08-01']), 'COUNTS'],
    ['when its right is given up', '2027-01-01', withStates(['DISCONTINUED', '2026-09-01']), 'OLD'],
    ['with a right elsewhere', '2027-01-01', { studyRights: rights(right({ institution: heiB })) }, 'OLD'],
    ['200 days from its right', '2027-03-01', startingOn(addDays('2026-08-01', 200)), 'COUNTS'],
    ['201 days from its right', '2027-03-01', startingOn(addDays('2026-08-01', 201)), 'OLD'],
    ['200 days after its right', '2027-03-01', startingOn(addDays('2026-08-01', -200)), 'COUNTS'],
    ['201 days after its right', '2027-03-01', startingOn(addDays('2026-08-01', -201)), 'OLD'],
    ['merged into the right’s institution', '2027-03-01', inRole('MERGED_GRANTOR'), 'COUNTS'],
    ['taught for the right’s institution', '2027-03-01', inRole('ORGANISING'), 'COUNTS'],
    ['in another role', '2027-03-01', inRole('SOURCE'), 'OLD'],
  ] as const)('%s', (...[, today, more, kind]) => {
    expect(standing(place(), more, today)[0]).toBe(kind);
  });

  it.each([
    ['VIRTA did not answer', { studyRights: downList('VIRTA') }, 'TIMEOUT'],
    ['a right could not be read', { studyRights: list('VIRTA', [], false) }, 'RECORD_UNREADABLE'],
    ['its state ran out', { studyRights: rights(ranOut()) }, 'STATE_RAN_OUT'],
    ['its state is not known', withStates(['UNKNOWN', '2026-08-01']), 'RECORD_UNREADABLE'],
    [
      'institutions cannot be compared',
      { studyRights: rights(right({ institution: institution(null, '1.2.246.562.10.5') })) },
      'INSTITUTION_NOT_MATCHED',
    ],
  ] as const)('that may be over is undetermined when %s', (_case, more, code) => {
    const one = place({ institution: institution('09901', '1.2.246.562.10.9') });
    const bare = { ...one, institution: { ...one.institution, oid: null } };
    const asked = code === 'INSTITUTION_NOT_MATCHED' ? bare : place();
    expect(standing(asked, more, '2027-03-01')).toEqual(['UNDETERMINED', code]);
  });

  it('of upper secondary education cannot be told after its first term: VIRTA has no right of it', () => {
    const one = place({ educationLevel: 'UPPER_SECONDARY' });
    expect(standing(one, {}, '2026-12-31')).toEqual(['COUNTS', null]);
    expect(standing(one, {}, '2027-01-01')).toEqual(['UNDETERMINED', 'NOT_COVERED']);
  });

  it.each([{ startYear: null }, { startSeason: null }])('without a start (%j)', (more) => {
    const one = place(more);
    // 21.30 UTC on the 10th is the 11th in Finland.
    const by = conditions(condition({ acceptanceDeadlineAt: '2026-07-10T21:30:00.000Z' }));
    const at = (today: string) => standing(one, { admissionConditions: by }, today);
    expect(at('2026-06-01')).toEqual(['COUNTS', 'START_UNKNOWN']);
    expect(at('2027-07-11')).toEqual(['COUNTS', 'START_UNKNOWN']);
    expect(at('2027-07-12')).toEqual(['OLD', 'OLD_PLACES']);
    expect(standing(one, {}, '2026-06-01')).toEqual(['UNDETERMINED', 'START_UNKNOWN']);
    const silent = { admissionConditions: downList('OPINTOPOLKU') };
    expect(standing(one, silent, '2026-06-01')).toEqual(['UNDETERMINED', 'START_UNKNOWN']);
  });
});

describe('old places', () => {
  it('decide nothing beside one that counts, and are listed as old', () => {
    const next = place({ acceptance: 'PENDING' });
    const finding = binding([old, next], { studyRights: rights(studied) });
    expect(finding).toMatchObject({ determination: 'DETERMINED', value: 'NOT_ACCEPTED' });
    expect(finding.places).toMatchObject([
      { admissionId: 'old', old: true, value: null, reason: { code: 'OLD_PLACES' } },
      { admissionId: 'place-1', old: false, value: 'NOT_ACCEPTED', reason: null },
    ]);
  });

  it('alone say nothing of today, accepted or not', () => {
    for (const acceptance of ['BINDING', 'PENDING', 'DECLINED'] as const) {
      const finding = binding([{ ...old, acceptance }], { studyRights: rights(studied) });
      expect(finding).toMatchObject({ value: null, missing: [{ reason: { code: 'OLD_PLACES' } }] });
    }
  });

  it('that may still count leave open only what they could change', () => {
    const silent = { studyRights: downList('VIRTA') };
    const firm = place({ acceptance: 'WAITING_FOR_HIGHER_PREFERENCE' });
    expect(binding([old, firm], silent)).toMatchObject({ value: null, missing: [{ fact: 'studyRights' }] });
    const declined = { ...old, acceptance: 'DECLINED' } as const;
    expect(binding([declined, firm], silent).value).toBe('WAITING_FOR_HIGHER_PREFERENCE');
    expect(binding([old, place()], silent).value).toBe('BINDING');
  });
});

function withStates(...periods: readonly (readonly [StudyRightState, string])[]): Partial<RequiredFacts> {
  return { studyRights: rights(right({ states: states(...periods) })) };
}

function startingOn(startsOn: string): Partial<RequiredFacts> {
  return { studyRights: rights(right({ startsOn, states: states(['ACTIVE', startsOn]) })) };
}

function inRole(role: 'MERGED_GRANTOR' | 'ORGANISING' | 'SOURCE'): Partial<RequiredFacts> {
  return {
    studyRights: rights(right({ institution: heiB, institutionRoles: [{ role, institution: heiA }] })),
  };
}

function ranOut(): StudyRight {
  return right({ states: [{ state: 'ACTIVE', startsOn: '2026-08-01', endsOn: '2026-12-31' }] });
}
