import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sandboxClients from '../../gateway/access/sandbox-clients.json' with { type: 'json' };
import { type Operation, processMap } from '../../gateway/sandbox/process/process-data.ts';
import { commandsFor, documentOf } from '../../gateway/sandbox/process/run-command.ts';
import { dataSources } from '../../mocks/issuer/parties.ts';
import { isPurpose } from '../../subgraphs/registry/purpose.ts';
import {
  type ConsentSource,
  type Headers,
  issuerUrl,
  officialHeaders,
  personHeaders,
} from '../sandbox-access.ts';
import { type System, startSystem } from '../system.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const operations = processMap.flows.flatMap(({ number, operation }) =>
  operation === undefined ? [] : [[number, operation] as const],
);

let system: System;
let schema: GraphQLSchema;

beforeAll(async () => {
  system = await startSystem({ today: '2026-11-24' });
  const { body } = await system.ask(getIntrospectionQuery());
  schema = buildClientSchema(body.data);
});
afterAll(() => system.close());

async function headersFor({ purpose, person, consents }: Operation): Promise<Headers> {
  if (person !== undefined) return personHeaders(person, consents.filter(isConsentSource));
  if (!isPurpose(purpose)) throw new Error(`${purpose} is no purpose`);
  return officialHeaders(purpose);
}

function isConsentSource(name: string): name is ConsentSource {
  return Object.hasOwn(dataSources, name);
}

describe.each(operations)('the query of flow %i', (number, operation) => {
  it('fits the schema that clients see', () => {
    expect(validate(schema, parse(operation.query.join('\n')))).toEqual([]);
    expect(validate(schema, parse(documentOf(operation)))).toEqual([]);
  });

  it('is asked by a client of the sandbox for a purpose of its own', () => {
    const client = sandboxClients.clients.find(({ id }) => id === operation.client);
    expect(client?.purposes).toContain(operation.purpose);
    expect(operation.person !== undefined).toBe(client?.kind === 'PERSON_SERVICE');
    expect(operation.consents.filter((name) => !isConsentSource(name))).toEqual([]);
  });

  it('gives data and no error, and shows what is said of it', async () => {
    const headers = await headersFor(operation);
    const { status, body } = await system.ask(documentOf(operation), operation.variables, headers);
    expect([status, body.errors]).toEqual([200, undefined]);
    expect(body.data).toMatchObject(shown[number] ?? { not: 'told' });
    const denied = body.extensions.policy.denied.map(({ field }: { readonly field: string }) => field);
    expect(denied).toEqual(number === 14 ? ['Student.permits'] : []);
  });
});

const found = (facts: object) => ({ code: 'FOUND', student: facts });
const determined = (value: unknown) => ({ determination: 'DETERMINED', value });

/** What the page says that each answer shows. */
const shown: Readonly<Record<number, object>> = {
  2: {
    student: {
      feePayments: { items: [{ reason: { code: 'NO_PAYMENT_RECORD' } }] },
      nextSteps: { items: [{ actor: 'STUDENT' }, { actor: 'HIGHER_EDUCATION_INSTITUTION' }] },
    },
  },
  3: { student: { permits: { state: 'KNOWN', firstPermitGround: 'EMPLOYMENT' } } },
  4: {
    student: {
      bindingStudyPlace: determined('CONDITIONAL_ADMISSION'),
      tuitionFeeRequirement: determined('SATISFIED'),
    },
  },
  5: { students: [...Array(3).fill({ code: 'FOUND' }), { code: 'NOT_LINKED' }] },
  7: {
    student: {
      studyRights: { state: 'KNOWN', source: { registry: 'VIRTA' } },
      termRegistrations: { state: 'KNOWN' },
      studyProgress: { state: 'KNOWN' },
    },
  },
  9: {
    student: {
      identity: { mergedRecords: 1 },
      studyRights: { items: [{ currentState: 'ENDED' }, { currentState: 'ACTIVE' }] },
    },
  },
  10: { me: found({ permitCases: { state: 'KNOWN', items: [{ state: 'IN_PROCESS' }] } }) },
  12: {
    students: [
      found({ institutionChange: determined(true) }),
      found({ attendance: determined('ABSENT') }),
      found({ studyRightValidity: { ...determined(false), endState: 'DISCONTINUED' } }),
    ],
  },
  13: { student: { outsideCoverage: Array(10).fill({ state: 'NOT_COVERED' }) } },
  14: {
    me: found({
      studyRights: { state: 'KNOWN' },
      permits: { state: 'CONSENT_REQUIRED', reason: { code: 'CONSENT_NOT_GIVEN' } },
    }),
  },
  // The queries of flows 10, 5 and 2, which were about the same person.
  15: {
    myDisclosures: {
      items: [
        { authority: 'Virtual Finland (sandbox)', purpose: 'VF_SELF_SERVICE' },
        { facts: ['admissionConditions', 'admissions', 'feePayments'], purpose: 'MIGRI_FIRST_PERMIT' },
        { facts: ['feePayments', 'nextSteps'], purpose: 'MIGRI_FIRST_PERMIT' },
      ],
    },
  },
};

describe('the commands on the page', () => {
  const chosen = operations.filter(([number]) => number === 5 || number === 14);

  it.each(chosen)('of flow %i run as they stand', async (number, operation) => {
    const commands = commandsFor(operation, `${system.url}/graphql`);
    // The page's reader stands in the project's folder; here nothing may be written there.
    const elsewhere = commands.replace('npm run', `npm --prefix ${root} run`);
    const { stdout } = await promisify(execFile)('bash', ['-c', elsewhere], {
      cwd: mkdtempSync(join(tmpdir(), 'opintolupa-commands-')),
      env: { ...process.env, ISSUER_URL: await issuerUrl() },
    });
    const { data, errors } = JSON.parse(stdout);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject(shown[number] ?? {});
  });
});
