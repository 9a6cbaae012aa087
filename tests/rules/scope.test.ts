import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FactName, RequiredFacts } from '../../subgraphs/findings/required-facts.ts';
import { nextSteps } from '../../subgraphs/findings/rules/next-steps.ts';
import { sourcesAgree } from '../../subgraphs/findings/rules/sources-agree.ts';
import { deniedFact } from '../../subgraphs/registry/denied-fact.ts';
import { answeredFacts } from './arbitrary-facts.ts';
import { admissions, baseline, noRow, place, registration, registrations, rows, today } from './facts.ts';

const dispensable = ['feePayments', 'termRegistrations', 'termFees'] as const;

/** The facts as they come for a purpose that does not give some of them; of places, what goes with them is null. */
function without(facts: RequiredFacts, names: readonly FactName[]): RequiredFacts {
  const nothing = {
    items: null,
    complete: null,
    due: null,
    payments: null,
    byStudyRight: null,
    citizenships: null,
  };
  const denied = names.map(
    (name) => [name, { ...deniedFact('VIRTA', 'NOT_PERMITTED'), ...nothing }] as const,
  );
  const scoped: RequiredFacts = { ...facts, ...Object.fromEntries(denied) };
  const { admissions: places } = scoped;
  if (!names.includes('termRegistrations') || !places) return scoped;
  const items = places.items?.map((one) => ({ ...one, firstRegistration: null })) ?? null;
  return { ...scoped, admissions: { ...places, items } };
}

const someOf = fc.subarray([...dispensable]);

describe('agreement of the registries, for a purpose that gives only some of what it compares', () => {
  it('is judged by the comparisons that are left: the same ones as with everything', () => {
    fc.assert(
      fc.property(answeredFacts, someOf, (facts, names) => {
        const [part, whole] = [sourcesAgree(without(facts, names), today), sourcesAgree(facts, today)];
        expect(whole.comparisons).toEqual(expect.arrayContaining([...part.comparisons]));
        if (part.value === false) expect(whole.value).not.toBe(true);
        if (part.value !== null) expect(part.comparisons.length).toBeGreaterThan(0);
        expect(part.missing.filter(({ state }) => state === 'NOT_PERMITTED')).toEqual([]);
        expect(part.outOfScope.map(({ fact }) => fact).sort()).toEqual([...names].sort());
      }),
    );
  });

  it('compares the fee alone without registrations, and the enrolment alone without fees', () => {
    const absent = { ...baseline, termRegistrations: registrations(registration('ABSENT')) };
    expect(sourcesAgree(absent, today).value).toBe(false);
    const fee = sourcesAgree(without(absent, ['termRegistrations']), today);
    expect([fee.value, fee.comparisons.map(({ subject }) => subject)]).toEqual([true, ['TUITION_FEE']]);
    const enrolment = sourcesAgree(without(absent, ['feePayments', 'termFees']), today);
    expect([enrolment.value, enrolment.comparisons.map(({ subject }) => subject)]).toEqual([
      false,
      ['ENROLMENT'],
    ]);
  });

  it('is not there when nothing is left to compare, and says that nothing is reported', () => {
    const facts = without({ ...baseline, feePayments: rows(noRow()) }, ['termRegistrations']);
    expect(sourcesAgree(facts, today)).toMatchObject({
      determination: 'UNDETERMINED',
      missing: [{ reason: { code: 'NOT_REPORTED' } }],
    });
  });

  it.each(['admissions', 'studyRights'] as const)('cannot do without %s', (name) => {
    const finding = sourcesAgree(without(baseline, [name]), today);
    expect(finding.missing).toMatchObject([{ fact: name, state: 'NOT_PERMITTED' }]);
    expect(finding.outOfScope).toEqual([]);
  });

  it('counts a consent that lacks as missing', () => {
    const termRegistrations = {
      ...deniedFact('VIRTA', 'CONSENT_REQUIRED'),
      items: null,
      complete: null,
    };
    expect(sourcesAgree({ ...baseline, termRegistrations }, today)).toMatchObject({
      determination: 'UNDETERMINED',
      missing: [{ fact: 'termRegistrations', state: 'CONSENT_REQUIRED' }],
      outOfScope: [],
    });
  });
});

describe('next steps, for a purpose that gives only some of what they follow from', () => {
  const scopes = fc.subarray([...dispensable, 'admissions', 'admissionConditions', 'identity'] as const);

  it('are determined whenever what is given is whole, and name no fact that is not given', () => {
    fc.assert(
      fc.property(answeredFacts, scopes, (facts, names) => {
        const finding = nextSteps(without(facts, names), today);
        const denied = new Set<string>(names);
        expect(finding.items.filter(({ fact }) => denied.has(fact))).toEqual([]);
        expect(finding.missing.filter(({ fact }) => denied.has(fact))).toEqual([]);
        expect(finding.outOfScope.map(({ fact }) => fact).sort()).toEqual([...names].sort());
        if (nextSteps(facts, today).determination === 'DETERMINED')
          expect(finding.determination).toBe('DETERMINED');
      }),
    );
  });

  it('ask nobody to decide a fee obligation that the purpose does not give', () => {
    const masked = admissions(place({ feeObligation: null, feePayment: null }));
    const facts = without({ ...baseline, admissions: masked }, ['feePayments', 'termFees']);
    expect(nextSteps(facts, today)).toMatchObject({ determination: 'DETERMINED', items: [] });
  });

  it('say nothing where the purpose gives neither places nor rights', () => {
    expect(nextSteps(without(baseline, ['admissions', 'studyRights']), today)).toMatchObject({
      determination: 'UNDETERMINED',
      missing: [
        { fact: 'admissions', state: 'NOT_PERMITTED' },
        { fact: 'studyRights', state: 'NOT_PERMITTED' },
      ],
    });
  });
});
