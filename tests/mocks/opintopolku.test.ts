import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createOpintopolkuMock } from '../../mocks/opintopolku.ts';
import type { IdentityRecord, Person, StudyPlace } from '../../mocks/person.ts';
import { type RunningMock, startMock } from '../../mocks/registry-server.ts';
import {
  kirjautuminenSchema,
  type MigriHakija,
  migriHakemusSchema,
  migriHakijaSchema,
} from '../../subgraphs/opintopolku/contract.ts';

const MINUTE = 60_000;
const LIMIT = { error: 'Minimum of 1 and maximum of 5000 persons at a time.' };
const BROKEN = { error: 'Internal server error.' };

const unpaid = person('unpaid', {
  records: [record('01', { personalIdentityCode: '150398-905K' })],
  places: [place('01', { maksuvelvollisuus: 'REQUIRED' })],
});
const merged = person('merged', {
  records: [record('11', { personalIdentityCode: '110302B944F' }), record('91', { familyName: 'Vanha' })],
  places: [
    place('91', { maksuvelvollisuus: 'REQUIRED', option: named('20', '21') }),
    place('11', {
      maksuvelvollisuus: 'REQUIRED',
      option: named('20', '22'),
      applicationOid: oid20('11', '1102'),
      valintaTila: 'VARASIJALTA_HYVAKSYTTY',
    }),
  ],
  // Recorded under the master though the application is the slave's: VTS does not find it.
  feeRows: [fee('11', '21', 'MAKSETTU'), fee('11', '22', 'VAPAUTETTU')],
});
const finn = person('finn', {
  records: [record('02', { citizenships: ['804', '246'] })],
  places: [place('02', {})],
});
const stateless = person('stateless', {
  records: [record('03', { citizenships: [] })],
  places: [place('03', { startYear: null, startSeason: null, maksuvelvollisuus: null })],
});
const rejected = person('rejected', {
  records: [record('04', {})],
  places: [place('04', { valintaTila: 'HYLATTY' }), place('04', { valintaTila: 'VARALLA' })],
});
const oldStyle = person('old', {
  records: [record('05', {})],
  places: [place('05', { option: { oid: '1.2.246.562.20.85144636629', name: { fi: 'Vanha' } } })],
});
const codeless = person('codeless', { records: [record('06', {})], places: [place('06', {})] });
const people = [unpaid, merged, finn, stateless, rejected, oldStyle, codeless];

const clock = { now: Date.parse('2026-06-01T09:00:00Z') };
const poisoned = new Set<string>();
let mock: RunningMock;

beforeAll(async () => {
  mock = await startMock(createOpintopolkuMock({ poisoned }), { people, now: () => clock.now }, 0);
});
afterAll(() => mock.close());
beforeEach(() => poisoned.clear());

describe('login', () => {
  it('gives a session cookie for a ticket of its own login address', async () => {
    const answer = await login(await ticketFor('opintolupa', 'opintolupa-sandbox'));
    expect(answer.status).toBe(200);
    expect(kirjautuminenSchema.parse(await answer.json()).personOid).toMatch(/^1\.2\.246\.562\.24\.\d{11}$/);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^session=[0-9a-f-]{36}; Path=\/valinta-tulos-service; HttpOnly$/,
    );
  });

  it('takes the ticket in a header too', async () => {
    const ticket = await ticketFor('norights', 'norights');
    const answer = await fetch(loginUrl(), { headers: { ticket } });
    expect(answer.status).toBe(200);
  });

  it('sends a caller without ticket and session to CAS', async () => {
    const answer = await fetch(loginUrl(), { redirect: 'manual' });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(
      `${mock.url}/cas/login?service=${encodeURIComponent(loginUrl())}`,
    );
  });

  it('refuses a bad ticket and a cookie that is not a UUID', async () => {
    const badTicket = await login('ST-nope');
    expect(badTicket.status).toBe(401);
    expect(await badTicket.json()).toEqual({
      error: 'Authentication failed: Failed to validate service ticket ST-nope',
    });
    const badCookie = await login('ST-nope', 'session=abc');
    expect(badCookie.status).toBe(400);
    expect(await badCookie.json()).toEqual({ error: 'Bad request: Invalid UUID string: abc' });
  });

  it('lets a valid session win, leaving the ticket unspent', async () => {
    const session = await sessionOf('norights', 'norights');
    const ticket = await ticketFor('opintolupa', 'opintolupa-sandbox');
    expect((await login(ticket, session)).status).toBe(200);
    expect((await login(ticket)).status).toBe(200);
    expect((await login(ticket)).status).toBe(401);
  });
});

