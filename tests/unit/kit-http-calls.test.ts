import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { createHttpClient, type HttpClient } from '../../subgraphs/registry/http.ts';

interface Received {
  readonly request: IncomingMessage;
  readonly body: string;
}

const running: { server: Server; client: HttpClient }[] = [];

afterEach(async () => {
  for (const { server, client } of running.splice(0)) {
    await client.close();
    server.closeAllConnections();
    server.close();
  }
});

/** A registry that answers `{}` and keeps what it was sent; the client reaches it under a base path. */
async function startEcho(basePath = ''): Promise<{ client: HttpClient; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    received.push({ request, body: Buffer.concat(chunks).toString() });
    const moved = request.url?.endsWith('/moved') ?? false;
    response.writeHead(moved ? 302 : 200, moved ? { location: '/elsewhere' } : { 'x-answer': 'yes' });
    response.end('{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const client = createHttpClient({
    baseUrl: `http://127.0.0.1:${port}${basePath}`,
    timeoutMs: 10_000,
    maxAnswerBytes: 1000,
    connections: 4,
    callerId: '1.2.246.562.10.00000000001.tests',
    onlyMocks: false,
    clock: createClock(null),
  });
  running.push({ server, client });
  return { client, received };
}

const { signal } = new AbortController();

describe('a call to a registry', () => {
  it('says who calls, and asks for an uncompressed answer', async () => {
    const { client, received } = await startEcho();
    await client.call({ method: 'GET', path: '/x', signal });
    expect(received[0]?.request.headers).toMatchObject({
      'caller-id': '1.2.246.562.10.00000000001.tests',
      'user-agent': 'opintolupa',
      'accept-encoding': 'identity',
    });
  });

  it('carries the same CSRF token in header and cookie', async () => {
    const { client, received } = await startEcho();
    await client.call({ method: 'POST', path: '/x', body: '{}', signal });
    const { csrf, cookie } = received[0]?.request.headers ?? {};
    expect(csrf).toMatch(/./);
    expect(cookie).toBe(`CSRF=${csrf}`);
  });

  it("keeps the call's own cookie beside the CSRF cookie", async () => {
    const { client, received } = await startEcho();
    await client.call({ method: 'GET', path: '/x', headers: { cookie: 'JSESSIONID=abc' }, signal });
    const { csrf, cookie } = received[0]?.request.headers ?? {};
    expect(cookie?.split('; ').sort()).toEqual([`CSRF=${csrf}`, 'JSESSIONID=abc'].sort());
  });

  it("sends the call's own headers and body as they are", async () => {
    const { client, received } = await startEcho();
    const body = '["ä–€"]';
    await client.call({
      method: 'POST',
      path: '/x?a=b',
      headers: { 'content-type': 'application/json', authorization: 'Bearer t' },
      body,
      signal,
    });
    expect(received[0]).toMatchObject({
      body,
      request: {
        method: 'POST',
        url: '/x?a=b',
        headers: { 'content-type': 'application/json', authorization: 'Bearer t' },
      },
    });
  });

  it.each(['/service', '/service/'])('goes under the path of the base URL %s', async (basePath) => {
    const { client, received } = await startEcho(basePath);
    await client.call({ method: 'GET', path: '/x', signal });
    expect(received[0]?.request.url).toBe('/service/x');
    expect(client.baseUrl).toMatch(/:\d+\/service$/);
  });

  it('gives status, headers and text of the answer, whatever the status', async () => {
    const { client } = await startEcho();
    const reply = await client.call({ method: 'GET', path: '/x', signal });
    expect(reply).toMatchObject({
      answered: true,
      value: { status: 200, text: '{}', headers: { 'x-answer': 'yes' } },
    });
  });

  it('is not sent again to where a redirect points', async () => {
    const { client, received } = await startEcho();
    const reply = await client.call({ method: 'GET', path: '/moved', signal });
    expect(reply).toMatchObject({ answered: true, value: { status: 302 } });
    expect(received.map(({ request }) => request.url)).toEqual(['/moved']);
  });

  it('is not sent at all for a caller that has gone already', async () => {
    const { client, received } = await startEcho();
    const reply = await client.call({ method: 'GET', path: '/x', signal: AbortSignal.abort() });
    expect(reply).toMatchObject({ answered: false, failure: { code: 'TIMEOUT' } });
    expect(received).toEqual([]);
  });
});
