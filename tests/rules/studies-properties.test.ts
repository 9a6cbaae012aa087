import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RequiredFacts } from '../../subgraphs/findings/required-facts.ts';
import { attendance } from '../../subgraphs/findings/rules/attendance.ts';
import { institutionChange } from '../../subgraphs/findings/rules/institution-change.ts';
import { studiesStarted } from '../../subgraphs/findings/rules/studies-started.ts';
import { studyLevel } from '../../subgraphs/findings/rules/study-level.ts';
import { studyRightValidity } from '../../subgraphs/findings/rules/study-right-validity.ts';
import { days, factsOf, type Studies, studies } from './arbitrary-rights.ts';
import { heiA, nonAnswers, registration, right, states } from './facts.ts';

const rules = { studyRightValidity, attendance, studiesStarted, studyLevel, institutionChange } as const;
const ruleNames = Object.entries(rules);
type Judge = (typeof rules)[keyof typeof rules];

/** A finding without the order of its lists. */
function said(judge: Judge, facts: RequiredFacts, day: string): string {
  const { rule: _rule, inputs: _inputs, ...finding } = judge(facts, day);
  return inOneOrder(finding);
}

function inOneOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneOrder).toSorted().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}:${inOneOrder(inner)}`)
    .toSorted()
    .join()}}`;
}

const shuffled = <T>(list: readonly T[]) =>
  fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });

/** The same studies, each list in another order. */
const otherOrder = (drawn: Studies): fc.Arbitrary<Studies> =>
  fc
    .tuple(
      shuffled(drawn.rights),
      shuffled(drawn.registrations),
      shuffled(drawn.progress),
      fc.tuple(...drawn.rights.map((each) => fc.tuple(shuffled(each.states), shuffled(each.phases)))),
    )
    .map(([rights, registrations, progress, periods]) => ({
      registrations,
      progress,
      rights: rights.map((each) => {
        const [ofStates, phases] = periods[drawn.rights.indexOf(each)] ?? [each.states, each.phases];
        return { ...each, states: ofStates, phases };
      }),
    }));

/** Institutions and keys under names of another order. */
const otherNames: Readonly<Record<string, string>> = { '09901': '09953', '09902': '09952', '09903': '09951' };
function renamed(drawn: Studies): Studies {
  const text = JSON.stringify(drawn).replaceAll(/0990[123]/g, (code) => otherNames[code] ?? code);
  return JSON.parse(text.replaceAll('/r1', '/z').replaceAll('/r2', '/a'));
}

describe.each(ruleNames)('%s over drawn studies', (_name, judge) => {
  it('says the same whichever order a registry uses', () => {
    const pairs = studies.chain((drawn) => fc.tuple(fc.constant(drawn), otherOrder(drawn)));
    fc.assert(
      fc.property(pairs, days, ([one, other], day) => {
        expect(said(judge, factsOf(other), day)).toBe(said(judge, factsOf(one), day));
      }),
      { numRuns: 1000 },
    );
  });

  it('says the same whatever institutions and keys are called', () => {
    fc.assert(
      fc.property(studies, days, (drawn, day) => {
        const { value, missing } = judge(factsOf(renamed(drawn)), day);
        const before = judge(factsOf(drawn), day);
        expect([value, inOneOrder(missing)]).toEqual([before.value, inOneOrder(before.missing)]);
      }),
      { numRuns: 500 },
    );
  });

  it('says nothing false while a registry is silent', () => {
    const silences = fc.record({
      name: fc.constantFrom('studyRights', 'termRegistrations', 'studyProgress'),
      state: fc.constantFrom(null, ...nonAnswers),
    });
    fc.assert(
      fc.property(studies, days, silences, (drawn, day, { name, state }) => {
        const facts = factsOf(drawn);
        const silent = { ...facts, [name]: state === null ? null : { ...facts[name], state } };
        const { value, inputs } = judge(silent, day);
        if (inputs.some(({ fact }) => fact === name)) expect(value).not.toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('states of a right that nobody understands', () => {
  const unread = (drawn: Studies): Studies => ({
    ...drawn,
    rights: drawn.rights.map((each, index) => {
      const states = each.states.map((period) => ({ ...period, state: 'UNKNOWN' as const }));
      return index === 0 ? { ...each, states } : each;
    }),
  });

  it.each([
    ['validity', studyRightValidity],
    ['start', studiesStarted],
    ['change of institution', institutionChange],
  ] as const)('turn no yes into no, and no no into yes: %s', (_name, judge) => {
    fc.assert(
      fc.property(studies, days, (drawn, day) => {
        const before = judge(factsOf(drawn), day).value;
        if (before !== null) expect([before, null]).toContain(judge(factsOf(unread(drawn)), day).value);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an old right of the institution, with a registration of its time,', () => {
  const old = right({
    id: '09901/old',
    startsOn: '2014-08-01',
    endsOn: '2019-07-31',
    states: states(['ACTIVE', '2014-08-01'], ['DISCONTINUED', '2018-05-31']),
    institution: heiA,
  });
  const its = registration('PRESENT', { studyRightId: old.id, startsOn: '2018-01-01', endsOn: '2018-07-31' });

  it.each([
    ['validity', studyRightValidity],
    ['attendance', attendance],
    ['level', studyLevel],
  ] as const)('changes nothing that the present decides: %s', (_name, judge) => {
    fc.assert(
      fc.property(studies, days, (drawn, day) => {
        const { value } = judge(factsOf(drawn), day);
        const more = {
          ...drawn,
          rights: [old, ...drawn.rights],
          registrations: [its, ...drawn.registrations],
        };
        if (value !== null) expect(judge(factsOf(more), day).value).toBe(value);
      }),
      { numRuns: 500 },
    );
  });
});