describe('session', () => {
  it('ends 60 minutes after the last recorded read, which is recorded only when over 30 minutes old', async () => {
    const session = await sessionOf();
    const start = clock.now;
    clock.now = start + 29 * MINUTE;
    expect((await byOids([], { session })).status).toBe(400);
    clock.now = start + 60 * MINUTE;
    expect((await byOids([], { session })).status, 'the read at 29 minutes did not count').toBe(401);

    const other = await sessionOf();
    const again = clock.now;
    clock.now = again + 31 * MINUTE;
    expect((await byOids([], { session: other })).status).toBe(400);
    clock.now = again + 90 * MINUTE;
    expect((await byOids([], { session: other })).status, 'the read at 31 minutes counted').toBe(400);
  });

  it('is the only way in: a ticket on the call is ignored', async () => {
    const ticket = await ticketFor('opintolupa', 'opintolupa-sandbox');
    const answer = await post(`${OIDS}?ticket=${ticket}`, JSON.stringify([oid24('01')]), {});
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ error: 'Unauthenticated: No session found' });
    expect((await login(ticket)).status, 'the ticket is unspent').toBe(200);
  });
});

describe('checks', () => {
  it('are made in order: content type, session, role, body', async () => {
    const text = await post(OIDS, '[]', { 'content-type': 'text/plain' });
    expect(text.status).toBe(415);
    expect(await text.json()).toEqual({ error: 'Only application/json accepted' });
    expect((await post(OIDS, '[]', {})).status).toBe(401);
    expect((await post(OIDS, '[]', { cookie: 'session=abc' })).status).toBe(400);
    const norights = await byOids([], { session: await sessionOf('norights', 'norights') });
    expect(norights.status).toBe(403);
    expect(await norights.json()).toEqual({ error: 'Forbidden: null' });
  });

  it('take an unknown or non-UUID session as their own cases', async () => {
    const unknown = await byOids([], { session: 'session=00000000-0000-4000-8000-000000000000' });
    expect(unknown.status).toBe(401);
    const bad = await byOids([], { session: 'session=abc' });
    expect(await bad.json()).toEqual({ error: 'Invalid UUID string: abc' });
  });

  it('accept 1 to 5000 distinct persons', async () => {
    const session = await sessionOf();
    const many = Array.from({ length: 5000 }, (_, n) => `1.2.246.562.24.${n}`);
    for (const refused of [[], [...many, 'one more']]) {
      const answer = await byOids(refused, { session });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual(LIMIT);
    }
    expect((await byOids([...many, ...many], { session })).status).toBe(200);
  });

  it('take a body that is no JSON, or no body, as no persons, and JSON of another shape as a failure', async () => {
    const session = await sessionOf();
    for (const body of ['[oops', '']) {
      const answer = await post(OIDS, body, { cookie: session });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual(LIMIT);
    }
    for (const body of ['{"oids":["1"]}', '[1]']) {
      const answer = await post(OIDS, body, { cookie: session });
      expect(answer.status).toBe(500);
      expect(await answer.json()).toEqual(BROKEN);
    }
  });

  it('fail without a User-Agent', async () => {
    expect(await statusWithoutUserAgent(await sessionOf())).toBe(500);
  });
});

