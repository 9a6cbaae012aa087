import { ApolloServer } from '@apollo/server';
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../gateway/config.ts';
import type { RequestAudit } from '../../gateway/disclosure/request/request-audit.ts';
import { createFederation, type Federation } from '../../gateway/federation/gateway.ts';
import { createContext, type GatewayContext } from '../../gateway/request-context.ts';
import { fillIn } from '../../gateway/policy/fill-in.ts';
import type { RunningMock } from '../../mocks/registry-server.ts';
import * as registries from '../../subgraphs/index.ts';
import type { Grant } from '../../subgraphs/registry/grant.ts';
import { createTools } from '../../subgraphs/registry/settings.ts';
import { gatewayContextOf, servedGateway } from '../execution/served-gateway.ts';
import { grantFor, sandboxDeveloper } from '../grants.ts';
import { environmentOfMocks, startMocks } from '../system.ts';
import { prune } from './graph.ts';

const oid = '1.2.246.562.24.00000009000';
let mocks: readonly RunningMock[] = [];
let federation: Federation;
let apollo: ApolloServer<GatewayContext>;
const config = (environment: Record<string, string>) =>
  loadConfig({ ...environment, TODAY: '2026-10-15' }, Object.values(registries));
let tools: ReturnType<typeof createTools>;

beforeAll(async () => {
  ({ mocks } = await startMocks({ today: '2026-10-15' }));
  const settings = config(environmentOfMocks(mocks));
  tools = createTools(settings.shared);
  federation = await createFederation(settings, {
    tools: tools.tools,
    now: () => performance.now(),
    log: { ofSubject: async () => [] },
    planning: (_context, plan) => plan(() => undefined),
  });
  apollo = new ApolloServer<GatewayContext>({ gateway: unprunedGateway(), stopOnTerminationSignals: false });
  await apollo.start();
});

afterAll(async () => {
  await apollo.stop();
  await federation.close();
  await tools.close();
  await Promise.all(mocks.map((mock) => mock.close()));
});

/** Executes documents as they are: nothing is taken out before. */
function unprunedGateway() {
  const { schemas, supergraphSdl, execute } = federation;
  const served = { apiSchema: schemas.api, coreSupergraphSdl: supergraphSdl };
  return servedGateway(served, async (asked) => {
    const { document, operation, queryHash, request } = asked;
    const context = gatewayContextOf(asked.context);
    const variables = request.variables ?? {};
    const { data, errors } = await execute({
      document,
      operation,
      queryHash,
      variables,
      context,
    });
    return { data, ...(errors.length === 0 ? {} : { errors }) };
  });
}

/** Here only the policy matters. */
const unrecorded: RequestAudit = {
  intend: () => undefined,
  mayAsk: async () => undefined,
  conclude: async () => null,
};

/** Runs a document as it is, so that only the subgraphs can refuse. */
async function run(query: string, grant: Grant | null) {
  for (const mock of mocks) mock.clearCalls();
  const signal = new AbortController().signal;
  const surroundings = { clock: tools.tools.clock, deadlineMs: 5000, isAlone: () => true };
  const context = createContext(
    { access: sandboxDeveloper, clientGone: signal, isRegistered: false, spentOnReading: () => undefined },
    surroundings,
  );
  context.request = { ...context.request, grant };
  context.audit = unrecorded;
  const response = await apollo.executeOperation({ query }, { contextValue: context });
  if (response.body.kind !== 'single') throw new Error('not one answer');
  const asked = mocks
    .filter((mock) => mock.calls().some(({ operation }) => operation !== null))
    .map(({ name }) => name);
  return { ...JSON.parse(JSON.stringify(response.body.singleResult)), asked: asked.sort() };
}

/** Runs what is left of a document, and fills the answer in. */
async function runPruned(source: string, grant: Grant) {
  const { document, plan, denied } = prune(source, grant);
  const { data, errors, asked } = await run(print(document), grant);
  return { data: JSON.parse(JSON.stringify(fillIn(data, plan))), errors, asked, denied };
}

const missing = 'determination missing { fact state reason { code } }';

