import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMigriMock, migriMock } from '../../mocks/migri.ts';
import type { IdentityRecord, MigriRecord, Person } from '../../mocks/person.ts';
import { type RunningMock, startMock } from '../../mocks/registry-server.ts';
import {
  problemSchema,
  registeredCustomerSchema,
  registeredPersonSchema,
  tokenReplySchema,
} from '../../subgraphs/migri/contract.ts';

const oid = (node: string) => `1.2.246.562.24.000000${node}`;
const [worker, master, slave, notInRegister] = [oid('09002'), oid('09011'), oid('09111'), oid('09001')];
const people = [
  person([worker], migri('90000002', 'EMPLOYMENT')),
  person([master, slave], migri('90000001', null)),
  person([], migri('90000008', 'STUDY')),
  person([notInRegister], null),
];
const clock = { now: Date.UTC(2026, 7, 1, 9) };
const world = { people, now: () => clock.now };
let server: RunningMock;
let token: string;

beforeAll(async () => {
  server = await startMock(migriMock, world, 0);
});
afterAll(() => server.close());
beforeEach(async () => {
  token = await tokenOf(server, 'opintolupa', 'opintolupa-sandbox');
  server.clearCalls();
});

describe('search by person OID', () => {
  it('gives each person known once, leaves the others out, in an order of its own', async () => {
    const reply = await search('persons', { personOids: [worker, notInRegister, master, worker] });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    const { persons } = z
      .object({ persons: z.array(registeredPersonSchema.strict()) })
      .parse(await reply.json());
    expect(persons.map(({ personOid }) => personOid)).toEqual([master, worker]);
    expect(persons[1]).toEqual({ personOid: worker, ...migri('90000002', 'EMPLOYMENT') });
  });

  it('leaves out what the register does not know: no nulls', async () => {
    const text = await (await search('persons', { personOids: [master] })).text();
    expect(text).not.toContain('null');
    expect(text).not.toContain('firstPermitGround');
  });

  it('finds a person by the one OID that the register holds', async () => {
    expect(await (await search('persons', { personOids: [slave] })).json()).toEqual({ persons: [] });
  });

  it('takes 5000 and refuses 5001', async () => {
    const personOids = Array.from({ length: 5000 }, (_, index) => oid(String(10_000 + index)));
    expect((await search('persons', { personOids })).status).toBe(200);
    const reply = await search('persons', { personOids: [...personOids, worker] });
    expect(await problemOf(reply)).toMatchObject({ status: 400, errors: [{ pointer: '#/personOids' }] });
  });
});

describe('search by customer number', () => {
  it('finds a person without a learner number too', async () => {
    const reply = await search('customers', { customerNumbers: ['90000008', '90000002'] });
    const { persons } = z
      .object({ persons: z.array(registeredCustomerSchema.strict()) })
      .parse(await reply.json());
    expect(persons.map(({ personOid }) => personOid)).toEqual([worker, undefined]);
  });
});

describe('faults of the request', () => {
  it('are 400 with a pointer, and never repeat the value', async () => {
    const reply = await search('persons', { personOids: [worker, '140300A901H', 7] });
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    const text = await reply.text();
    expect(text).not.toContain('140300A901H');
    expect(problemSchema.strict().parse(JSON.parse(text))).toMatchObject({
      type: expect.stringMatching(/\/invalid-request$/),
      status: 400,
      errors: [
        { pointer: '#/personOids/1', detail: 'must be a person OID' },
        { pointer: '#/personOids/2', detail: 'must be a string' },
      ],
    });
  });

  it('are 400 for an empty list, a missing member, another form and broken JSON', async () => {
    const pointers = await Promise.all(
      ['{"personOids":[]}', '{}', '[]', '{"personOids":'].map(async (body) => {
        const { status, errors } = await problemOf(await send('persons', body));
        return [status, errors?.[0]?.pointer];
      }),
    );
    expect(pointers).toEqual([
      [400, '#/personOids'],
      [400, '#/personOids'],
      [400, '#'],
      [400, '#'],
    ]);
  });

  it('are listed up to 20', async () => {
    const personOids = Array(100).fill('x');
    expect((await problemOf(await search('persons', { personOids }))).errors).toHaveLength(20);
  });

  it('are 413 over 1 MiB and 415 for another content type', async () => {
    const padded = `{"personOids":["${worker}"]${' '.repeat(1024 * 1024)}}`;
    expect((await problemOf(await send('persons', padded))).status).toBe(413);
    const plain = await send('persons', '{}', { 'content-type': 'text/plain' });
    expect((await problemOf(plain)).status).toBe(415);
  });
});

