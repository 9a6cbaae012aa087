import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FactName, RequiredFacts } from '../../subgraphs/findings/required-facts.ts';
import { attendance } from '../../subgraphs/findings/rules/attendance.ts';
import { bindingStudyPlace } from '../../subgraphs/findings/rules/binding-study-place.ts';
import type { Finding } from '../../subgraphs/findings/rules/finding.ts';
import { freeMovement } from '../../subgraphs/findings/rules/free-movement.ts';
import { institutionChange } from '../../subgraphs/findings/rules/institution-change.ts';
import { nextSteps } from '../../subgraphs/findings/rules/next-steps.ts';
import { sourcesAgree } from '../../subgraphs/findings/rules/sources-agree.ts';
import { studiesStarted } from '../../subgraphs/findings/rules/studies-started.ts';
import { studyLevel } from '../../subgraphs/findings/rules/study-level.ts';
import { studyRightValidity } from '../../subgraphs/findings/rules/study-right-validity.ts';
import { tuitionFeeRequirement } from '../../subgraphs/findings/rules/tuition-fee-requirement.ts';
import { answeredFacts, answers } from './arbitrary-facts.ts';
import { nonAnswers } from './facts.ts';

const day = '2027-04-01';
const factNames = [
  'identity',
  'admissions',
  'admissionConditions',
  'feePayments',
  'studyRights',
  'termRegistrations',
  'termFees',
  'studyProgress',
] as const satisfies readonly FactName[];

type Judge = (facts: RequiredFacts) => Finding & { readonly value: unknown };

const rules: Readonly<Record<string, Judge>> = {
  freeMovement: (facts) => freeMovement(facts, day),
  bindingStudyPlace: (facts) => bindingStudyPlace(facts, day),
  firstPermitFee: (facts) => tuitionFeeRequirement(facts, { phase: 'FIRST_PERMIT', today: day }),
  extensionFee: (facts) => tuitionFeeRequirement(facts, { phase: 'EXTENSION', today: day }),
  studyRightValidity: (facts) => studyRightValidity(facts, day),
  attendance: (facts) => attendance(facts, day),
  studiesStarted: (facts) => studiesStarted(facts, day),
  studyLevel: (facts) => studyLevel(facts, day),
  institutionChange: (facts) => institutionChange(facts, day),
  sourcesAgree: (facts) => sourcesAgree(facts, day),
};

/** Makes one fact no answer, its records still there as a careless reader could use them. */
const silences = fc.constantFrom(null, ...nonAnswers);

function silence(
  facts: RequiredFacts,
  name: FactName,
  state: (typeof nonAnswers)[number] | null,
): RequiredFacts {
  const fact = facts[name];
  return { ...facts, [name]: state === null || !fact ? null : { ...fact, state } };
}

describe.each(Object.entries(rules))('%s', (_name, judge) => {
  it('has a value exactly when nothing is missing', () => {
    fc.assert(
      fc.property(answeredFacts, (facts) => {
        const { determination, value, missing } = judge(facts);
        expect(value === null).toBe(determination === 'UNDETERMINED');
        expect(missing.length > 0).toBe(determination === 'UNDETERMINED');
      }),
    );
  });

  it.each(factNames)(
    'has a value without %s only if no answer of it could have changed the value',
    (name) => {
      fc.assert(
        fc.property(answeredFacts, silences, answers[name], (facts, state, answer) => {
          const { value } = judge(silence(facts, name, state));
          if (value !== null) expect(judge({ ...facts, [name]: answer }).value).toEqual(value);
        }),
        { numRuns: 200 },
      );
    },
  );

  it('names a silent fact with its own state among its inputs', () => {
    fc.assert(
      fc.property(answeredFacts, silences, fc.constantFrom(...factNames), (facts, state, name) => {
        const input = judge(silence(facts, name, state)).inputs.find(({ fact }) => fact === name);
        if (input !== undefined) expect(input.state).toBe(state ?? 'SOURCE_UNAVAILABLE');
      }),
    );
  });
});

describe('lists of which a record could not be read', () => {
  const lists = ['admissions', 'studyRights', 'termRegistrations', 'termFees', 'studyProgress'] as const;
  const negatives: readonly unknown[] = [false, 'OPEN', 'NOT_ACCEPTED', 'NOT_IN_REGISTER'];

  it.each(lists)('%s carries no negative', (name) => {
    fc.assert(
      fc.property(answeredFacts, (facts) => {
        const fact = facts[name];
        if (fact?.state !== 'KNOWN') return;
        const partial = { ...facts, [name]: { ...fact, complete: false } };
        for (const [rule, judge] of Object.entries(rules)) {
          const finding = judge(partial);
          const reads = finding.inputs.some((input) => input.fact === name);
          // Rights only tell whether a place counts: its negatives come from the register of places.
          const isAside = rule === 'bindingStudyPlace' && name === 'studyRights';
          if (reads && !isAside) expect(negatives).not.toContain(finding.value);
        }
      }),
    );
  });
});

describe('next steps', () => {
  it.each(factNames)('are undetermined without %s when they read it, and keep to what is known', (name) => {
    fc.assert(
      fc.property(answeredFacts, silences, (facts, state) => {
        const finding = nextSteps(silence(facts, name, state), day);
        const known = nextSteps(facts, day);
        const isFee = (kind: string) => kind === 'PAY_OR_SHOW_FUNDS' || kind === 'RECORD_PAYMENT';
        const feeSteps = finding.items.filter(({ kind }) => isFee(kind));
        if (name !== 'admissions') expect(known.items).toEqual(expect.arrayContaining([...feeSteps]));
        if (finding.determination === 'UNDETERMINED') expect(finding.missing.length).toBeGreaterThan(0);
      }),
    );
  });
});