describe('a derived fact that is given, with an input that is not', () => {
  it('is undetermined and says so, and the registry of the input is not asked', async () => {
    const query = `{ student(oppijanumero: "${oid}") { tuitionFeeRequirement(phase: FIRST_PERMIT) { ${missing} value } } }`;
    const extension = await run(query, grantFor('MIGRI_EXTENSION'));
    expect(extension.errors).toBeUndefined();
    expect(extension.asked).toEqual(['oppijanumero', 'virta']);
    expect(extension.data.student.tuitionFeeRequirement.determination).toBe('UNDETERMINED');
    expect(extension.data.student.tuitionFeeRequirement.missing).toContainEqual({
      fact: 'admissions',
      state: 'NOT_PERMITTED',
      reason: { code: 'NOT_PERMITTED_FOR_PURPOSE' },
    });
    const sandbox = await run(query, grantFor('SANDBOX'));
    expect(sandbox.asked).toEqual(
      ['fees', 'opintopolku', 'oppijanumero', 'virta'].filter((name) => sandbox.asked.includes(name)),
    );
    expect(sandbox.asked).toContain('opintopolku');
    expect(sandbox.data.student.tuitionFeeRequirement).toMatchObject({
      determination: 'DETERMINED',
      value: 'SATISFIED',
    });
  });

  it('is made without what it can do without, which is named as out of scope and not asked for', async () => {
    const query = `{ student(oppijanumero: "${oid}") { sourcesAgree { ${missing} outOfScope { fact registry } value comparisons { subject } } } }`;
    const first = await run(query, grantFor('MIGRI_FIRST_PERMIT'));
    expect(first.data.student.sourcesAgree).toEqual({
      determination: 'DETERMINED',
      missing: [],
      outOfScope: [{ fact: 'termRegistrations', registry: 'VIRTA' }],
      value: true,
      comparisons: [{ subject: 'TUITION_FEE' }],
    });
    const studying = await run(query, grantFor('MIGRI_FIRST_PERMIT', { needs: ['TERM_REGISTRATION'] }));
    expect(studying.data.student.sourcesAgree).toMatchObject({
      outOfScope: [],
      comparisons: [{ subject: 'TUITION_FEE' }, { subject: 'ENROLMENT' }],
    });
  });

  it('looks at the phase of its purpose when none is named', async () => {
    const query = `{ student(oppijanumero: "${oid}") { tuitionFeeRequirement { phase determination } } }`;
    const phaseFor = async (grant: Grant) => (await run(query, grant)).data.student.tuitionFeeRequirement;
    expect(await phaseFor(grantFor('MIGRI_EXTENSION'))).toEqual({
      phase: 'EXTENSION',
      determination: 'DETERMINED',
    });
    expect(await phaseFor(grantFor('MIGRI_POST_CHECK', { needs: ['FEE'] }))).toMatchObject({
      phase: 'POST_CHECK',
    });
    expect(await phaseFor(grantFor('SANDBOX'))).toMatchObject({ phase: 'FIRST_PERMIT' });
  });

  it('is not permitted, rather than failed, when it is asked by what is not permitted', async () => {
    const { data, asked } = await run(
      `{ student(oppijanumero: "${oid}") { feePayments { state reason { code } source { registry } } } }`,
      grantFor('MIGRI_EXTENSION'),
    );
    expect(data.student.feePayments).toEqual({
      state: 'NOT_PERMITTED',
      reason: { code: 'NOT_PERMITTED_FOR_PURPOSE' },
      source: { registry: 'TUITION_FEE_REGISTER' },
    });
    expect(asked).toEqual(['oppijanumero']);
  });
});

describe('subgraphs behind a gateway that let everything through', () => {
  it('give nothing without a grant, and ask nobody', async () => {
    const { data, asked } = await run(
      `{ student(oppijanumero: "${oid}") { oppijanumero studyRights { state } } }`,
      null,
    );
    expect(data).toEqual({ student: null });
    expect(asked).toEqual([]);
  });

  it('find nobody for a person but the person', async () => {
    const self = grantFor('VF_SELF_SERVICE', { self: oid });
    const { data, asked } = await run(
      '{ student(oppijanumero: "1.2.246.562.24.00000009013") { oppijanumero } }',
      self,
    );
    expect(data).toEqual({ student: null });
    expect(asked).toEqual([]);
  });
});

describe('an answer by what its purpose gives', () => {
  it('has the facts that are given, says what is not, and asks only the registries that it needs', async () => {
    const source = `{ student(oppijanumero: "${oid}") {
      oppijanumero
      permits { state firstPermitGround items { id type validFrom } }
      studyRights { state reason { code } }
      identity { givenNames nonDisclosure }
      admissions { state }
    } }`;
    const { data, errors, asked, denied } = await runPruned(source, grantFor('FEE_OBLIGATION_CHECK'));
    expect(errors).toBeUndefined();
    expect(asked).toEqual(['migri', 'oppijanumero']);
    expect(data.student).toMatchObject({
      oppijanumero: oid,
      studyRights: { state: 'NOT_PERMITTED', reason: { code: 'NOT_PERMITTED_FOR_PURPOSE' } },
      identity: { givenNames: null, nonDisclosure: false },
      admissions: { state: 'NOT_PERMITTED' },
    });
    expect(['KNOWN', 'KNOWN_NONE']).toContain(data.student.permits.state);
    expect(denied.map(({ path }) => path)).toEqual([
      'student.permits.items.id',
      'student.permits.items.validFrom',
      'student.studyRights',
      'student.identity.givenNames',
      'student.admissions',
    ]);
  });

  it('is the person’s own, with the number masked, for whom the grant names', async () => {
    const self = grantFor('VF_SELF_SERVICE', { self: oid, consents: { VIRTA: 'GRANTED' } });
    const source =
      '{ me { code askedFor student { oppijanumero studyRights { state } identity { state } permits { state } } } }';
    const { data, asked } = await runPruned(source, self);
    expect(data.me).toEqual({
      code: 'FOUND',
      askedFor: '*.*.***.***.**.*******9000',
      student: {
        oppijanumero: '*.*.***.***.**.*******9000',
        studyRights: { state: 'KNOWN' },
        identity: { state: 'CONSENT_REQUIRED' },
        permits: { state: 'CONSENT_REQUIRED' },
      },
    });
    expect(asked).toEqual(['oppijanumero', 'virta']);
  });

  it('says that nobody is linked, and asks nobody, when the log-in has no learner number', async () => {
    const source = '{ me { code reason { code whoCanFix } student { oppijanumero } } }';
    const { data, asked } = await runPruned(source, grantFor('VF_SELF_SERVICE', { consents: {} }));
    expect(data.me).toEqual({
      code: 'NOT_LINKED',
      reason: { code: 'PERSON_NOT_LINKED', whoCanFix: 'STUDENT' },
      student: null,
    });
    expect(asked).toEqual([]);
  });
});