describe('access', () => {
  it('is 401 without a token, with a bad one and with an expired one', async () => {
    const none = await send('persons', '{}', { authorization: '' });
    expect(none.headers.get('www-authenticate')).toBe('Bearer');
    expect((await problemOf(none)).type).toMatch(/\/no-token$/);
    const bad = await send('persons', '{}', { authorization: 'Bearer nonsense' });
    expect(bad.headers.get('www-authenticate')).toContain('invalid_token');
    clock.now += 300_000;
    const expired = await search('persons', { personOids: [worker] });
    expect((await problemOf(expired)).type).toMatch(/\/invalid-token$/);
  });

  it('is 403 without the scope', async () => {
    const authorization = `Bearer ${await tokenOf(server, 'norights', 'norights')}`;
    const reply = await send('persons', '{}', { authorization });
    expect(reply.headers.get('www-authenticate')).toContain('insufficient_scope');
    expect((await problemOf(reply)).status).toBe(403);
  });

  it('names the scope in the token reply, also when none was asked for', async () => {
    expect(await (await askToken(server, {})).json()).toMatchObject({
      scope: 'permit-register.read',
      expires_in: 300,
    });
    expect((await askToken(server, { scope: 'permit-register.write' })).status).toBe(400);
    expect((await askToken(server, { client_secret: 'wrong' })).status).toBe(401);
  });
});

describe('operation', () => {
  it('limits the searches of a minute', async () => {
    await using limited = await startOperated({ searchesPerMinute: 2, maintenance: [] });
    const headers = { authorization: `Bearer ${await tokenOf(limited, 'opintolupa', 'opintolupa-sandbox')}` };
    clock.now = Math.ceil(clock.now / 60_000) * 60_000 + 15_000;
    const statuses = [];
    for (const _ of [1, 2]) statuses.push((await send('persons', '{}', headers, limited)).status);
    expect(statuses).toEqual([400, 400]);
    const refused = await send('persons', '{}', headers, limited);
    expect(refused.headers.get('retry-after')).toBe('45');
    expect((await problemOf(refused)).status).toBe(429);
    clock.now += 45_000;
    expect((await send('persons', '{}', headers, limited)).status).toBe(400);
  });

  it('closes for maintenance, and tells until when', async () => {
    const maintenance = [{ from: clock.now, until: clock.now + 90_000 }];
    await using closed = await startOperated({ searchesPerMinute: null, maintenance });
    const reply = await send('persons', '{}', {}, closed);
    expect(reply.headers.get('retry-after')).toBe('90');
    expect((await problemOf(reply)).status).toBe(503);
    clock.now += 90_000;
    expect((await send('persons', '{}', {}, closed)).status).toBe(401);
  });
});

it('records counts, and paths without identifiers', async () => {
  await search('persons', { personOids: [worker, master] });
  expect(server.calls()[0]).toMatchObject({
    path: '/permit-register/v1/persons/search',
    operation: 'search',
    persons: 2,
  });
});

function person(oids: readonly string[], record: MigriRecord | null): Person {
  const records = oids.map(identity);
  const nothing = { places: [], feeRows: [], studentRecords: [] };
  return { id: oids[0] ?? 'none', story: '', records, ...nothing, migri: record };
}

function identity(recordOid: string): IdentityRecord {
  const names = { givenNames: 'Asha', callingName: 'Asha', familyName: 'Testinen', birthDate: '1998-03-15' };
  const plain = {
    citizenships: ['356'],
    personalIdentityCode: null,
    nonDisclosure: false,
    municipality: null,
  };
  return { oid: recordOid, ...names, ...plain, identifiedBy: 'MANUAL', sex: '2' };
}

function migri(customerNumber: string, firstPermitGround: string | null): MigriRecord {
  return {
    customerNumber,
    firstPermitGround,
    cases: [
      {
        caseNumber: `${customerNumber}-1`,
        kind: 'EXTENSION',
        ground: 'STUDY',
        state: 'SUBMITTED',
        submittedOn: '2026-05-02',
      },
    ],
    permits: [{ permitNumber: `FI-${customerNumber}`, type: 'A', ground: 'STUDY', validFrom: '2025-08-01' }],
  };
}

function search(what: 'persons' | 'customers', body: unknown): Promise<Response> {
  return send(what, JSON.stringify(body));
}

function send(
  what: 'persons' | 'customers',
  body: string,
  ...[headers = {}, mock = server]: [Record<string, string>?, RunningMock?]
): Promise<Response> {
  const url = `${mock.url}/permit-register/v1/${what}/search`;
  const common = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', body, headers: { ...common, ...headers } });
}

async function problemOf(reply: Response) {
  return problemSchema.strict().parse(await reply.json());
}

function askToken(mock: RunningMock, fields: Record<string, string>): Promise<Response> {
  const client = { client_id: 'opintolupa', client_secret: 'opintolupa-sandbox' };
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...client, ...fields });
  return fetch(`${mock.url}/oauth2/token`, { method: 'POST', body: form });
}

async function tokenOf(mock: RunningMock, clientId: string, secret: string): Promise<string> {
  const reply = await askToken(mock, { client_id: clientId, client_secret: secret });
  return tokenReplySchema.parse(await reply.json()).access_token;
}

async function startOperated(operation: Parameters<typeof createMigriMock>[0]) {
  const mock = await startMock(createMigriMock(operation), world, 0);
  return { ...mock, [Symbol.asyncDispose]: () => mock.close() };
}
