import { type ExecutionResult, graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import { findings } from '../../subgraphs/findings/index.ts';
import type { RequiredFacts } from '../../subgraphs/findings/required-facts.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import { sandboxGrant } from '../grants.ts';
import { requestContext } from '../request-context.ts';
import { admissions, baseline, condition, conditions, noRow, place, rows, today } from './facts.ts';

const clock = createClock(today);
const institutions = new URL('../../mocks/institutions.json', import.meta.url).pathname;

function subgraph() {
  const configured = findings.configure({});
  if (!configured.ok) throw new Error(configured.problems.join('; '));
  const closing = () => undefined;
  return configured.build({
    clock,
    callerId: 'test',
    institutions: loadInstitutions(institutions),
    onlyMocks: false,
    onClose: closing,
  });
}

const schema = subgraph();
const label = '{ fi sv en }';
const frame = `determination determinationLabel ${label} validOn rule { id version text ${label} }
  inputs { fact registry state stateLabel ${label} observedAt }
  missing { fact state stateLabel ${label} reason { code message ${label} retryAt whoCanFix } }`;

async function derive(selection: string, facts: RequiredFacts): Promise<ExecutionResult> {
  const source = `query($student: [_Any!]!) { _entities(representations: $student) { ... on Student { ${selection} } } }`;
  const student = [{ __typename: 'Student', oppijanumero: '1.2.246.562.24.00000009000', ...facts }];
  const contextValue = requestContext({ clock, requestId: 'r', grant: sandboxGrant });
  return graphql({ schema, source, variableValues: { student }, contextValue });
}

const everything = `
  freeMovement { ${frame} value citizenshipCodes }
  bindingStudyPlace { ${frame} value valueLabel ${label} places { admissionId institution { code name ${label} } applicationOption { oid name ${label} } value valueLabel ${label} condition ${label} } }
  tuitionFeeRequirement { ${frame} phase value valueLabel ${label} basis basisLabel ${label} conflict places { admissionId studyRightIds institution { code } value valueLabel ${label} basis basisLabel ${label} due { cents currency } open { cents } conflict } }
  tuitionFees { state stateLabel ${label} source { registry servedFrom observedAt } items { registerState registerStateLabel ${label} registerPayment registerPaymentLabel ${label} feeObligationLabel ${label} fullyPaidInVirta } }
  studyRightValidity { ${frame} value validStudyRightIds endedOn endState endStateLabel ${label} }
  attendance { ${frame} termStartsOn termEndsOn value valueLabel ${label} registrations { studyRightId institution { code oid name ${label} } state stateLabel ${label} startsOn endsOn } }
  studiesStarted { ${frame} value byStudyRight { studyRightId started startedOn notBefore } }
  studyLevel { ${frame} value valueLabel ${label} levels { studyRightId level levelLabel ${label} current } }
  institutionChange { ${frame} value changes { gapDays } }
  sourcesAgree { ${frame} value comparisons { subject subjectLabel ${label} admissionRegisterSays ${label} virtaSays ${label} agree } }
  nextSteps { ${frame} items { kind text ${label} actor actorLabel ${label} dueAt fact } }
  outsideCoverage { subject ${label} state stateLabel ${label} heldBy ${label} }`;

const derived = [
  'freeMovement',
  'bindingStudyPlace',
  'tuitionFeeRequirement',
  'studyRightValidity',
  'attendance',
  'studiesStarted',
  'studyLevel',
  'institutionChange',
  'sourcesAgree',
  'nextSteps',
] as const;

describe('the derived facts in the graph', () => {
  it('answer whole, labelled and for today, from what the gateway delivers (P00)', async () => {
    const { data, errors } = await derive(everything, baseline);
    expect(errors).toBeUndefined();
    expect(data?._entities).toMatchObject([
      {
        freeMovement: { value: false, validOn: today, rule: { id: 'free-movement', version: 2 } },
        bindingStudyPlace: { value: 'BINDING', valueLabel: { en: 'Bindingly accepted' } },
        tuitionFeeRequirement: { phase: 'FIRST_PERMIT', value: 'SATISFIED', basisLabel: { fi: 'Maksettu' } },
        tuitionFees: { state: 'KNOWN', source: { registry: 'GATEWAY', servedFrom: 'COMPUTED' } },
        studyRightValidity: { value: true, validOn: today },
        attendance: {
          value: 'PRESENT',
          registrations: [{ institution: { name: { en: 'Example University A' } } }],
        },
        studiesStarted: { value: true },
        studyLevel: { value: 'HIGHER_EDUCATION_DEGREE' },
        institutionChange: { value: false },
        sourcesAgree: { value: true },
        nextSteps: { determination: 'DETERMINED', items: [] },
        outsideCoverage: expect.arrayContaining([expect.objectContaining({ state: 'NOT_COVERED' })]),
      },
    ]);
  });

  it('answer also when every subgraph is dead: undetermined, with each reason in words', async () => {
    const { data, errors } = await derive(everything, {});
    expect(errors).toBeUndefined();
    const undetermined = { determination: 'UNDETERMINED', determinationLabel: { en: 'Undetermined' } };
    expect(data?._entities).toMatchObject([Object.fromEntries(derived.map((name) => [name, undetermined]))]);
    expect(data?._entities).toMatchObject([
      {
        tuitionFees: { state: 'SOURCE_UNAVAILABLE', items: null },
        studyLevel: {
          missing: [{ reason: { code: 'INPUT_UNAVAILABLE', message: { en: expect.any(String) } } }],
        },
      },
    ]);
  });

  it('look at the day and the phase that are asked for', async () => {
    const selection = `
      later: studyRightValidity(on: "2028-08-01") { value validOn }
      spring: attendance(on: "2027-02-01") { value termStartsOn termEndsOn }
      extension: tuitionFeeRequirement(phase: EXTENSION) { phase inputs { fact } }`;
    const { data } = await derive(selection, baseline);
    expect(data?._entities).toEqual([
      {
        later: { value: false, validOn: '2028-08-01' },
        spring: { value: 'PRESENT', termStartsOn: '2027-01-01', termEndsOn: '2027-07-31' },
        extension: { phase: 'EXTENSION', inputs: [{ fact: 'studyRights' }, { fact: 'termFees' }] },
      },
    ]);
  });

  it('tell whose the next step is, in words', async () => {
    const facts = {
      ...baseline,
      admissions: admissions(place()),
      admissionConditions: conditions(condition({ conditional: true })),
      feePayments: rows(noRow()),
    };
    const { data } = await derive(`nextSteps { items { kind actorLabel { fi } } }`, facts);
    expect(data?._entities).toEqual([
      { nextSteps: { items: [{ kind: 'FULFIL_CONDITION', actorLabel: { fi: 'Opiskelija' } }] } },
    ]);
  });
});
