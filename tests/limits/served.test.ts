import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ClientLimits } from '../../gateway/access/access.ts';
import { documentHash } from '../../gateway/limits/trusted-file.ts';
import type { RunningMock } from '../../mocks/registry-server.ts';
import { writtenFile } from '../access/clients-file.ts';
import { personaOid } from '../officer-query.ts';
import { developerHeaders, type Headers, officialHeaders } from '../sandbox-access.ts';
import { environmentOfMocks, startGateway, startMocks } from '../system.ts';
import { clientsFileWith } from './clients-file.ts';
import { head, sendRaw, statusOf } from './raw-http.ts';

type Gateway = Awaited<ReturnType<typeof startGateway>>;

const today = '2026-11-24';
const numberAlone = 'query ($id: Oppijanumero!) { student(oppijanumero: $id) { oppijanumero } }';
const rightsOfMany =
  'query ($ids: [ID!]!) { students(oppijanumerot: $ids) { student { studyRights { state } } } }';
const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_unused, index) => personaOid(10 * (1_000 + index)));
const coded = (code: string) => ({ errors: [{ extensions: { code } }] });

let mocks: readonly RunningMock[];
let developer: Headers;
let migri: Headers;
const dataCalls = (): number =>
  mocks.flatMap((mock) => mock.calls()).filter(({ operation }) => operation !== null).length;
beforeAll(async () => {
  ({ mocks } = await startMocks({ today }));
  developer = await developerHeaders();
  migri = await officialHeaders('MIGRI_FIRST_PERMIT');
});
afterAll(() => Promise.all(mocks.map((mock) => mock.close())));
beforeEach(() => {
  for (const mock of mocks) mock.clearCalls();
});

/** A gateway over the mocks, with limits of some clients. */
function started(
  limits: Readonly<Record<string, Partial<ClientLimits>>>,
  environment: Readonly<Record<string, string>> = {},
): Promise<Gateway> {
  return startGateway({
    ...environmentOfMocks(mocks),
    TODAY: today,
    CLIENTS_FILE: clientsFileWith(limits),
    ...environment,
  });
}

const post = (gateway: Gateway, body: unknown, headers: Headers): Promise<Response> =>
  fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

describe('what a client may ask at once', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    const small = { bodyKib: 16, peoplePerList: 3, cost: 4 };
    gateway = await started({ developer: small, migri: { bodyKib: 32 } }, { BODY_LIMIT_KIB: '24' });
  });
  afterAll(() => gateway.close());

  const ofSize = (size: number): string => {
    const empty = JSON.stringify({ query: '{ __typename }', padding: '' });
    return empty.replace('"padding":""', `"padding":"${'x'.repeat(size - empty.length)}"`);
  };
  const lines = (headers: Headers): string[] => [
    'Content-Type: application/json',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const declared = (size: number, headers: Headers) =>
    sendRaw(gateway.url, [head(...lines(headers), `Content-Length: ${size}`), ofSize(size)]);
  const inChunks = (size: number, headers: Headers) =>
    sendRaw(gateway.url, [
      head(...lines(headers), 'Transfer-Encoding: chunked'),
      ...(ofSize(size).match(/.{1,4096}/g) ?? []).map((part) => `${part.length.toString(16)}\r\n${part}\r\n`),
      '0\r\n\r\n',
    ]);

  test.each([
    ['with its length', declared],
    ['in chunks', inChunks],
  ])('a body %s may be as large as its client’s limit and the gateway’s', async (_how, send) => {
    const answers = [
      await send(16 * 1024, developer),
      await send(16 * 1024 + 1, developer),
      await send(24 * 1024, migri),
      await send(24 * 1024 + 1, migri),
    ];
    expect(answers.map(statusOf)).toEqual([200, 413, 200, 413]);
  });

  test('one person more in a list than the client may ask about is refused, and nobody is asked about', async () => {
    const fits = await gateway.ask(rightsOfMany, { ids: numbers(3) });
    expect([fits.status, fits.body.data.students]).toEqual([
      200,
      [expect.anything(), expect.anything(), expect.anything()],
    ]);
    for (const mock of mocks) mock.clearCalls();
    const reply = await gateway.ask(rightsOfMany, { ids: numbers(4) });
    expect([reply.status, reply.body]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'oppijanumerot' } }] },
    ]);
    expect((await gateway.ask(rightsOfMany, { ids: numbers(4) }, migri)).status).toBe(200);
    expect(reply.body).not.toHaveProperty('data');
  });

  test('an operation that would make more calls than the client may cause is refused before any is made', async () => {
    const costly = `query ($id: Oppijanumero!) { student(oppijanumero: $id) { admissions { state } studyRights { state } permits { state } } }`;
    const reply = await gateway.ask(costly, { id: personaOid(9000) });
    expect([reply.status, reply.body]).toMatchObject([400, coded('MAX_COST_LIMIT')]);
    expect(dataCalls()).toBe(0);
    expect((await gateway.ask(costly, { id: personaOid(9000) }, migri)).status).toBe(200);
    expect(dataCalls()).toBeGreaterThan(0);
  });
});