describe('answer', () => {
  it('is JSON that may not be stored, and an empty array when nobody is found', async () => {
    const answer = await byOids([oid24('99')]);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json;charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toBe('[]');
  });

  it('has the fields of the contract', async () => {
    expect(await hakijat(await byOids([oid24('01'), oid24('01')]))).toEqual([
      {
        henkilotunnus: '150398-905K',
        henkiloOid: oid24('01'),
        sukunimi: 'Testinen',
        etunimet: 'Asha Mock',
        kansalaisuudet: ['704'],
        syntymaaika: '1998-03-15',
        hakemukset: [
          {
            hakuOid: oid20('29', '1'),
            hakuNimi: { en: 'Mock 29' },
            hakemusOid: oid20('11', '01'),
            organisaatioOid: '1.2.246.562.10.12345678903',
            organisaatioNimi: { fi: 'Mallikorkeakoulu' },
            hakukohdeOid: oid20('20', '1'),
            hakukohdeNimi: { en: 'Mock 20' },
            toteutusOid: oid20('17', '1'),
            toteutusNimi: { en: 'Mock 17' },
            valintaTila: 'HYVAKSYTTY',
            vastaanottoTila: 'VASTAANOTTANUT_SITOVASTI',
            ilmoittautuminenTila: 'EI_TEHTY',
            maksuvelvollisuus: 'REQUIRED',
            lukuvuosimaksu: 'MAKSAMATTA',
            koulutuksenAlkamisvuosi: 2026,
            koulutuksenAlkamiskausi: 'S',
          },
        ],
      },
    ]);
  });

  it('leaves absent values out instead of null', async () => {
    const text = await (await byOids([oid24('03'), oid24('06')])).text();
    expect(text).not.toContain('null');
    const [bare] = await hakijat(await byOids([oid24('03')]));
    expect(bare?.kansalaisuudet).toEqual([]);
    expect(bare?.hakemukset[0]).not.toHaveProperty('maksuvelvollisuus');
    expect(bare?.hakemukset[0]).not.toHaveProperty('koulutuksenAlkamisvuosi');
  });

  it('leaves out Finns, rejected applicants and old-style places without a word', async () => {
    const asked = ['02', '04', '05'].map(oid24);
    expect(await hakijat(await byOids(asked))).toEqual([]);
  });

  it('gives a master and a slave the same applications, under the OIDs asked, with the master’s name', async () => {
    const answer = await hakijat(await byOids([oid24('11'), oid24('91')]));
    expect(answer.map(({ henkiloOid }) => henkiloOid).sort()).toEqual([oid24('11'), oid24('91')]);
    expect(answer.map(({ sukunimi }) => sukunimi)).toEqual(['Testinen', 'Testinen']);
    expect(answer[0]?.hakemukset).toHaveLength(2);
    expect(answer[0]?.hakemukset).toEqual(answer[1]?.hakemukset);
  });

  it('looks a fee up by the person OID on the application, and only when it is required', async () => {
    const [one] = await hakijat(await byOids([oid24('91')]));
    const fees = new Map(one?.hakemukset.map((it) => [it.hakukohdeOid, it.lukuvuosimaksu]));
    expect(fees.get(oid20('20', '21')), 'paid, but under the master').toBe('MAKSAMATTA');
    expect(fees.get(oid20('20', '22'))).toBe('VAPAUTETTU');
    const [free] = await hakijat(await byOids([oid24('06')]));
    expect(free?.hakemukset[0]).toMatchObject({ maksuvelvollisuus: 'NOT_REQUIRED' });
    expect(free?.hakemukset[0]).not.toHaveProperty('lukuvuosimaksu');
  });

  it('comes in an order that is not the order asked, but the same every time', async () => {
    const asked = ['01', '03', '06', '11', '91'].map(oid24);
    const orders = [asked, asked.toReversed()].map(async (oids) =>
      (await hakijat(await byOids(oids))).map(({ henkiloOid }) => henkiloOid),
    );
    const [first, second] = await Promise.all(orders);
    expect(first).toEqual(second);
    expect(first).not.toEqual(asked);
  });

  it('by identity code finds current codes only, under the record that holds the code', async () => {
    const session = await sessionOf();
    const answer = await post(HETUT, JSON.stringify(['110302B944F', '010190-999X']), { cookie: session });
    const found = await hakijat(answer);
    expect(found.map(({ henkiloOid }) => henkiloOid)).toEqual([oid24('11')]);
    expect(found[0]?.hakemukset).toHaveLength(2);
  });
});

describe('failures', () => {
  it('of one person fail the whole batch', async () => {
    poisoned.add(oid24('06'));
    const answer = await byOids([oid24('01'), oid24('06')]);
    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual(BROKEN);
    expect((await byOids([oid24('01')])).status).toBe(200);
  });

  it('come as 500 when the right to the results themselves is missing', async () => {
    const session = await sessionOf('migrionly', 'migrionly');
    expect((await byOids([oid24('01')], { session })).status).toBe(500);
    expect((await byOids([oid24('99')], { session })).status, 'nothing to authorise').toBe(200);
  });
});

it('records what was asked and of how many, never of whom', async () => {
  const session = await sessionOf();
  mock.clearCalls();
  await byOids([oid24('01'), oid24('03'), oid24('01')], { session });
  expect(mock.calls().at(-1)).toMatchObject({ operation: 'migri/henkilo-oidit', persons: 2 });
});

