import { fileURLToPath } from 'node:url';
import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallerKey, callerKeys } from '../../gateway/sandbox/callers.ts';
import { operations, type ReadyOperation } from '../../gateway/sandbox/operations/operations.ts';
import { people } from '../../gateway/sandbox/people.ts';
import { processMap } from '../../gateway/sandbox/process/process-data.ts';
import { buildPeople } from '../../mocks/people.ts';
import { type Reply, type System, startSystem } from '../system.ts';

const today = '2026-11-24';
/** As many as npm start generates. */
const generated = 100;

let system: System;
let schema: GraphQLSchema;
beforeAll(async () => {
  // With the limits that the sandbox's clients have, not the wide ones of tests.
  const CLIENTS_FILE = fileURLToPath(new URL('../../gateway/access/sandbox-clients.json', import.meta.url));
  system = await startSystem({ today, generated, environment: { CLIENTS_FILE } });
  const { body } = await system.ask(getIntrospectionQuery());
  schema = buildClientSchema(body.data);
});
afterAll(() => system.close());

/** Runs an operation as the pages do: credentials first, then the document with the chosen person's number in it. */
async function run(
  key: string,
  choice: { readonly person?: string; readonly consents?: readonly string[] } = {},
): Promise<Reply> {
  const { caller, person, consents, document, variables } = operationOf(key);
  const chosen = choice.person ?? person ?? 'P00';
  const response = await fetch(`${system.url}/sandbox/credentials`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      caller,
      person: chosen,
      consents: choice.consents ?? consents,
      caseReference: null,
    }),
  });
  const { headers }: Reply['body'] = await response.json();
  const number = people.find((one) => one.key === chosen)?.askedFor;
  const filled = Object.entries(variables).map(([name, value]) => [
    name,
    value === '{oppijanumero}' ? number : value,
  ]);
  return system.ask(document, Object.fromEntries(filled), headers);
}

function operationOf(key: string): ReadyOperation {
  const found = operations.find((one) => one.key === key);
  if (found === undefined) throw new Error(`There is no operation ${key}`);
  return found;
}

async function studentOf(key: string, person: string): Promise<Reply['body']> {
  const { status, body } = await run(key, { person });
  expect([status, body.errors]).toEqual([200, undefined]);
  return body.data.student;
}

const determined = (value: unknown) => ({ determination: 'DETERMINED', value, missing: [] });