describe('what a client may ask in a minute', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await started({
      developer: { requestsPerMinute: 5 },
      migri: { peoplePerMinute: 12 },
    });
  });
  afterAll(() => gateway.close());

  test('a developer’s spent minute is told with when to come again, and leaves others theirs', async () => {
    const ask = (headers: Headers) => post(gateway, { query: '{ __typename }' }, headers);
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(developer)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(await refused?.json()).toMatchObject(coded('RATE_LIMITED'));
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await ask(migri)).status).toBe(200);
    expect((await ask(await officialHeaders('FEE_OBLIGATION_CHECK'))).status).toBe(200);
  });

  test('a walk from number to number ends at the limit of people and is told to operators', async () => {
    const walk = async (headers: Headers) => {
      const answers: Response[] = [];
      for (const id of numbers(22))
        answers.push(await post(gateway, { query: numberAlone, variables: { id } }, headers));
      return answers;
    };
    const answers = await walk(migri);
    expect(answers.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 12 }, () => 200),
      ...Array.from({ length: 10 }, () => 429),
    ]);
    expect(await answers[12]?.json()).toMatchObject(coded('RATE_LIMITED'));
    expect(Number(answers[12]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    const told = (await gateway.metrics())
      .split('\n')
      .filter((line) => line.startsWith('use_anomalies_total{'));
    const counted = told.filter((line) => !line.includes('OFF_HOURS'));
    expect(counted.sort()).toEqual([
      'use_anomalies_total{client="migri",pattern="MANY_PEOPLE"} 1',
      'use_anomalies_total{client="migri",pattern="REPEATED_REFUSALS"} 1',
      'use_anomalies_total{client="migri",pattern="SEQUENTIAL_NUMBERS"} 1',
    ]);
    expect(told.join()).not.toContain('official-17');
    const another = await officialHeaders('MIGRI_FIRST_PERMIT', { 'x-end-user': 'official-18' });
    const id = personaOid(9000);
    expect((await post(gateway, { query: numberAlone, variables: { id } }, another)).status).toBe(200);
  });
});

describe('registered operations', () => {
  const hash = documentHash(numberAlone);
  const othersDocument = 'query Other { __typename }';
  const id = personaOid(9000);
  const file = writtenFile('documents.json', {
    [hash]: { clients: ['developer'], document: numberAlone, name: 'Number' },
    [documentHash(othersDocument)]: { clients: ['oph'], document: othersDocument, name: 'Other' },
  });
  const byHash = (sha256Hash: string) => ({
    variables: { id },
    extensions: { persistedQuery: { version: 1, sha256Hash } },
  });
  const counterOf = async (gateway: Gateway) =>
    (await gateway.metrics()).split('\n').filter((line) => line.startsWith('untrusted_documents_total{'));

  describe.each(['off', 'log', 'enforce'] as const)('%s', (mode) => {
    let gateway: Gateway;
    beforeAll(async () => {
      gateway = await started({}, { TRUSTED_DOCUMENTS: mode, TRUSTED_DOCUMENTS_FILE: file });
    });
    afterAll(() => gateway.close());
    const told = async (body: unknown) => {
      const response = await post(gateway, body, developer);
      return [response.status, await response.json()];
    };

    test('an operation is served by its hash where registered ones are known', async () => {
      const expected =
        mode === 'off' ? coded('PERSISTED_QUERY_NOT_SUPPORTED') : { data: { student: { oppijanumero: id } } };
      expect(await told(byHash(hash))).toMatchObject([200, expected]);
      expect(await told({ variables: { id }, documentId: `sha256:${hash}` })).toMatchObject([200, expected]);
      // Two each time: which numbers belong together is never kept.
      expect(dataCalls()).toBe(mode === 'off' ? 0 : 4);
    });

    test('another client’s hash is answered as one that nobody has', async () => {
      const others = await told(byHash(documentHash(othersDocument)));
      expect(others).toMatchObject(
        mode === 'off'
          ? [200, coded('PERSISTED_QUERY_NOT_SUPPORTED')]
          : [400, coded('PERSISTED_QUERY_NOT_FOUND')],
      );
      expect(others).toEqual(await told(byHash('0'.repeat(64))));
      expect(dataCalls()).toBe(0);
    });

    test('one that is not registered for its client is served, served and counted, or refused', async () => {
      const answers = [await told({ query: '{ __typename }' }), await told({ query: othersDocument })];
      const refused = coded('PERSISTED_QUERY_REQUIRED');
      const expected = mode === 'enforce' ? refused : { data: { __typename: 'Query' } };
      expect(answers.map(([, body]) => body)).toMatchObject([expected, expected]);
      expect(await counterOf(gateway)).toEqual(
        mode === 'log' ? ['untrusted_documents_total{client="developer"} 2'] : [],
      );
    });
  });
});
