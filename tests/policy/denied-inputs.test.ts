import { Kind, type ObjectTypeDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { inputOf } from '../../subgraphs/fees/admissions-input.ts';
import { findings } from '../../subgraphs/findings/index.ts';
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
import { tuitionFees } from '../../subgraphs/findings/rules/tuition-fees.ts';
import type { Denial } from '../../subgraphs/registry/decision.ts';
import { deniedFact } from '../../subgraphs/registry/denied-fact.ts';
import { sdlOf } from '../../subgraphs/registry/sdl.ts';

const day = '2027-04-01';
const rules: Readonly<Record<string, (facts: RequiredFacts) => Finding>> = {
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
  nextSteps: (facts) => nextSteps(facts, day),
};
const denials = [
  { denial: 'NOT_PERMITTED', state: 'NOT_PERMITTED', code: 'NOT_PERMITTED_FOR_PURPOSE' },
  { denial: 'POLICY_NOT_EVALUATED', state: 'NOT_PERMITTED', code: 'POLICY_NOT_EVALUATED' },
  { denial: 'CONSENT_REQUIRED', state: 'CONSENT_REQUIRED', code: 'CONSENT_NOT_GIVEN' },
  { denial: 'CONSENT_UNVERIFIABLE', state: 'CONSENT_UNVERIFIABLE', code: 'CONSENT_NOT_VERIFIABLE' },
] as const;

/** Every fact that a rule may read, denied. */
function allDenied(denial: Denial): RequiredFacts {
  const list = { ...deniedFact('VIRTA', denial), items: null, complete: null };
  return {
    identity: { ...deniedFact('ONR', denial), citizenships: null },
    admissions: list,
    admissionConditions: list,
    feePayments: list,
    studyRights: list,
    termRegistrations: list,
    termFees: { ...list, due: null, payments: null },
    studyProgress: { ...list, byStudyRight: null },
  };
}

describe.each(denials)('a rule whose inputs are denied ($denial)', ({ denial, state, code }) => {
  it.each(Object.keys(rules))('reaches no value, and names them and why: %s', (name) => {
    const finding = rules[name]?.(allDenied(denial));
    const inputs: readonly FactName[] = finding?.inputs.map(({ fact }) => fact) ?? [];
    expect(finding?.determination).toBe('UNDETERMINED');
    expect(finding?.missing.length).toBeGreaterThan(0);
    expect(finding?.missing.filter(({ fact }) => !inputs.includes(fact))).toEqual([]);
    expect(new Set(finding?.missing.map((one) => `${one.state} ${one.reason.code}`))).toEqual(
      new Set([`${state} ${code}`]),
    );
    expect(new Set(finding?.inputs.map((input) => input.state))).toEqual(new Set([state]));
    if (finding !== undefined && 'value' in finding) expect(finding.value).toBeNull();
  });

  it('shows no fees side by side', () => {
    const fact = tuitionFees(allDenied(denial), day);
    expect(fact).toMatchObject({ state, reason: { code }, items: null });
  });

  it('tells nobody to do anything about it', () => {
    expect(nextSteps(allDenied(denial), day).items).toEqual([]);
  });

  it('is what a register says that is asked by study places: they are denied, it has not failed', () => {
    const lookup = {
      personOids: ['1.2.246.562.24.00000009011'],
      resolution: 'RESOLVED',
      nonDisclosure: false,
    } as const;
    const student = { lookup, admissions: { ...deniedFact('OPINTOPOLKU', denial), items: null } };
    const input = inputOf({ registry: 'TUITION_FEE_REGISTER', none: 'NO_APPLICATION_OPTION' }, student);
    expect(input).toMatchObject({
      open: false,
      fact: { state, reason: { code }, source: { registry: 'TUITION_FEE_REGISTER', servedFrom: 'NOTHING' } },
    });
  });
});

describe('the facts that a derived field requires', () => {
  const student = parse(sdlOf(findings.name, findings.required)).definitions.find(
    (definition): definition is ObjectTypeDefinitionNode =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Student',
  );
  const required = (student?.fields ?? []).flatMap(({ name, directives }) => {
    const argument = directives?.find((one) => one.name.value === 'requires')?.arguments?.[0]?.value;
    return argument?.kind === Kind.STRING ? [{ field: name.value, fields: argument.value }] : [];
  });

  it('come with state and reason, so that a denied one is seen as denied', () => {
    const bare = required.flatMap(({ field, fields }) => {
      const [operation] = parse(`{ ${fields} }`).definitions;
      const facts = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
      return facts.flatMap((fact) => {
        if (fact.kind !== Kind.FIELD) return [`${field}: a fragment`];
        const asked = (fact.selectionSet?.selections ?? []).flatMap((one) =>
          one.kind === Kind.FIELD ? [one.name.value] : [],
        );
        return asked.includes('state') && asked.includes('reason') ? [] : [`${field}: ${fact.name.value}`];
      });
    });
    expect(required).toHaveLength(11);
    expect(bare).toEqual([]);
  });
});
