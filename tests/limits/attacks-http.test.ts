import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { developerHeaders } from '../sandbox-access.ts';
import { type System, startSystem } from '../system.ts';
import { clientsFileWith } from './clients-file.ts';
import { head, sendRaw, statusOf } from './raw-http.ts';

const question = JSON.stringify({ query: '{ __typename }' });
const json = 'Content-Type: application/json';
const chunked = 'Transfer-Encoding: chunked';
const length = (body: string | Uint8Array): string => `Content-Length: ${Buffer.byteLength(body)}`;
const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
const jsonPost = { method: 'POST', headers: { 'content-type': 'application/json' }, body: question };
const portal = 'https://portal.example';

describe('attacks by HTTP', () => {
  let system: System;
  let credentials: Readonly<Record<string, string>>;
  let authorized: string;
  beforeAll(async () => {
    credentials = await developerHeaders();
    authorized = `Authorization: ${credentials.authorization}`;
    system = await startSystem({
      today: '2026-11-24',
      environment: {
        CLIENTS_FILE: clientsFileWith({ developer: { bodyKib: 64 } }),
        CORS_ORIGINS: `${portal}, https://other.example`,
        REQUEST_TIMEOUT_MS: '500',
      },
    });
  });
  afterAll(() => system.close());
  beforeEach(() => system.clearCalls());
  afterEach(() => {
    expect(Object.values(system.dataCalls())).toEqual([0, 0, 0, 0, 0]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  const graphql = (init: RequestInit, query = '') => fetch(`${system.url}/graphql${query}`, init);
  const posted = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
    graphql({
      method: 'POST',
      body: typeof body === 'string' ? body : new Uint8Array(body),
      headers: { 'content-type': 'application/json', ...credentials, ...headers },
    });
  const refusedWith = async (response: Response, status: number, code: string) => {
    expect([response.status, await response.json()]).toMatchObject([
      status,
      { errors: [{ extensions: { code } }] },
    ]);
  };

  test.each(['?query={__typename}', '?query=mutation{a}', '?_method=POST&query={__typename}'])(
    '1, 2: GET %s is refused',
    async (query) => {
      const response = await graphql({}, query);
      expect(response.headers.get('allow')).toBe('POST');
      await refusedWith(response, 405, 'METHOD_NOT_ALLOWED');
    },
  );

  test.each([
    ['3', 'application/x-www-form-urlencoded'],
    ['3', 'multipart/form-data; boundary=x'],
    ['4', 'text/plain'],
    ['4', 'application/graphql'],
    ['CVE-2026-23897', 'application/json; charset=utf-7'],
    ['CVE-2026-23897', 'application/json; charset=utf-16'],
    ['CVE-2026-23897', 'application/json; charset=ibm037'],
    ['CVE-2026-25223', 'application/json\ta'],
    ['CVE-2026-25223', 'application/json ;x'],
    ['CVE-2026-25223', 'application/json, text/plain'],
  ])('%s: the content type %s is refused', async (_line, type) => {
    await refusedWith(await posted(question, { 'content-type': type }), 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  test.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
  ])('the content type %s is accepted', async (type) => {
    expect((await posted(question, { 'content-type': type })).status).toBe(200);
  });

  test('5: a body without content type is refused', async () => {
    const answer = await sendRaw(system.url, [head(length(question)), question]);
    expect(statusOf(answer)).toBe(415);
  });

  test.each(['gzip', 'br', 'deflate', 'gzip, gzip', 'identity'])(
    '7: the encoding %s is refused',
    async (encoding) => {
      const bomb = gzipSync(Buffer.alloc(10 * 1024 * 1024));
      await refusedWith(await posted(bomb, { 'content-encoding': encoding }), 415, 'UNSUPPORTED_MEDIA_TYPE');
    },
  );

  const padded = (size: number): string => {
    const empty = JSON.stringify({ query: '{ __typename }', operationName: null, padding: '' });
    return empty.replace('"padding":""', `"padding":"${'x'.repeat(size - empty.length)}"`);
  };

  test('8: a body of 64 KiB is read, one byte more is not', async () => {
    expect((await posted(padded(65_536))).status).toBe(200);
    await refusedWith(await posted(padded(65_537)), 413, 'PAYLOAD_TOO_LARGE');
  });

  test('8: chunks without a length are counted', async () => {
    const sent = (size: number) =>
      sendRaw(system.url, [head(json, chunked, authorized), chunk(padded(size)), '0\r\n\r\n']);
    expect([await sent(65_536), await sent(65_537)].map(statusOf)).toEqual([200, 413]);
  });

  test.each([
    ['a lone continuation byte', [0x80]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['half of a letter', [0xc3]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
  ])('9: %s in a body is no UTF-8', async (_what, bytes) => {
    const body = Buffer.concat([
      Buffer.from('{"query":"{ __typename }","a":"'),
      Buffer.from(bytes),
      Buffer.from('"}'),
    ]);
    await refusedWith(await posted(body), 400, 'BAD_REQUEST');
  });

  test.each([
    ['lists', `{"query":"{ __typename }","variables":{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}}`],
    ['objects', `{"query":"{ __typename }","a":${'{"b":'.repeat(10_000)}1${'}'.repeat(10_000)}}`],
    ['lists that never close', '['.repeat(60_000)],
  ])('10: %s nested thousands deep are refused', async (_what, body) => {
    await refusedWith(await posted(body), 400, 'BAD_REQUEST');
  });

  test('10: brackets in texts nest nothing', async () => {
    const body = JSON.stringify({ query: '{ __typename }', a: `${'[{'.repeat(1000)}"\\"` });
    expect((await posted(body)).status).toBe(200);
  });

  test.each([
    '{"query":"{ __typename }","__proto__":{"a":1}}',
    '{"query":"{ __typename }","variables":{"__proto__":{"a":1}}}',
    '{"query":"{ __typename }","variables":{"a":{"constructor":{"prototype":{"a":1}}}}}',
    '{"query":"{ __typename }","variables":{"a":[{"\\u005f_proto__":{"a":1}}]}}',
    '{"query":"{ __typename }","query":"{ student }"}',
    '{"query":"{ __typename }","\\u0071uery":"{ student }"}',
    '{"query":"{ __typename }","variables":{"a":1,"a":2}}',
  ])('12: %s is refused', async (body) => {
    await refusedWith(await posted(body), 400, 'BAD_REQUEST');
  });

  test.each([
    '[]',
    '"x"',
    'null',
    '1',
    'true',
    '',
    '{}',
    '{"query":""}',
    '{"query":["{ __typename }"]}',
    '{',
  ])('13: the body %s is no question', async (body) => {
    await refusedWith(await posted(body), 400, 'BAD_REQUEST');
  });

  test.each([1, 2, 10, 1000])('40: a list of %i operations is refused', async (count) => {
    const body = JSON.stringify(Array.from({ length: count }, () => ({ query: '{ __typename }' })));
    await refusedWith(await posted(body), 400, 'BATCHING_DISABLED');
  });

  test.each([
    ['a header of 20 KiB', [`X-Large: ${'x'.repeat(20_480)}`]],
    ['200 headers', Array.from({ length: 200 }, (_unused, index) => `X-${index}: x`)],
  ])('16: %s is refused', async (_what, headers) => {
    const answer = await sendRaw(system.url, [head(json, length(question), ...headers), question]);
    expect(statusOf(answer)).toBe(431);
    expect(answer).toContain('"code":"BAD_REQUEST"');
  });

  test.each([
    ['two lengths', [json, 'Content-Length: 3', length(question)]],
    ['a length and chunks', [json, length(question), chunked]],
    ['a length that is no number', [json, 'Content-Length: 0x10']],
    ['an unknown transfer encoding', [json, 'Transfer-Encoding: chunked, identity']],
    ['a header line that is continued', [json, length(question), 'X-A: b\r\n c: d', 'X B: c']],
  ])('C10: %s are refused, and the connection is closed', async (_what, headers) => {
    const answer = await sendRaw(system.url, [head(...headers), question]);
    expect(statusOf(answer)).toBe(400);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  test.each([
    ['a body that stops', () => [head(json, 'Content-Length: 1000', authorized), '{"query":']],
    ['headers that stop', () => ['POST /graphql HTTP/1.1\r\nHost: localhost\r\n']],
  ])('17: %s is not waited for', async (_what, parts) => {
    expect(statusOf(await sendRaw(system.url, parts()))).toBe(408);
  });

  test('17: 300 slow senders do not hinder another', async () => {
    const { hostname, port } = new URL(system.url);
    const slow = Array.from({ length: 300 }, () =>
      connect(Number(port), hostname).on('error', () => undefined),
    );
    await Promise.all(slow.map((socket) => once(socket, 'connect')));
    for (const socket of slow) socket.write('POST /graphql HTTP/1.1\r\nHost: g');
    expect((await posted(question)).status).toBe(200);
    // Nothing but the server ends them.
    await Promise.all(slow.map((socket) => once(socket.resume(), 'close')));
  });

  test('19: a method given in a header is not heeded', async () => {
    expect((await posted(question, { 'x-http-method-override': 'GET' })).status).toBe(200);
    await refusedWith(
      await graphql({ headers: { 'x-http-method-override': 'POST' } }),
      405,
      'METHOD_NOT_ALLOWED',
    );
  });

  const preflight = (origin: string, method = 'POST') =>
    graphql({ method: 'OPTIONS', headers: { origin, 'access-control-request-method': method } });

  test('20: pages of a listed origin may call, by POST and with the headers of a question', async () => {
    const { status, headers } = await preflight(portal);
    expect([status, Object.fromEntries(headers)]).toMatchObject([
      204,
      {
        'access-control-allow-origin': portal,
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers':
          'authorization, content-type, x-consent-token, x-authorization-provider, x-request-trace-id, x-purpose, x-case',
        vary: 'Origin',
      },
    ]);
    expect(headers.has('access-control-allow-credentials')).toBe(false);
    const answer = await posted(question, { origin: portal });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, portal]);
  });

  test.each([
    'https://evil.example',
    `${portal}.evil.example`,
    'http://portal.example',
    'null',
    `${portal}/`,
    '',
  ])('20: pages of the origin "%s" may not', async (origin) => {
    const response = await preflight(origin);
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
    await refusedWith(response, 403, 'FORBIDDEN');
    expect((await posted(question, { origin })).headers.has('access-control-allow-origin')).toBe(false);
  });

  test('20: a listed origin may not use another method', async () => {
    await refusedWith(await preflight(portal, 'PUT'), 403, 'FORBIDDEN');
  });

  test.each([
    [
      'websocket',
      [
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGVzdA==',
      ],
    ],
    ['h2c', ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__']],
  ])('21: an upgrade to %s is not made', async (_what, headers) => {
    const lines = ['GET /graphql HTTP/1.1', 'Host: localhost', ...headers, 'Connection: close'].join('\r\n');
    const answer = await sendRaw(system.url, [`${lines}\r\n\r\n`]);
    expect(statusOf(answer)).toBe(405);
  });

  test('22: a browser gets no page', async () => {
    const response = await posted(question, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/json; charset=utf-8',
    ]);
  });

  test.each([
    ['an answer', '/graphql', () => ({ ...jsonPost, headers: { ...jsonPost.headers, ...credentials } })],
    ['a refusal of a stranger', '/graphql', () => jsonPost],
    ['a refusal', '/graphql', () => ({})],
    ['a preflight', '/graphql', () => ({ method: 'OPTIONS' })],
    ['nothing', '/nowhere', () => ({})],
  ])('the security headers are on %s', async (_what, path, init) => {
    const { headers } = await fetch(`${system.url}${path}`, init());
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    // Over plain HTTP a browser would not heed it.
    expect(headers.has('strict-transport-security')).toBe(false);
    expect(headers.has('server')).toBe(false);
    expect(headers.has('x-powered-by')).toBe(false);
  });
});
