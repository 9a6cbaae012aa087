import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendRaw, statusOf } from '../limits/raw-http.ts';
import { textOf } from '../sandbox/card.ts';
import { developerHeaders } from '../sandbox-access.ts';
import { type System, startSystem } from '../system.ts';

let system: System;
let credentials: string;
beforeAll(async () => {
  system = await startSystem({
    today: '2026-11-24',
    environment: { SANDBOX_HOSTS: 'sandbox.example,192.0.2.7', PUBLIC_HOSTS: 'public.example' },
  });
  credentials = `Authorization: ${(await developerHeaders()).authorization}`;
});
afterAll(() => system.close());

const body = JSON.stringify({
  query: '{ student(oppijanumero: "1.2.246.562.24.00000009000") { identity { state } } }',
});
const json = 'Content-Type: application/json';

/** Sends a question with these headers, and gives what became of it: status and code. */
async function ask(headers: readonly string[], target = '/graphql', version = '1.1') {
  const lines = [
    `POST ${target} HTTP/${version}`,
    ...headers,
    credentials,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  const answer = await sendRaw(system.url, [`${lines.join('\r\n')}\r\n\r\n${body}`]);
  const [, text = ''] = answer.split('\r\n\r\n');
  const code = /"code":"(\w+)"/.exec(text)?.[1] ?? null;
  return { status: statusOf(answer), code, form: /^content-type: (.*)$/im.exec(answer)?.[1]?.trim() };
}

const answered = { status: 200, code: null, form: expect.stringContaining('json') };
const refused = { status: 400, code: 'BAD_REQUEST', form: 'application/json; charset=utf-8' };

describe('a request', () => {
  it.each([
    'localhost',
    'LOCALHOST:4000',
    '127.0.0.1:1',
    '[::1]:4000',
    'sandbox.example',
    '192.0.2.7:4000',
    'public.example:443',
  ])('for %s is answered', async (host) => {
    expect(await ask([`Host: ${host}`, json])).toEqual(answered);
  });

  it.each([
    ['of another host', ['Host: rebound.example:4000']],
    ['of a host within a name', ['Host: localhost.rebound.example']],
    ['of a host behind a user', ['Host: rebound@localhost']],
    ['of no host', ['Host: ']],
    ['without a host', []],
    ['of two hosts', ['Host: localhost', 'Host: rebound.example']],
    ['of one host twice', ['Host: localhost', 'Host: localhost']],
  ])('%s is refused, and nobody is asked', async (_what, headers) => {
    system.clearCalls();
    expect(await ask([...headers, json])).toEqual(refused);
    expect(Object.values(system.dataCalls()).every((calls) => calls === 0)).toBe(true);
  });

  it.each([
    ['http://localhost/graphql', answered],
    ['http://localhost:80/graphql', answered],
    ['http://rebound.example/graphql', refused],
    ['http://localhost@rebound.example/graphql', refused],
    ['http://127.0.0.1/graphql', refused],
  ])('with the target %s of Host localhost', async (target, outcome) => {
    expect(await ask(['Host: localhost', json], target)).toEqual(outcome);
  });

  it('in HTTP/1.0 is for a host, too', async () => {
    expect(await ask([json], '/graphql', '1.0')).toEqual(refused);
  });

  it.each([[[json, json]], [[json, 'Content-Type: text/plain']], [['Content-Type: text/plain', json]]])(
    'with %j is refused',
    async (types) => {
      expect(await ask(['Host: localhost', ...types])).toEqual(refused);
    },
  );

  it.each(['/', '/card', '/nowhere', '/sandbox/controls'])(
    'for %s of another host is refused',
    async (path) => {
      const head = `GET ${path} HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n`;
      const answer = await sendRaw(system.url, [head]);
      expect([statusOf(answer), answer.includes('BAD_REQUEST')]).toEqual([400, true]);
    },
  );

  it('that says by itself who sent it and where it was sent is not believed', async () => {
    const forged = ['X-Forwarded-Host: localhost', 'X-Forwarded-Proto: https', 'Forwarded: host=localhost'];
    expect(await ask(['Host: rebound.example', json, ...forged])).toEqual(refused);
    const { headers } = await fetch(`${system.url}/graphql`, { headers: { 'x-forwarded-proto': 'https' } });
    expect(headers.has('strict-transport-security')).toBe(false);
  });
});

describe('what operators ask', () => {
  it.each(['/health/live', '/health/ready', '/metrics'])(
    '%s is answered at their port alone',
    async (path) => {
      expect((await fetch(`${system.opsUrl}${path}`)).status).toBe(200);
      const [there, unknown] = await Promise.all(
        [path, '/nowhere'].map(async (one) => (await fetch(`${system.url}${one}`)).text()),
      );
      expect(there).toBe(unknown);
      expect((await fetch(`${system.url}${path}`)).status).toBe(404);
    },
  );

  it('has no GraphQL and no pages beside it', async () => {
    for (const path of ['/', '/graphql', '/card', '/sandbox/controls']) {
      expect((await fetch(`${system.opsUrl}${path}`)).status).toBe(404);
    }
  });

  it('is for nobody whose name was rebound', async () => {
    const head = 'GET /metrics HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n';
    expect(statusOf(await sendRaw(system.opsUrl, [head]))).toBe(400);
  });
});

describe('a page that asks when it is opened', () => {
  const open = async (path: string, headers: Readonly<Record<string, string>>) => {
    system.clearCalls();
    const response = await fetch(`${system.url}${path}`, { headers });
    const html = await response.text();
    return { status: response.status, html, calls: system.mock('oppijanumero').calls().length };
  };

  it.each([{}, { 'sec-fetch-site': 'none' }, { 'sec-fetch-site': 'same-origin' }])(
    'opens for %j',
    async (from) => {
      expect((await open('/card?person=P00', from)).status).toBe(200);
    },
  );

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { referer: 'https://elsewhere.example/mail' },
    { origin: 'https://elsewhere.example' },
    { 'sec-fetch-site': 'cross-site', referer: 'http://localhost/' },
  ])('stops on arrival with %j, asks nobody, and leads on', async (from) => {
    const { status, html, calls } = await open('/card?person=P03&as=extension&lang=fi', from);
    expect([status, calls]).toEqual([403, 0]);
    const [, onwards = ''] = /<main.*<a href="([^"]*)"/s.exec(html) ?? [];
    expect(onwards).toBe('/card?person=P03&amp;as=extension&amp;lang=fi');
    expect((await open(onwards.replaceAll('&amp;', '&'), { 'sec-fetch-site': 'same-origin' })).status).toBe(
      200,
    );
  });

  it.each([
    ['fi', 'Jatka sivulle'],
    ['sv', 'Fortsätt till sidan'],
    ['en', 'Continue to the page'],
  ])('says so in %s', async (lang, words) => {
    const { html } = await open(`/card?lang=${lang}`, { 'sec-fetch-site': 'cross-site' });
    expect(textOf(html)).toContain(words);
    expect(html).toContain(`<html lang="${lang}">`);
  });

  it('leads nowhere else, whatever the query says', async () => {
    const path = '/card?person=%22%3E%3Cscript%3E&lang=%2F%2Felsewhere.example';
    const { html } = await open(path, { 'sec-fetch-site': 'cross-site' });
    expect(html).not.toContain('<script>');
    expect([...html.matchAll(/href="([^"]*)"/g)].every(([, href = '']) => /^(\/(?!\/)|#)/.test(href))).toBe(
      true,
    );
  });

  it('is that of a person’s disclosures, not that of the log', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site' };
    const number = '1.2.246.562.24.00000009000';
    expect((await open(`/disclosures?person=${number}`, foreign)).status).toBe(403);
    expect((await open(`/disclosures?person=${number}`, {})).status).toBe(200);
    expect((await open('/disclosures', foreign)).status).toBe(200);
  });
});
