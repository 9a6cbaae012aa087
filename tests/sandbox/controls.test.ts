import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../gateway/sandbox/language.ts';
import * as subgraphs from '../../subgraphs/index.ts';
import { personaOid } from '../officer-query.ts';
import type { Headers } from '../sandbox-access.ts';
import { type Reply, type System, startGateway, startSystem } from '../system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem({ today: '2026-11-24' });
});
afterAll(() => system.close());

async function send(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  { body, headers = {} }: { readonly body?: unknown; readonly headers?: Headers } = {},
): Promise<Reply> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(`${system.url}${path}`, {
    method,
    headers: { accept: 'application/json', ...json, ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

function errorOf({ status, body }: Reply): readonly unknown[] {
  return [status, body.errors?.[0].extensions.code, body.errors?.[0].message];
}

describe('what the controls offer', () => {
  it('is everything that there is to choose, and where each dial stands', async () => {
    const { status, body } = await send('GET', '/sandbox/controls');
    expect(status).toBe(200);
    expect(body.today).toBe('2026-11-24');
    expect(body.people).toHaveLength(16);
    expect(
      body.callers.map(({ key, client, purpose, needsCase }: Record<string, unknown>) => [
        key,
        client,
        purpose,
        needsCase,
      ]),
    ).toEqual([
      ['first-permit', 'migri', 'MIGRI_FIRST_PERMIT', true],
      ['extension', 'migri', 'MIGRI_EXTENSION', true],
      ['post-check', 'migri', 'MIGRI_POST_CHECK', true],
      ['fee-obligation', 'oph', 'FEE_OBLIGATION_CHECK', true],
      ['student', 'vf', 'VF_SELF_SERVICE', false],
      ['developer', 'developer', 'SANDBOX', false],
      ['unknown', null, null, false],
    ]);
    expect(body.consentRegistries).toHaveLength(5);
    expect(body.registries.map(({ key, dial }: Record<string, unknown>) => [key, dial]).toSorted()).toEqual(
      Object.values(subgraphs)
        .map(({ name }) => [name, 'normal'])
        .toSorted(),
    );
  });

  it('says everything in every language, each in its own words', async () => {
    const { body } = await send('GET', '/sandbox/controls');
    const texts = [
      ...body.people.map(({ story }: { readonly story: object }) => story),
      ...[body.callers, body.operations].flat().flatMap(({ title, about }) => [title, about]),
    ];
    for (const text of texts) {
      expect(Object.keys(text).toSorted()).toEqual([...languages].toSorted());
      expect(new Set(Object.values(text)).size, JSON.stringify(text)).toBe(3);
    }
  });

  it('tells a dial that was turned by other means as not known, not as normal', async () => {
    await system.mock('fees').setFault({ fault: 'hang' });
    const { body } = await send('GET', '/sandbox/controls');
    await system.mock('fees').setFault(null);
    expect(body.registries.find(({ key }: { readonly key: string }) => key === 'fees').dial).toBeNull();
  });
});

describe('credentials', () => {
  it('are those of whoever was chosen', async () => {
    const asked = { caller: 'first-permit', caseReference: 'UMA-2026-7' };
    const { status, body } = await send('POST', '/sandbox/credentials', { body: asked });
    expect(status).toBe(200);
    expect(body.headers).toMatchObject({ 'x-purpose': 'MIGRI_FIRST_PERMIT', 'x-case': 'UMA-2026-7' });
    const query = '{ student(oppijanumero: "1.2.246.562.24.00000009000") { identity { state } } }';
    const answer = await system.ask(query, {}, body.headers);
    expect(answer.body.data.student.identity.state).toBe('KNOWN');
  });

  const keys = 'first-permit, extension, post-check, fee-obligation, student, developer, unknown';
  it.each([
    [{ caller: 'kela' }, `\`caller\` must be one of ${keys}.`],
    [{}, `\`caller\` must be one of ${keys}.`],
    [{ caller: 'student' }, /^`person` must be one of P00, .*P15 when the student asks\.$/],
    [{ caller: 'student', person: 'P99' }, /^`person` must be one of P00, /],
    [{ caller: 'student', person: 'P00', consents: 'ONR' }, /^`consents` must be a list of ONR, /],
    [{ caller: 'student', person: 'P00', consents: ['DVV'] }, /^`consents.0` must be one of ONR, /],
    [{ caller: 'extension', caseReference: 'x\ny' }, /^`caseReference` must be 1–100 letters/],
    [{ caller: 'extension', caseReference: 7 }, '`caseReference` must be a text or null.'],
    [{ caller: 'extension', client: 'migri' }, /^The body must be a JSON object with `caller`/],
    [[], /^The body must be a JSON object/],
  ])('are refused for %j, by the name of what is wrong', async (body, message) => {
    const answer = await send('POST', '/sandbox/credentials', { body });
    expect(errorOf(answer)).toEqual([400, 'BAD_USER_INPUT', expect.stringMatching(message)]);
  });
});

const officerQuery = `query ($who: Oppijanumero!) { student(oppijanumero: $who) {
  identity { ...f } admissions { ...f } feePayments { ...f } studyRights { ...f } permits { ...f }
  studyRightValidity { determination value missing { fact } }
} } fragment f on Fact { state reason { code } }`;

/** The fact that each registry alone answers for. */
const factOf: Readonly<Record<string, string>> = {
  oppijanumero: 'identity',
  opintopolku: 'admissions',
  fees: 'feePayments',
  virta: 'studyRights',
  migri: 'permits',
};

async function turn(registry: string, dial: string): Promise<Reply> {
  return send('PUT', `/sandbox/dials/${registry}`, { body: { dial } });
}

async function askOfficer(number = 9000) {
  const { body } = await send('POST', '/sandbox/credentials', { body: { caller: 'first-permit' } });
  const answer = await system.ask(officerQuery, { who: personaOid(number) }, body.headers);
  expect(answer.status).toBe(200);
  return answer.body.data.student;
}

describe.each(Object.entries(factOf))('the dial of %s', (registry, fact) => {
  it.each([
    ['slow', 'KNOWN', null],
    ['down', 'SOURCE_UNAVAILABLE', 'UNREACHABLE'],
    ['malformed', 'SOURCE_UNAVAILABLE', 'INVALID_ANSWER'],
    ['logged-out', 'SOURCE_UNAVAILABLE', 'AUTHENTICATION_FAILED'],
  ])(
    '%s: its fact is %s, the others stand, and all is well at once when it is turned back',
    async (dial, state, code) => {
      expect(await turn(registry, dial)).toEqual({ status: 200, body: { key: registry, dial } });
      const { body: board } = await send('GET', '/sandbox/controls');
      expect(board.registries.find(({ key }: { readonly key: string }) => key === registry).dial).toBe(dial);
      const struck = await askOfficer();
      expect(await turn(registry, 'normal')).toEqual({
        status: 200,
        body: { key: registry, dial: 'normal' },
      });
      const after = await askOfficer();
      expect([struck[fact].state, struck[fact].reason?.code ?? null]).toEqual([state, code]);
      // Without its study places, nobody knows which fees to ask for.
      const leaning = registry === 'opintopolku' ? ['feePayments'] : [];
      const others = Object.values(factOf).filter((one) => one !== fact && !leaning.includes(one));
      // Without ONR, nobody knows whether there is more under another number.
      const stand = registry === 'oppijanumero' && code !== null ? 'AMBIGUOUS' : 'KNOWN';
      expect(others.map((one) => [one, struck[one].state])).toEqual(others.map((one) => [one, stand]));
      expect(Object.values(factOf).map((one) => after[one].state)).toEqual(Array(5).fill('KNOWN'));
    },
  );
});

describe('VIRTA switched off', () => {
  it('leaves it open whether a study right is valid: neither yes nor no', async () => {
    await turn('virta', 'down');
    const struck = await askOfficer(9013);
    await turn('virta', 'normal');
    expect(struck.studyRightValidity).toEqual({
      determination: 'UNDETERMINED',
      value: null,
      missing: [{ fact: 'studyRights' }],
    });
    expect((await askOfficer(9013)).studyRightValidity).toMatchObject({ value: false });
  });

  it('for so many people that it is left alone is asked again a moment after it is back', async () => {
    // A gateway that has seen nothing of VIRTA but this.
    const gateway = await startGateway({
      TODAY: '2026-11-24',
      VIRTA_URL: `${system.mock('virta').url}/luku/OpiskelijanTiedot`,
      OPPIJANUMERO_URL: `${system.mock('oppijanumero').url}/oppijanumerorekisteri-service`,
      OPPIJANUMERO_TOKEN_URL: `${system.mock('oppijanumero').url}/kayttooikeus-service/oauth2/token`,
    });
    const query =
      'query ($who: Oppijanumero!) { student(oppijanumero: $who) { studyRights { state reason { code } } } }';
    const askAbout = async (number: number) =>
      (await gateway.ask(query, { who: personaOid(number) })).body.data.student.studyRights;
    await turn('virta', 'down');
    for (const number of [9000, 9001, 9002, 9003, 9004, 9005, 9006, 9007, 9009, 9010, 9012])
      await askAbout(number);
    const leftAlone = await askAbout(9013);
    await turn('virta', 'normal');
    expect(leftAlone.reason.code).toBe('CIRCUIT_OPEN');
    const stateNow = async () => (await askAbout(9000)).state;
    await expect.poll(stateNow, { timeout: 20_000, interval: 250 }).toBe('KNOWN');
    await gateway.close();
  });
});

describe('a dial', () => {
  it.each([
    ['kela', { dial: 'down' }, /^`registry` must be one of oppijanumero, opintopolku, virta, fees, migri\.$/],
    ['virta', { dial: 'broken' }, '`dial` must be one of normal, slow, down, malformed, logged-out.'],
    ['virta', {}, /^`dial` must be one of normal/],
    ['virta', undefined, 'The body must be a JSON object with `dial`.'],
  ])('of %s is not turned to %j', async (registry, body, message) => {
    const answer = await send('PUT', `/sandbox/dials/${registry}`, { body });
    expect(errorOf(answer)).toEqual([400, 'BAD_USER_INPUT', expect.stringMatching(message)]);
  });

  it('whose mock does not answer says so', async () => {
    const gateway = await startGateway({ VIRTA_URL: 'http://127.0.0.1:1/luku/OpiskelijanTiedot' });
    const response = await fetch(`${gateway.url}/sandbox/dials/virta`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"dial":"down"}',
    });
    const answer = { status: response.status, body: await response.json() };
    const board: Reply['body'] = await (await fetch(`${gateway.url}/sandbox/controls`)).json();
    await gateway.close();
    const message = 'The mock of virta does not answer at http://127.0.0.1:1.';
    expect(errorOf(answer)).toEqual([503, 'SANDBOX_UNAVAILABLE', message]);
    expect(board.registries.find(({ key }: { readonly key: string }) => key === 'virta').dial).toBeNull();
  });
});

describe('the controls', () => {
  it.each([
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('are not for a page with %j', async (headers: Headers) => {
    for (const answer of [
      await send('GET', '/sandbox/controls', { headers }),
      await send('POST', '/sandbox/credentials', { headers, body: { caller: 'developer' } }),
      await send('PUT', '/sandbox/dials/virta', { headers, body: { dial: 'down' } }),
    ]) {
      expect(errorOf(answer).slice(0, 2)).toEqual([403, 'FORBIDDEN']);
    }
  });

  it('are for the gateway’s own pages', async () => {
    const headers = { origin: system.url, 'sec-fetch-site': 'same-origin' };
    const { status } = await send('POST', '/sandbox/credentials', { headers, body: { caller: 'unknown' } });
    expect(status).toBe(200);
  });

  it('take JSON alone', async () => {
    for (const [method, path] of [
      ['POST', 'credentials'],
      ['PUT', 'dials/virta'],
    ] as const) {
      const { status } = await fetch(`${system.url}/sandbox/${path}`, {
        method,
        headers: { 'content-type': 'text/plain' },
        body: '{"dial":"down","caller":"developer"}',
      });
      expect(status).toBe(415);
    }
  });

  it('are not there when the sandbox’s pages are off', async () => {
    const gateway = await startGateway({ SANDBOX_PAGES: 'off' });
    const statuses = await Promise.all(
      ['controls', 'credentials', 'dials/virta'].map(
        async (path) => (await fetch(`${gateway.url}/sandbox/${path}`)).status,
      ),
    );
    await gateway.close();
    expect(statuses).toEqual([404, 404, 404]);
  });
});