describe('the ready operations', () => {
  it('are those of the tasks, then every query of the process, each under a key of its own', () => {
    const ofFlows = processMap.flows.flatMap(({ number, operation }) =>
      operation === undefined ? [] : [`flow-${number}`],
    );
    expect(operations.map(({ key }) => key)).toEqual([
      'first-check',
      'extension',
      'monitoring',
      'own-view',
      'unknown-caller',
      'not-linked',
      ...ofFlows,
    ]);
  });

  it.each(operations)(
    '$key fits the schema, and begins with what it is where it is a task’s',
    ({ key, document }) => {
      expect(validate(schema, parse(document))).toEqual([]);
      if (!key.startsWith('flow-')) expect(document).toMatch(/^# \S/);
    },
  );

  it.each(operations)('$key gives $caller data and no error, or no entry', async ({ key, caller }) => {
    const { status, body } = await run(key);
    if (caller === 'unknown') {
      expect([status, body.errors[0].extensions.code, body.data]).toEqual([
        401,
        'UNAUTHENTICATED',
        undefined,
      ]);
    } else {
      expect([status, body.errors]).toEqual([200, undefined]);
      expect(Object.values(body.data)).not.toContain(null);
    }
  });

  it.each(operations)('$key asks for nothing that its caller is never given', async ({ key, caller }) => {
    if (caller === 'unknown') return;
    const consents = ['ONR', 'OPINTOPOLKU', 'VIRTA', 'TUITION_FEE_REGISTER', 'MIGRI'];
    const { body } = await run(key, caller === 'student' ? { consents } : {});
    expect(body.extensions.policy.denied).toEqual([]);
  });

  it('have every kind of caller but the developer, who may ask anything', () => {
    const used = new Set<CallerKey>(operations.map(({ caller }) => caller));
    expect(callerKeys.filter((key) => !used.has(key))).toEqual(['developer']);
  });
});

describe('the first check of an applicant', () => {
  it('of P00 finds everything in order', async () => {
    expect(await studentOf('first-check', 'P00')).toMatchObject({
      identity: { state: 'KNOWN', givenNames: 'Linh', familyName: 'Tran' },
      bindingStudyPlace: determined('BINDING'),
      tuitionFeeRequirement: { ...determined('SATISFIED'), basis: 'PAID' },
      studyRightValidity: determined(true),
      freeMovement: determined(false),
      permits: { state: 'KNOWN' },
    });
  });

  it('of P04 says that no fee is recorded and no right has begun, and that neither is a no', async () => {
    expect(await studentOf('first-check', 'P04')).toMatchObject({
      feePayments: { items: [{ state: 'KNOWN_NONE', reason: { code: 'NO_PAYMENT_RECORD' } }] },
      tuitionFeeRequirement: { ...determined('OPEN'), basis: 'NO_PAYMENT_RECORD' },
      studyRights: { state: 'KNOWN_NONE' },
      studyRightValidity: { determination: 'UNDETERMINED', value: null },
    });
  });

  it('of P08 and P15, who have no learner number, says who can mend it, and nothing of anybody else', async () => {
    for (const [person, code] of [
      ['P08', 'NOT_IN_REGISTRY'],
      ['P15', 'PERSON_NOT_IDENTIFIED'],
    ] as const) {
      const student = await studentOf('first-check', person);
      const facts = [student.admissions, student.feePayments, student.studyRights, student.permits];
      const reason = { code, whoCanFix: 'HIGHER_EDUCATION_INSTITUTION' };
      for (const fact of facts) expect(fact).toMatchObject({ state: 'NOT_LINKED', reason });
      expect(student.studyRightValidity).toMatchObject({ determination: 'UNDETERMINED', value: null });
    }
  });
});

describe('the extension', () => {
  it('of P12 shows an absence as an absence, and credits without a verdict', async () => {
    expect(await studentOf('extension', 'P12')).toMatchObject({
      studyRightValidity: determined(true),
      attendance: determined('ABSENT'),
      studyProgress: { state: 'KNOWN' },
      permits: { state: 'KNOWN' },
    });
  });
});

describe('the monitoring', () => {
  it('is of fifty people whom the sandbox has, each of them once', () => {
    const { oppijanumerot } = operationOf('monitoring').variables;
    const everybodys = buildPeople({ today, generated }).flatMap(({ records }) =>
      records.map(({ oid }) => oid),
    );
    expect(oppijanumerot).toHaveLength(50);
    expect(new Set(oppijanumerot).size).toBe(50);
    expect(everybodys).toEqual(expect.arrayContaining([oppijanumerot].flat()));
  });

  it('answers each of them, and asks VIRTA once for all', async () => {
    system.clearCalls();
    const { body } = await run('monitoring');
    expect(system.dataCalls().virta).toBe(1);
    const { students } = body.data;
    expect(students).toHaveLength(50);
    const validities = new Set(
      students.map(({ student }: Reply['body']) => student.studyRightValidity.value),
    );
    expect(validities).toEqual(new Set([true, false, null]));
  });
});

describe('the student’s own view', () => {
  it('of P00 shows what consent opens, who has looked, and what the purpose gives', async () => {
    const { body } = await run('own-view');
    expect(body.data.me).toMatchObject({
      code: 'FOUND',
      student: { studyRights: { state: 'KNOWN' }, permits: { state: 'CONSENT_REQUIRED' } },
    });
    expect(body.data.myDisclosures.items.length).toBeGreaterThan(0);
    expect(body.data.myEntitlements.length).toBeGreaterThan(100);
  });

  it('of P08, whose log-in no learner number is linked to, finds nobody', async () => {
    const { body } = await run('own-view', { person: 'P08' });
    expect(body.data.me).toMatchObject({ code: 'NOT_LINKED', student: null });
  });
});

describe('people who cannot be linked', () => {
  it('get an answer each', async () => {
    const { body } = await run('not-linked');
    const codes = body.data.students.map(({ code }: { readonly code: string }) => code);
    expect(codes).toEqual(['NOT_IDENTIFIED', 'NOT_IDENTIFIED', 'NOT_LINKED']);
  });
});
