import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DataFlow, FlowFact } from '../../gateway/data-flow/data-flow.ts';
import type { RunningMock } from '../../mocks/registry-server.ts';
import { officerBulkQuery, officerQuery, personaOid } from '../officer-query.ts';
import { developerHeaders, type Headers, officialHeaders, personHeaders } from '../sandbox-access.ts';
import { modes, type System, startSystem } from '../system.ts';
import { compared, includeFlow, seenEdges, toldEdges, withoutQuestions } from './edges.ts';
import { personalDataIn } from './personal-data.ts';

const today = '2026-11-24';
const feesQuery = /* GraphQL */ `
  query ($oppijanumero: Oppijanumero!) {
    student(oppijanumero: $oppijanumero) { feePayments { state items { payment } } tuitionFeeRequirement { value } }
  }
`;
const ownQuery = /* GraphQL */ `
  { me { student { identity { state givenNames } studyRights { state } permits { state } admissions { state } } } }
`;

const byCodeQuery = /* GraphQL */ `
  query ($code: PersonalIdentityCode!) {
    studentByPersonalIdentityCode(personalIdentityCode: $code) { student { identity { state } permits { state } } }
  }
`;

describe.each(modes)('the data flow of a query, %s', (mode) => {
  let system: System;
  let generated: readonly string[];
  beforeAll(async () => {
    const environment = {
      // Wide enough for two requests of which one is read late. Who is alone does not wait for it.
      OPPIJANUMERO_BATCH_WINDOW_MS: '300',
      QUERY_DEADLINE_MS: '20000',
      VIRTA_TIMEOUT_MS: '1000',
    };
    system = await startSystem({ mode, today, generated: 50, environment });
    generated = system.people.slice(-50).flatMap(({ records }) => records[0]?.oid ?? []);
  });
  afterAll(async () => {
    process.stdout.write(`edges compared, ${mode}: ${compared.edges}\n`);
    compared.edges = 0;
    await system.close();
  });
  beforeEach(() => system.clearCalls());

  /** Asks, and holds every edge that is told against every call that the registries saw. */
  async function asked(query: string, variables: Record<string, unknown>, headers: Headers) {
    const answer = await askedLoosely(query, variables, headers);
    expect(toldEdges(answer.flow)).toEqual(seenEdges(system));
    return answer;
  }

  async function askedLoosely(query: string, variables: Record<string, unknown>, headers: Headers) {
    const { body } = await system.ask(query, variables, { ...headers, ...includeFlow });
    const flow: DataFlow = body.extensions.dataFlow;
    compared.edges += flow.calls.length;
    expect(withoutQuestions(toldEdges(flow))).toEqual(withoutQuestions(seenEdges(system)));
    expect(flow.requestId).toMatch(/^[\da-f-]{36}$/);
    expect(personalDataIn(JSON.stringify(flow), system.people)).toEqual([]);
    expectSound(flow);
    return { body, flow };
  }

  const factOf = (flow: DataFlow, name: string): FlowFact | undefined =>
    flow.facts.find(({ fact }) => fact === name);

  test('of a first query holds the log-ins too', async () => {
    const oppijanumero = personaOid(9000);
    const { body, flow } = await asked(officerQuery, { oppijanumero }, await developerHeaders());
    expect(flow.calls.filter(({ kind }) => kind === 'log-in').length).toBeGreaterThanOrEqual(8);
    expect(flow.rounds).toBe(3);
    const { student } = body.data;
    for (const [name, fact] of Object.entries<{ state?: string; determination?: string }>(student)) {
      const state = fact.state ?? fact.determination ?? 'GIVEN';
      expect([name, factOf(flow, name)?.people]).toEqual([name, { [state]: 1 }]);
    }
    const fedBy = ['admissions', 'admissionConditions', 'studyRights'];
    expect(factOf(flow, 'bindingStudyPlace')?.fedBy).toEqual(fedBy);
    expect(factOf(flow, 'studyRights')?.feeds).toContain('studyRightValidity');
    expect(factOf(flow, 'studyRights')?.fields).toContain('studyRights.items.currentState');
  });

  test('of a merged person shows that all linked numbers were told', async () => {
    const headers = await officialHeaders('MIGRI_FIRST_PERMIT');
    const { body, flow } = await asked(officerQuery, { oppijanumero: personaOid(9011) }, headers);
    const virta = flow.calls.filter(({ registry }) => registry === 'VIRTA');
    expect(virta).toMatchObject([{ persons: 2, identifier: 'LEARNER_NUMBER', outcome: 'ANSWERED' }]);
    expect(flow.asked).toMatchObject({ clientId: 'migri', purpose: 'MIGRI_FIRST_PERMIT', consents: null });
    const denied = body.extensions.policy.denied.map(({ field }: { field: string }) => field);
    expect(new Set(flow.denied.map(({ field }) => field))).toEqual(new Set(denied));
    expect(denied).toContain('Student.studyProgress');
    // It is needed by a rule, and not given to it.
    expect(flow.withheld).toMatchObject([{ fact: 'termRegistrations', state: 'NOT_PERMITTED', people: 1 }]);
  });

  test('of fifty people counts them by state', async () => {
    const { body, flow } = await asked(
      officerBulkQuery,
      { oppijanumerot: generated },
      await developerHeaders(),
    );
    const students = body.data.students.flatMap(({ student }: { student: object | null }) => student ?? []);
    const states = students.map(({ admissions }: { admissions: { state: string } }) => admissions.state);
    const counted = Object.fromEntries(
      [...Map.groupBy<string, string>(states, (state) => state)].map(([state, own]) => [state, own.length]),
    );
    expect(factOf(flow, 'admissions')?.people).toEqual(counted);
  });

  test('of a registry that breaks off shows what was sent and that nothing came', async () => {
    await system.mock('virta').setFault({ fault: 'reset' });
    const { body, flow } = await asked(
      officerQuery,
      { oppijanumero: personaOid(9001) },
      await developerHeaders(),
    );
    await system.mock('virta').setFault(null);
    expect(body.data.student.studyRights.state).toBe('SOURCE_UNAVAILABLE');
    expect(flow.calls.filter(({ registry }) => registry === 'VIRTA')).toMatchObject([
      { outcome: 'UNREACHABLE', status: null },
    ]);
    expect(factOf(flow, 'studyRights')).toMatchObject({
      people: { SOURCE_UNAVAILABLE: 1 },
      reasons: { UNREACHABLE: 1 },
    });
  });

  test('of a registry that hangs shows a call that timed out', async () => {
    await system.mock('virta').setFault({ fault: 'hang' });
    const variables = { oppijanumero: personaOid(9001) };
    const { flow } = await asked(officerQuery, variables, await developerHeaders());
    await system.mock('virta').setFault(null);
    const call = flow.calls.find(({ registry }) => registry === 'VIRTA');
    expect(call).toMatchObject({ outcome: 'TIMEOUT', status: null, critical: true });
    expect((call?.endedMs ?? 0) - (call?.startedMs ?? 0)).toBeGreaterThan(900);
  });

  test('of a session that has ended shows both tries', async () => {
    await system.mock('migri').setFault({ fault: 'expired-session' });
    const variables = { oppijanumero: personaOid(9001) };
    const { flow } = await askedLoosely(officerQuery, variables, await developerHeaders());
    await system.mock('migri').setFault(null);
    const migri = flow.calls.filter(({ server }) => server === 'migri');
    expect(migri.map(({ outcome }) => outcome)).toEqual(['AUTHENTICATION_FAILED', 'ANSWERED']);
  });

  test('of fees alone asks no more registries than fees rest on', async () => {
    const headers = await officialHeaders('MIGRI_FIRST_PERMIT');
    const { flow } = await asked(feesQuery, { oppijanumero: personaOid(9004) }, headers);
    const option = flow.calls.find(({ operation }) => operation === 'lukuvuosimaksu');
    expect(option).toMatchObject({ identifier: 'APPLICATION_OPTION', persons: null, identifiers: 1 });
    expect(option?.path).toMatch(/\/auth\/lukuvuosimaksu\/\*$/);
    expect(flow.calls.map(({ registry }) => registry)).not.toContain('MIGRI');
  });

  test('of a student’s own query names the registries consented to, and asks no other', async () => {
    const headers = await personHeaders('P13', ['VIRTA', 'ONR']);
    const { body, flow } = await asked(ownQuery, {}, headers);
    expect(body.data.me.student.studyRights.state).toBe('KNOWN');
    expect(flow.asked.consents?.toSorted()).toEqual(['ONR', 'VIRTA']);
    expect(new Set(flow.calls.map(({ registry }) => registry))).toEqual(new Set(['ONR', 'VIRTA']));
    expect(flow.denied).toContainEqual(
      expect.objectContaining({ field: 'Student.permits', code: 'CONSENT_REQUIRED' }),
    );
  });

  test('of a question by identity code says that a code was told, to ONR alone', async () => {
    const records = system.people.flatMap(({ records }) => records);
    const code = records.find(({ personalIdentityCode }) => personalIdentityCode !== null);
    const variables = { code: code?.personalIdentityCode };
    const { body, flow } = await asked(byCodeQuery, variables, await developerHeaders());
    expect(body.data.studentByPersonalIdentityCode.student.identity.state).toBe('KNOWN');
    const told = flow.calls.filter(({ identifier }) => identifier === 'PERSONAL_IDENTITY_CODE');
    expect(told).toMatchObject([
      { registry: 'ONR', operation: 'henkiloPerustietosByHenkiloHetuList', persons: 1 },
    ]);
  });

  test('of a person under a non-disclosure order tells what was withheld', async () => {
    const headers = await officialHeaders('MIGRI_FIRST_PERMIT');
    const { body, flow } = await asked(officerQuery, { oppijanumero: personaOid(9012) }, headers);
    const withheld = Object.entries<{ state?: string } | null>(body.data.student)
      .filter(([, fact]) => fact?.state === 'WITHHELD')
      .map(([name]) => name);
    expect(flow.withheld.filter(({ state }) => state === 'WITHHELD').map(({ fact }) => fact)).toEqual(
      expect.arrayContaining(withheld),
    );
  });

  test('of two requests at once that share a call shows it to both, as shared', async () => {
    const headers = { ...(await officialHeaders('MIGRI_EXTENSION')), ...includeFlow };
    const query =
      'query ($id: Oppijanumero!) { student(oppijanumero: $id) { admissions { state } identity { state } } }';
    const ask = (number: number) => system.ask(query, { id: personaOid(number) }, headers);
    await ask(9002);
    system.clearCalls();
    // Nobody waits for others while no other request is under way.
    const held = await heldAt(system.mock('oppijanumero'), () => ask(9001));
    const answers = await Promise.all([9002, 9003].map(ask));
    const shared = system.mock('oppijanumero').calls().filter(isOfMasters);
    await held.letGo();
    expect(shared).toMatchObject([{ persons: 2 }]);
    for (const { body } of answers) {
      const { calls }: DataFlow = body.extensions.dataFlow;
      expect(calls.filter(isOfMasters)).toMatchObject([{ requests: 2, persons: 2 }]);
    }
  });

  test('is not given without the header, or with another word in it', async () => {
    const headers = await developerHeaders();
    const variables = { oppijanumero: personaOid(9000) };
    for (const more of [{}, { 'x-data-flow': 'yes' }]) {
      const { body } = await system.ask(officerQuery, variables, { ...headers, ...more });
      expect(Object.keys(body.extensions)).toEqual(['policy', 'receipt']);
    }
  });

  test('is not given to anybody unknown, and nobody is asked', async () => {
    const variables = { oppijanumero: personaOid(9000) };
    const { status, body } = await system.ask(officerQuery, variables, includeFlow);
    expect([status, body.extensions, seenEdges(system)]).toEqual([401, undefined, []]);
  });
});

