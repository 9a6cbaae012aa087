import { afterEach, describe, expect, it } from 'vitest';
import { opintopolkuMock } from '../../mocks/opintopolku.ts';
import { type MockRegistry, type RunningMock, startMock } from '../../mocks/registry-server.ts';
import { opintopolku } from '../../subgraphs/opintopolku/index.ts';
import {
  accountAt,
  oid20,
  oid24,
  type SubgraphUnderTest,
  student,
  underTest,
} from './valinta-tulos-service.ts';

const json = 'application/json;charset=utf-8';
const selection = 'admissions { state reason { code retryAt } complete items { id selection acceptance } }';
const application = {
  hakuOid: oid20(29, 1),
  hakuNimi: {},
  hakemusOid: oid20(11, 1),
  organisaatioOid: '1.2.246.562.10.1',
  organisaatioNimi: {},
  hakukohdeOid: oid20(20, 1),
  hakukohdeNimi: {},
  toteutusOid: oid20(17, 1),
  toteutusNimi: {},
  valintaTila: 'HYVAKSYTTY',
  vastaanottoTila: 'VASTAANOTTANUT_SITOVASTI',
  ilmoittautuminenTila: 'EI_TEHTY',
};
const item = { id: `${oid20(11, 1)}/${oid20(20, 1)}`, selection: 'ACCEPTED', acceptance: 'BINDING' };

let mock: RunningMock;
let subgraph: SubgraphUnderTest;

afterEach(async () => {
  await subgraph.close();
  await mock.close();
});

describe('an answer that is none', () => {
  it.each([
    ['a redirect', { status: 302, headers: { location: '/cas/login' }, body: '' }, 'INVALID_ANSWER'],
    [
      'a login page',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' },
      'INVALID_ANSWER',
    ],
    [
      'a cut-off body',
      { status: 200, headers: { 'content-type': json }, body: '[{"henkiloOid"' },
      'INVALID_ANSWER',
    ],
    [
      'JSON of another shape',
      { status: 200, headers: { 'content-type': json }, body: '{}' },
      'INVALID_ANSWER',
    ],
    [
      'a refusal',
      { status: 400, headers: { 'content-type': json }, body: '{"error":"x"}' },
      'REJECTED_BY_SOURCE',
    ],
    ['a gateway’s failure', { status: 503, headers: {}, body: '' }, 'SOURCE_ERROR'],
    ['a call for patience', { status: 429, headers: {}, body: '' }, 'RATE_LIMITED'],
  ])('is never a finding: %s', async (_case, answer, code) => {
    await answering(answer);
    const found = await subgraph.students(selection, [student([oid24(1)]), student([oid24(2)])]);
    const unavailable = {
      admissions: {
        state: 'SOURCE_UNAVAILABLE',
        reason: { code, retryAt: null },
        complete: null,
        items: null,
      },
    };
    expect(found).toEqual([unavailable, unavailable]);
    expect(
      mock.calls().filter(({ path }) => path.includes('/migri/')),
      'asked once, not in parts',
    ).toHaveLength(1);
  });

  it('tells when to ask again', async () => {
    await answering({ status: 503, headers: { 'retry-after': 'Mon, 01 Jun 2026 10:00:00 GMT' }, body: '' });
    const [found] = await subgraph.students(selection, [student([oid24(1)])]);
    expect(found).toMatchObject({ admissions: { reason: { retryAt: '2026-06-01T10:00:00.000Z' } } });
  });
});

describe('a record that cannot be read', () => {
  it('costs itself, and the answer says that it is missing', async () => {
    const bad = { ...application, hakemusOid: 7 };
    const odd = { ...application, valintaTila: 'toString', hakukohdeOid: oid20(20, 2) };
    await answeringJson([{ henkiloOid: oid24(1), hakemukset: [bad, odd, application] }]);
    const [found] = await subgraph.students(selection, [student([oid24(1)])]);
    expect(found).toEqual({
      admissions: {
        state: 'KNOWN',
        reason: { code: 'RECORD_UNREADABLE', retryAt: null },
        complete: false,
        items: [item, { ...item, id: `${oid20(11, 1)}/${oid20(20, 2)}`, selection: 'UNKNOWN' }],
      },
    });
  });

  it('is never "no study place", whoever’s it is', async () => {
    await answeringJson([
      { henkiloOid: oid24(1), hakemukset: [{}] },
      { hakemukset: [application] },
      { henkiloOid: oid24(3), hakemukset: [application] },
    ]);
    const found = await subgraph.students(
      selection,
      [1, 2, 3].map((oid) => student([oid24(oid)])),
    );
    const lost = { state: 'SOURCE_UNAVAILABLE', reason: { code: 'RECORD_UNREADABLE' }, items: null };
    const known = { state: 'KNOWN', reason: null, complete: true, items: [item] };
    expect(found).toMatchObject([{ admissions: lost }, { admissions: lost }, { admissions: known }]);
  });
});

it('gives nobody what is said of somebody not asked about, and does not call the asked one placeless', async () => {
  await answeringJson([{ henkiloOid: oid24(9), hakemukset: [application] }]);
  const [found] = await subgraph.students(selection, [student([oid24(1)])]);
  expect(found).toMatchObject({
    admissions: { state: 'SOURCE_UNAVAILABLE', reason: { code: 'INVALID_ANSWER' }, items: null },
  });
});

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function answeringJson(body: unknown): Promise<void> {
  return answering({ status: 200, headers: { 'content-type': json }, body: JSON.stringify(body) });
}

/** Starts a register that lets anybody in and then answers every question alike. */
async function answering({ status, headers, body }: Reply): Promise<void> {
  const registry: MockRegistry = {
    name: 'opintopolku',
    routes: (app, world) => {
      app.addHook('preHandler', async (request, reply) => {
        if (request.url.includes('/migri/')) return reply.code(status).headers(headers).send(body);
      });
      opintopolkuMock.routes(app, world);
    },
  };
  mock = await startMock(registry, { people: [], now: Date.now }, 0);
  subgraph = underTest(opintopolku, accountAt(mock.url, 'OPINTOPOLKU'));
}
