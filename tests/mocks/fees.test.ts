import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { feesMock } from '../../mocks/fees.ts';
import type { FeeRow, Person, StudyPlace } from '../../mocks/person.ts';
import { type RunningMock, startMock } from '../../mocks/registry-server.ts';
import {
  type Lukuvuosimaksu,
  lukuvuosimaksuSchema,
  valinnantulosHistoriallaSchema,
} from '../../subgraphs/fees/contract.ts';

const PERSON_A = '1.2.246.562.24.00000000001';
const PERSON_B = '1.2.246.562.24.00000000002';
const OFFICIAL = '1.2.246.562.24.70000000014';
const OPTION_1 = '1.2.246.562.20.00000000000000000001';
const OPTION_2 = '1.2.246.562.20.00000000000000000002';
const OPTION_3 = '1.2.246.562.20.00000000000000000003';
const APPLICATION = '1.2.246.562.11.00000000000000000001';
const BASE = '/valinta-tulos-service';
const RESULTS = `${BASE}/auth/valinnan-tulos/hakemus/`;
const BULK = `${BASE}/lukuvuosimaksu/read`;

const people: Person[] = [
  person('a', {
    places: [
      place({ condition: { fi: 'Todistus 31.8. mennessä', en: 'Certificate by 31.8.' } }),
      place({
        option: { oid: OPTION_2, name: {} },
        valintaTila: 'PERUUNTUNUT',
        published: false,
        acceptanceDeadline: '2026-07-15T12:00:00.000Z',
      }),
      place({ option: { oid: OPTION_3, name: {} }, applicationOid: `${APPLICATION}9` }),
    ],
    feeRows: [
      fee(PERSON_A, OPTION_1, { maksuntila: 'MAKSETTU', recordedAt: '2026-06-11T07:42:05Z' }),
      fee(PERSON_A, OPTION_2, { maksuntila: 'MAKSAMATTA', recordedAt: '2026-06-12T07:42:05Z' }),
    ],
  }),
  person('b', { feeRows: [fee(PERSON_B, OPTION_1, { maksuntila: 'VAPAUTETTU' })] }),
];

let mock: RunningMock;
let session = '';

beforeAll(async () => {
  mock = await startMock(feesMock, { people, now: () => Date.parse('2026-06-01T09:00:00Z') }, 0);
  session = await sessionOf('opintolupa', 'opintolupa-sandbox');
});
afterAll(() => mock.close());