const OIDS = '/valinta-tulos-service/cas/migri/hakemukset/henkilo-oidit';
const HETUT = '/valinta-tulos-service/cas/migri/hakemukset/hetut';

function loginUrl(): string {
  return `${mock.url}/valinta-tulos-service/auth/login`;
}

function login(ticket: string, cookie = ''): Promise<Response> {
  return fetch(`${loginUrl()}?ticket=${ticket}`, { headers: { cookie }, redirect: 'manual' });
}

async function ticketFor(username: string, password: string): Promise<string> {
  const form = new URLSearchParams({ username, password });
  const granted = await fetch(`${mock.url}/cas/v1/tickets`, { method: 'POST', body: form });
  const ticket = granted.headers.get('location')?.split('/').at(-1);
  const service = new URLSearchParams({ service: loginUrl() });
  const answer = await fetch(`${mock.url}/cas/v1/tickets/${ticket}`, { method: 'POST', body: service });
  return (await answer.text()).trim();
}

async function sessionOf(username = 'opintolupa', password = 'opintolupa-sandbox'): Promise<string> {
  const answer = await login(await ticketFor(username, password));
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

function post(path: string, body: string, headers: Record<string, string>): Promise<Response> {
  const type = { 'content-type': 'application/json' };
  return fetch(`${mock.url}${path}`, { method: 'POST', body, headers: { ...type, ...headers } });
}

async function byOids(oids: readonly string[], options: { session?: string } = {}): Promise<Response> {
  return post(OIDS, JSON.stringify(oids), { cookie: options.session ?? (await sessionOf()) });
}

async function hakijat(answer: Response): Promise<MigriHakija[]> {
  expect(answer.status).toBe(200);
  const strict = migriHakijaSchema.extend({ hakemukset: z.array(migriHakemusSchema.strict()) }).strict();
  return z.array(strict).parse(await answer.json());
}

function statusWithoutUserAgent(cookie: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const headers = { cookie, 'content-type': 'application/json' };
  const call = httpRequest(`${mock.url}${OIDS}`, { method: 'POST', headers }, (answer) => {
    answer.resume();
    resolve(answer.statusCode);
  });
  call.on('error', reject).end(JSON.stringify([oid24('01')]));
  return promise;
}

function oid24(end: string): string {
  return `1.2.246.562.24.${end.padStart(11, '0')}`;
}

function oid20(node: string, end: string): string {
  return `1.2.246.562.${node}.${end.padStart(20, '0')}`;
}

function named(node: string, end: string): StudyPlace['option'] {
  return { oid: oid20(node, end), name: { en: `Mock ${node}` } };
}

function record(end: string, changes: Partial<IdentityRecord>): IdentityRecord {
  return {
    oid: oid24(end),
    givenNames: 'Asha Mock',
    callingName: 'Asha',
    familyName: 'Testinen',
    birthDate: '1998-03-15',
    citizenships: ['704'],
    personalIdentityCode: null,
    identifiedBy: 'MANUAL',
    nonDisclosure: false,
    municipality: null,
    sex: '2',
    ...changes,
  };
}

function place(end: string, changes: Partial<StudyPlace>): StudyPlace {
  return {
    personOid: oid24(end),
    applicationOid: oid20('11', end),
    round: named('29', '1'),
    option: named('20', '1'),
    implementation: named('17', '1'),
    provider: { oid: '1.2.246.562.10.12345678903', name: { fi: 'Mallikorkeakoulu' } },
    valintaTila: 'HYVAKSYTTY',
    vastaanottoTila: 'VASTAANOTTANUT_SITOVASTI',
    ilmoittautuminenTila: 'EI_TEHTY',
    maksuvelvollisuus: 'NOT_REQUIRED',
    condition: null,
    published: true,
    acceptanceDeadline: null,
    startYear: 2026,
    startSeason: 'S',
    ...changes,
  };
}

function fee(
  end: string,
  option: string,
  maksuntila: Person['feeRows'][number]['maksuntila'],
): Person['feeRows'][number] {
  return {
    personOid: oid24(end),
    optionOid: oid20('20', option),
    maksuntila,
    recordedBy: oid24('70'),
    recordedAt: '2026-05-01T10:00:00Z',
  };
}

function person(id: string, parts: Partial<Person>): Person {
  const none = { records: [], places: [], feeRows: [], studentRecords: [], migri: null };
  return { id, story: '', ...none, ...parts };
}
