import { type GraphQLSchema, getNamedType, graphql, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { labels as feeLabels } from '../../subgraphs/fees/labels.ts';
import { labels as findingLabels } from '../../subgraphs/findings/labels.ts';
import * as registries from '../../subgraphs/index.ts';
import { labels as permitLabels } from '../../subgraphs/migri/labels.ts';
import { labels as admissionLabels } from '../../subgraphs/opintopolku/labels.ts';
import { labels as identityLabels } from '../../subgraphs/oppijanumero/labels.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { type DataRow, dataRows } from '../../subgraphs/registry/data-rows.ts';
import { createExecutor } from '../../subgraphs/registry/executor.ts';
import type { Grant } from '../../subgraphs/registry/grant.ts';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import { type Purpose, purposes } from '../../subgraphs/registry/purpose.ts';
import { defineSubgraph, type Resolvers } from '../../subgraphs/registry/subgraph.ts';
import { labels as studyLabels } from '../../subgraphs/virta/labels.ts';
import { grantFor } from '../grants.ts';
import { requestContext } from '../request-context.ts';
import { isGivenByTable, policy } from './graph.ts';

const clock = createClock('2026-06-01');
const oid = '1.2.246.562.24.00000009011';
const allPurposes = Object.keys(purposes).filter((name): name is Purpose => Object.hasOwn(purposes, name));
const labels = {
  ...feeLabels,
  ...findingLabels,
  ...permitLabels,
  ...admissionLabels,
  ...identityLabels,
  ...studyLabels,
};
const names = ['fees', 'findings', 'migri', 'opintopolku', 'oppijanumero', 'virta'] as const;

type Spied = { readonly schema: GraphQLSchema; readonly fields: readonly string[]; readonly asked: string[] };

/** A subgraph whose resolvers write down that they ran, and give nothing. */
function spied(name: (typeof names)[number]): Spied {
  const asked: string[] = [];
  const student = (field: string) => [
    field,
    () => {
      asked.push(field);
      return field === 'oppijanumero' ? oid : null;
    },
  ];
  const own = fieldsOf(name);
  const schema = schemaOf(name, Object.fromEntries(own.map(student)));
  return { schema, fields: own, asked };
}

function schemaOf(name: (typeof names)[number], fields: Resolvers[string]): GraphQLSchema {
  const definition = defineSubgraph({
    name,
    environment: z.object({}),
    labels,
    required: Object.values(registries).find((one) => one.name === name)?.required ?? {},
    resolvers: () => ({
      Student: { __resolveReference: (reference: object) => reference, ...fields },
    }),
  });
  const configured = definition.configure({});
  if (!configured.ok) throw new Error('not configured');
  const institutions = loadInstitutions(null);
  return configured.build({
    clock,
    callerId: 'test',
    institutions,
    onlyMocks: false,
    onClose: () => undefined,
  });
}

const own: Readonly<Record<(typeof names)[number], readonly string[]>> = {
  fees: ['feePayments', 'admissionConditions'],
  findings: [
    'tuitionFees',
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
    'outsideCoverage',
  ],
  migri: ['permitCases', 'permits'],
  opintopolku: ['admissions'],
  oppijanumero: ['oppijanumero', 'lookup', 'identity', 'homeMunicipality'],
  virta: [
    'studyRights',
    'termRegistrations',
    'termFees',
    'attainments',
    'studyProgress',
    'degrees',
    'studyLocations',
    'mobilityPeriods',
  ],
};

function fieldsOf(name: (typeof names)[number]): readonly string[] {
  return own[name];
}

function selectionOf(schema: GraphQLSchema, field: string): string {
  const student = schema.getType('Student');
  const type = isObjectType(student) ? getNamedType(student.getFields()[field]?.type) : null;
  if (!isObjectType(type)) return field;
  const isFact = type.getInterfaces().some((one) => one.name === 'Fact');
  return `${field} { ${isFact ? 'state reason { code } source { registry servedFrom observedAt }' : '__typename'} }`;
}

async function ask({ schema }: Spied, field: string, asked: { grant: Grant | null; reference?: object }) {
  const source = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Student { ${selectionOf(schema, field)} } } }`;
  const contextValue = requestContext({ clock, grant: asked.grant });
  const of = [{ __typename: 'Student', oppijanumero: oid, ...asked.reference }];
  const { data } = await graphql({ schema, source, contextValue, variableValues: { of } });
  const entities: unknown = JSON.parse(JSON.stringify(data?._entities ?? null));
  return Array.isArray(entities) ? entities[0] : null;
}

const grants: readonly Grant[] = [
  ...allPurposes.map((purpose) => grantFor(purpose, purpose === 'VF_SELF_SERVICE' ? { self: oid } : {})),
  grantFor('MIGRI_POST_CHECK', { needs: ['FEE'] }),
  grantFor('MIGRI_EXTENSION', { needs: ['ATTAINMENTS'] }),
  grantFor('VF_SELF_SERVICE', { self: oid, consents: {} }),
  grantFor('VF_SELF_SERVICE', { self: oid, consents: { VIRTA: 'GRANTED', OPINTOPOLKU: 'UNVERIFIABLE' } }),
];

describe('a subgraph that is asked for a field', () => {
  it.each(grants)(
    'asks its registry only when $purpose gives it (needs $needs, consents $consents)',
    async (grant) => {
      const wrong: string[] = [];
      for (const subgraph of names.map(spied)) {
        for (const field of subgraph.fields) {
          subgraph.asked.length = 0;
          await ask(subgraph, field, { grant });
          const isAsked = subgraph.asked.includes(field);
          if (isAsked !== isGivenByTable(`Student.${field}`, grant)) wrong.push(field);
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  it('asks nobody without a grant, and says that nothing was decided', async () => {
    for (const subgraph of names.map(spied)) {
      for (const field of subgraph.fields) {
        const student = await ask(subgraph, field, { grant: null });
        if (student?.[field]) {
          expect(student[field]).toMatchObject({
            state: 'NOT_PERMITTED',
            reason: { code: 'POLICY_NOT_EVALUATED' },
          });
        }
      }
      expect(subgraph.asked).toEqual([]);
    }
  });

  it('answers for a denied fact by its envelope, naming the registry that was not asked', async () => {
    const student = await ask(spied('virta'), 'studyRights', { grant: grantFor('FEE_OBLIGATION_CHECK') });
    expect(student).toEqual({
      studyRights: {
        state: 'NOT_PERMITTED',
        reason: { code: 'NOT_PERMITTED_FOR_PURPOSE' },
        source: { registry: 'VIRTA', servedFrom: 'NOTHING', observedAt: null },
      },
    });
  });

  it('covers every field of a student', () => {
    const covered = new Set(names.flatMap(fieldsOf).map((field) => `Student.${field}`));
    const all = [...policy.keys()].filter((coordinate) => coordinate.startsWith('Student.'));
    expect(all.filter((coordinate) => !covered.has(coordinate))).toEqual([]);
    expect(covered.size).toBe(29);
  });
});

describe('a field below a fact', () => {
  it('is held back too, when its own row is not given', async () => {
    const schema = schemaOf('oppijanumero', {
      identity: () => ({
        state: 'KNOWN',
        givenNames: 'Asha',
        citizenships: [{ code: '356' }],
        nonDisclosure: true,
      }),
    });
    const source = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Student {
      identity { state givenNames citizenships { code } nonDisclosure } } } }`;
    const identityFor = async (purpose: Purpose) => {
      const contextValue = requestContext({ clock, grant: grantFor(purpose) });
      const of = [{ __typename: 'Student', oppijanumero: oid }];
      const { data } = await graphql({ schema, source, contextValue, variableValues: { of } });
      return JSON.parse(JSON.stringify(data?._entities))[0].identity;
    };
    expect(await identityFor('MIGRI_POST_CHECK')).toEqual({
      state: 'KNOWN',
      givenNames: null,
      citizenships: null,
      nonDisclosure: true,
    });
    expect(await identityFor('MIGRI_FIRST_PERMIT')).toMatchObject({
      givenNames: 'Asha',
      citizenships: [{ code: '356' }],
    });
  });

  it('is not even read when it is compiled, whatever the request before was given', async () => {
    const read: string[] = [];
    const person = Object.defineProperty({ state: 'KNOWN' }, 'givenNames', {
      get: () => {
        read.push('givenNames');
        return 'Asha';
      },
    });
    const run = createExecutor(schemaOf('oppijanumero', { identity: () => person }));
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Student { identity { state givenNames } } } }`;
    const variables = { of: [{ __typename: 'Student', oppijanumero: oid }] };
    const answerFor = async (grant: Grant | null) => {
      read.length = 0;
      const { data } = await run({ query, variables, context: requestContext({ clock, grant }) });
      return JSON.parse(JSON.stringify(data?._entities))[0].identity;
    };
    for (const _ of [1, 2]) {
      expect(await answerFor(grantFor('MIGRI_FIRST_PERMIT'))).toEqual({ state: 'KNOWN', givenNames: 'Asha' });
      expect(await answerFor(grantFor('MIGRI_POST_CHECK'))).toEqual({ state: 'KNOWN', givenNames: null });
      expect(read).toEqual([]);
      expect(await answerFor(null)).toMatchObject({ state: 'NOT_PERMITTED' });
      expect(read).toEqual([]);
    }
  });
});

describe('a grant for one person’s own data', () => {
  const others = {
    lookup: { personOids: ['1.2.246.562.24.00000009012'], resolution: 'RESOLVED', nonDisclosure: false },
  };
  const linked = {
    lookup: { personOids: ['1.2.246.562.24.00000009012', oid], resolution: 'RESOLVED', nonDisclosure: false },
  };
  const studies: DataRow = 'STUDY_RIGHT';

  it('gets nothing of another person, and the registry is not asked', async () => {
    const subgraph = spied('virta');
    const grant = grantFor('VF_SELF_SERVICE', { self: oid });
    expect(dataRows[studies][grant.purpose]).toBe('GIVEN');
    const student = await ask(subgraph, 'studyRights', { grant, reference: others });
    expect(student.studyRights).toMatchObject({ state: 'NOT_PERMITTED' });
    expect(subgraph.asked).toEqual([]);
  });

  it('gets the person’s own under any linked number', async () => {
    const subgraph = spied('virta');
    await ask(subgraph, 'studyRights', {
      grant: grantFor('VF_SELF_SERVICE', { self: oid }),
      reference: linked,
    });
    expect(subgraph.asked).toEqual(['studyRights']);
  });

  it('gets nothing of anybody while nobody knows whose it is', async () => {
    const subgraph = spied('virta');
    await ask(subgraph, 'studyRights', { grant: grantFor('VF_SELF_SERVICE'), reference: linked });
    expect(subgraph.asked).toEqual([]);
  });
});
