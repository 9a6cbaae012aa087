import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../gateway/sandbox/language.ts';
import { mockRegistries } from '../../mocks/index.ts';
import type { Headers } from '../sandbox-access.ts';
import { type Reply, type System, startGateway, startSystem } from '../system.ts';
import { errorOf, type Sent, sendTo } from './sent-to-controls.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem({ today: '2026-11-24' });
});
afterAll(() => system.close());

async function send(
  method: Sent['method'],
  path: string,
  sent: Pick<Sent, 'body' | 'headers'> = {},
): Promise<Reply> {
  return sendTo(system.url, { method, path, ...sent });
}

describe('what the controls offer', () => {
  it('is everything that there is to choose, and where each dial stands', async () => {
    const { status, body } = await send('GET', 'controls');
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
      mockRegistries.map(({ registry }) => [registry.name, 'normal']).toSorted(),
    );
  });

  it('says everything in every language, each in its own words', async () => {
    const { body } = await send('GET', 'controls');
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
    const { body } = await send('GET', 'controls');
    await system.mock('fees').setFault(null);
    expect(body.registries.find(({ key }: { readonly key: string }) => key === 'fees').dial).toBeNull();
  });
});

describe('credentials', () => {
  it('are those of whoever was chosen', async () => {
    const asked = { caller: 'first-permit', caseReference: 'UMA-2026-7' };
    const { status, body } = await send('POST', 'credentials', { body: asked });
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
    const answer = await send('POST', 'credentials', { body });
    expect(errorOf(answer)).toEqual([400, 'BAD_USER_INPUT', expect.stringMatching(message)]);
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
      await send('GET', 'controls', { headers }),
      await send('POST', 'credentials', { headers, body: { caller: 'developer' } }),
      await send('PUT', 'dials/virta', { headers, body: { dial: 'down' } }),
    ]) {
      expect(errorOf(answer).slice(0, 2)).toEqual([403, 'FORBIDDEN']);
    }
  });

  it('are for the gateway’s own pages', async () => {
    const headers = { origin: system.url, 'sec-fetch-site': 'same-origin' };
    const { status } = await send('POST', 'credentials', { headers, body: { caller: 'unknown' } });
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