describe('fee register, one option', () => {
  it('gives the rows of all persons', async () => {
    const answer = await rows(await option(OPTION_1, session));
    expect(answer.map(({ personOid }) => personOid).sort()).toEqual([PERSON_A, PERSON_B]);
    expect(answer.find(({ personOid }) => personOid === PERSON_A)).toEqual({
      personOid: PERSON_A,
      hakukohdeOid: OPTION_1,
      maksuntila: 'MAKSETTU',
      muokkaaja: OFFICIAL,
      luotu: '2026-06-11T07:42:05Z',
    });
  });

  it('gives an empty array for an option without rows, and refuses an option that it does not know', async () => {
    expect(await rows(await option(OPTION_3, session))).toEqual([]);
    expect((await option('1.2.246.562.20.1', session)).status).toBe(400);
  });

  it('needs a session and a right', async () => {
    const none = await option(OPTION_1, '');
    expect(none.status).toBe(401);
    expect(await none.json()).toEqual({ error: 'Unauthenticated: No session found' });
    for (const user of ['norights', 'migrionly']) {
      const answer = await option(OPTION_1, await sessionOf(user, user));
      expect(answer.status).toBe(403);
      expect(await answer.json()).toEqual({ error: 'Forbidden: null' });
    }
  });

  it('needs a User-Agent', async () => {
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    const url = `${mock.url}${BASE}/auth/lukuvuosimaksu/${OPTION_1}`;
    httpRequest(url, { headers: { cookie: session } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).end();
    expect(await promise).toBe(400);
  });

  it('has no write here', async () => {
    const answer = await post(`${BASE}/auth/lukuvuosimaksu/${OPTION_1}`, '[]');
    expect(answer.status).toBe(404);
  });
});

describe('fee register, bulk', () => {
  const auditSession = { personOid: OFFICIAL, roles: [], userAgent: 'test', inetAddress: 'localhost' };

  it('keeps only the newest row of each person, and asks for no session', async () => {
    const answer = await rows(
      await post(BULK, JSON.stringify({ hakukohdeOids: [OPTION_1, OPTION_2], auditSession }), ''),
    );
    const found = new Map(answer.map((row) => [row.personOid, row.hakukohdeOid]));
    expect(answer).toHaveLength(2);
    expect(found.get(PERSON_A)).toBe(OPTION_2);
    expect(found.get(PERSON_B)).toBe(OPTION_1);
  });

  it('refuses a request without audit data, or with audit data that name nobody', async () => {
    const query = { hakukohdeOids: [OPTION_1] };
    const bodies = [
      [query, 400],
      [{ ...query, auditSession: { ...auditSession, userAgent: undefined } }, 400],
      [{ ...query, auditSession: { ...auditSession, personOid: 'x' } }, 500],
      [{ ...query, auditSession: { ...auditSession, inetAddress: 'no.such.host' } }, 500],
    ] as const;
    for (const [body, status] of bodies) {
      expect((await post(BULK, JSON.stringify(body), '')).status).toBe(status);
    }
  });

  it('accepts JSON only', async () => {
    const answer = await fetch(`${mock.url}${BULK}`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(415);
  });
});

describe('selection results by application', () => {
  it('gives every choice, with its condition, publication and deadline', async () => {
    const answer = await post(RESULTS, JSON.stringify([APPLICATION, 'unknown']));
    expect(answer.status).toBe(200);
    const results = z.array(valinnantulosHistoriallaSchema).parse(await answer.json());
    const byOption = new Map(results.map(({ valinnantulos }) => [valinnantulos.hakukohdeOid, valinnantulos]));
    expect([...byOption.keys()].sort()).toEqual([OPTION_1, OPTION_2]);
    expect(byOption.get(OPTION_1)).toEqual({
      hakukohdeOid: OPTION_1,
      valintatapajonoOid: OPTION_1.replaceAll('.', ''),
      hakemusOid: APPLICATION,
      henkiloOid: PERSON_A,
      valinnantila: 'HYVAKSYTTY',
      ehdollisestiHyvaksyttavissa: true,
      ehdollisenHyvaksymisenEhtoKoodi: 'muu',
      ehdollisenHyvaksymisenEhtoFI: 'Todistus 31.8. mennessä',
      ehdollisenHyvaksymisenEhtoEN: 'Certificate by 31.8.',
      julkaistavissa: true,
      vastaanottotila: 'KESKEN',
      ilmoittautumistila: 'EI_TEHTY',
    });
    expect(byOption.get(OPTION_2)).toMatchObject({
      valinnantila: 'PERUUNTUNUT',
      ehdollisestiHyvaksyttavissa: false,
      julkaistavissa: false,
      vastaanottoDeadline: '2026-07-15T12:00:00Z',
    });
  });

  it('refuses none or too many in plain text', async () => {
    const many = Array.from({ length: 5001 }, (_, n) => `${APPLICATION}${n}`);
    for (const body of [[], many]) {
      const answer = await post(RESULTS, JSON.stringify(body));
      expect(answer.status).toBe(400);
      const text = await answer.text();
      expect(() => JSON.parse(text)).toThrow();
    }
  });

  it('needs JSON, a session and a right, in this order', async () => {
    const text = await fetch(`${mock.url}${RESULTS}`, { method: 'POST', body: '[]' });
    expect(text.status).toBe(415);
    expect((await post(RESULTS, '[]', '')).status).toBe(401);
    expect((await post(RESULTS, '[]', await sessionOf('norights', 'norights'))).status).toBe(403);
  });
});

it('records what was asked', async () => {
  mock.clearCalls();
  await option(OPTION_1, session);
  await post(RESULTS, JSON.stringify([APPLICATION, `${APPLICATION}9`]));
  expect(mock.calls().map(({ operation, persons }) => [operation, persons])).toEqual([
    ['lukuvuosimaksu', null],
    ['valinnan-tulos', 1],
  ]);
});

function option(oid: string, cookie: string): Promise<Response> {
  return fetch(`${mock.url}${BASE}/auth/lukuvuosimaksu/${oid}`, { headers: { cookie } });
}

function post(path: string, body: string, cookie = session): Promise<Response> {
  const headers = { 'content-type': 'application/json', cookie };
  return fetch(`${mock.url}${path}`, { method: 'POST', body, headers });
}

async function rows(answer: Response): Promise<Lukuvuosimaksu[]> {
  expect(answer.status).toBe(200);
  return z.array(lukuvuosimaksuSchema.strict()).parse(await answer.json());
}

async function sessionOf(username: string, password: string): Promise<string> {
  const service = `${mock.url}${BASE}/auth/login`;
  const form = new URLSearchParams({ username, password });
  const granted = await fetch(`${mock.url}/cas/v1/tickets`, { method: 'POST', body: form });
  const ticket = await fetch(
    `${mock.url}/cas/v1/tickets/${granted.headers.get('location')?.split('/').at(-1)}`,
    {
      method: 'POST',
      body: new URLSearchParams({ service }),
    },
  );
  const login = await fetch(`${service}?ticket=${(await ticket.text()).trim()}`);
  return login.headers.get('set-cookie')?.split(';')[0] ?? '';
}

function person(id: string, parts: Partial<Person>): Person {
  const none = { records: [], places: [], feeRows: [], studentRecords: [], migri: null };
  return { id, story: '', ...none, ...parts };
}

function place(changes: Partial<StudyPlace>): StudyPlace {
  return {
    personOid: PERSON_A,
    applicationOid: APPLICATION,
    round: { oid: '1.2.246.562.29.00000000000000000001', name: {} },
    option: { oid: OPTION_1, name: {} },
    implementation: { oid: '1.2.246.562.17.00000000000000000001', name: {} },
    provider: { oid: '1.2.246.562.10.12345678903', name: {} },
    valintaTila: 'HYVAKSYTTY',
    vastaanottoTila: 'KESKEN',
    ilmoittautuminenTila: 'EI_TEHTY',
    maksuvelvollisuus: 'REQUIRED',
    condition: null,
    published: true,
    acceptanceDeadline: null,
    startYear: 2026,
    startSeason: 'S',
    ...changes,
  };
}

function fee(personOid: string, optionOid: string, changes: Partial<FeeRow>): FeeRow {
  const recorded = {
    maksuntila: 'MAKSAMATTA',
    recordedBy: OFFICIAL,
    recordedAt: '2026-06-10T07:42:05Z',
  } as const;
  return { personOid, optionOid, ...recorded, ...changes };
}
