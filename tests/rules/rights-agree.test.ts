import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StudyRightState } from '../../subgraphs/findings/required-facts.ts';
import { attendance } from '../../subgraphs/findings/rules/attendance.ts';
import { studiesStarted } from '../../subgraphs/findings/rules/studies-started.ts';
import { studyLevel } from '../../subgraphs/findings/rules/study-level.ts';
import {
  type StudyRightValidity,
  studyRightValidity,
} from '../../subgraphs/findings/rules/study-right-validity.ts';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import { UnreadTexts } from '../../subgraphs/virta/facts/list-fact.ts';
import { studyRightOf } from '../../subgraphs/virta/facts/study-rights.ts';
import { days, statePeriods } from './arbitrary-rights.ts';
import { nothing, registration, registrations, rights } from './facts.ts';

const ends = ['CONCLUDED', 'PASSIVATED', 'DISCONTINUED', 'ENDED'] as const;
const institutions = loadInstitutions(null);
const codeOf = {
  ACTIVE: '1',
  OPTION: '2',
  CONCLUDED: '3',
  PASSIVATED: '4',
  DISCONTINUED: '5',
  ENDED: '6',
  ENDED_ONE_RIGHT_RULE: '7',
  UNKNOWN: '99',
} as const;

/** A right as VIRTA's XML has it, and the day on which it is read. */
const records = fc.record({
  startsOn: fc.option(days),
  endsOn: fc.option(days),
  states: statePeriods,
  day: days,
});

function read({ startsOn, endsOn, states, day }: typeof records extends fc.Arbitrary<infer R> ? R : never) {
  const record = {
    avain: 'r1',
    alkuPvm: startsOn,
    loppuPvm: endsOn,
    tyyppi: '4',
    myontaja: '09901',
    tilat: states.map((period) => ({
      koodi: codeOf[period.state],
      alkuPvm: period.startsOn,
      loppuPvm: period.endsOn,
    })),
    jaksot: [],
    opintopiste: null,
    lukuvuosimaksut: [],
    organisaatiot: [],
    ensisijaisuudet: [],
    liittyvat: [],
    siirrot: [],
    opintoviikko: null,
  };
  const right = studyRightOf(record, { institutions, today: day, unread: new UnreadTexts() });
  if (typeof right === 'string') throw new Error(right);
  return right;
}

describe('what is said of one right on one day', () => {
  it('never disagrees: state, validity, end, attendance, level and start', () => {
    const seen = new Map<boolean | null, number>();
    fc.assert(
      fc.property(records, (drawn) => {
        const right = read(drawn);
        const always = { studyRightId: right.id, startsOn: '2024-01-01', endsOn: '2028-12-31' };
        const termRegistrations = registrations(registration('PRESENT', always));
        const facts = { ...nothing, studyRights: rights(right), termRegistrations };
        const validity = studyRightValidity(facts, drawn.day);
        seen.set(validity.value, (seen.get(validity.value) ?? 0) + 1);

        const { value, missing } = attendance(facts, drawn.day);
        const told = {
          ended: [validity.endedOn !== null, validity.endState],
          attendance: [value, missing.map(({ reason }) => reason.code)],
          isCurrent: studyLevel(facts, drawn.day).levels[0]?.current,
          started: studiesStarted(facts, drawn.day).value,
        };
        expectAgreement(validity, right.currentState, told);
      }),
      { numRuns: 3000 },
    );
    // Each outcome was really drawn.
    expect([...seen.values()].every((times) => times > 100) && seen.size === 3).toBe(true);
  });
});

/** What must be told together, by what is told of validity. */
function expectAgreement(
  { value, missing }: StudyRightValidity,
  state: StudyRightState | null,
  told: Readonly<Record<'ended' | 'attendance' | 'isCurrent' | 'started', unknown>>,
): void {
  if (value === true) {
    expect(['ACTIVE', 'OPTION']).toContain(state);
    expect(told).toEqual({
      ended: [false, null],
      attendance: ['PRESENT', []],
      isCurrent: true,
      started: true,
    });
  } else if (value === false) {
    expect([null, ...ends]).toContain(state);
    if (state !== null) expect(told.ended).toEqual([true, expect.toBeOneOf([null, ...ends])]);
    expect(told.attendance).toEqual([null, ['RIGHT_NOT_IN_FORCE']]);
  } else {
    expect([null, 'UNKNOWN']).toContain(state);
    expect(told.ended).toEqual([false, null]);
    expect(told.attendance).toEqual([null, missing.map(({ reason }) => reason.code)]);
    expect(told.isCurrent).not.toBe(false);
  }
}