function isOfMasters({ operation }: { readonly operation: string | null }): boolean {
  return operation === 'masterHenkilosByOidList';
}

/** A request whose first call to a registry is not answered until it is let go. */
async function heldAt(mock: RunningMock, ask: () => Promise<unknown>) {
  const arrived = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  mock.setGate(() => {
    mock.setGate(null);
    arrived.resolve();
    return opened.promise;
  });
  const answer = ask();
  await arrived.promise;
  return {
    letGo: async () => {
      opened.resolve();
      await answer;
    },
  };
}

/** Whatever the query: what is told fits together. */
function expectSound({ fetches, calls, criticalPath, totalMs, rounds }: DataFlow): void {
  const ids = new Set(fetches.map(({ id }) => id));
  expect(fetches.flatMap(({ after }) => after).filter((id) => !ids.has(id))).toEqual([]);
  for (const { fetch, startedMs, endedMs, critical, id } of calls) {
    const around = fetches.find((one) => one.id === fetch);
    expect(startedMs).toBeGreaterThanOrEqual(around?.startedMs ?? Number.POSITIVE_INFINITY);
    // The subgraph's own process counts in its own time.
    expect(endedMs).toBeLessThanOrEqual((around?.endedMs ?? 0) + 1);
    expect(critical).toBe(criticalPath.includes(id));
  }
  expect(rounds).toBeLessThanOrEqual(Math.max(0, ...fetches.map(({ round }) => round)));
  const starts = criticalPath.map((id) => [...fetches, ...calls].find((one) => one.id === id)?.startedMs);
  expect(starts).toEqual(starts.toSorted((one = 0, other = 0) => one - other));
  expect(Math.max(0, ...fetches.map(({ endedMs }) => endedMs))).toBeLessThanOrEqual(totalMs);
}
