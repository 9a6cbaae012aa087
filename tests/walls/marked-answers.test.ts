import { createServer, type IncomingHttpHeaders } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { turnDial } from '../../gateway/sandbox/controls/dials.ts';
import { mockRegistries } from '../../mocks/index.ts';
import { issuerMock } from '../../mocks/issuer.ts';
import { startMock } from '../../mocks/registry-server.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { createHttpClient } from '../../subgraphs/registry/http.ts';
import { createTools, sharedEnvironment } from '../../subgraphs/registry/settings.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A registry that is none of the mocks: as one at the end of a tunnel. */
async function startUnmarked(headers: IncomingHttpHeaders = {}) {
  const methods: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    methods.push(request.method);
    response.writeHead(200, headers).end('{"fault":"latency"}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closers.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, methods };
}

async function callAt(baseUrl: string, onlyMocks: boolean) {
  const limits = { timeoutMs: 5_000, maxAnswerBytes: 10_000, connections: 1 };
  const client = createHttpClient({
    baseUrl,
    ...limits,
    callerId: 'tests',
    clock: createClock(null),
    onlyMocks,
  });
  closers.push(client.close);
  return client.call({ method: 'GET', path: '/', signal: AbortSignal.timeout(5_000) });
}

const unread = { answered: false, failure: { code: 'INVALID_ANSWER', retryAt: null } };

describe('an answer without a mock’s mark', () => {
  it('is not read in the sandbox', async () => {
    const { url } = await startUnmarked();
    expect(await callAt(url, true)).toEqual(unread);
  });

  it('is read over real registries', async () => {
    const { url } = await startUnmarked();
    expect(await callAt(url, false)).toMatchObject({ answered: true });
  });

  it('turns no dial: nothing is posted to whoever gives it', async () => {
    const { url: origin, methods } = await startUnmarked();
    const turning = turnDial({ name: 'virta', origin, speaks: 'SOAP' }, 'slow');
    await expect(turning).rejects.toThrow('The mock of virta does not answer');
    expect(methods).toEqual(['GET']);
  });
});

describe('the mark', () => {
  it.each([...mockRegistries.map(({ registry }) => registry), issuerMock])(
    'is on what $name answers',
    async (mock) => {
      const running = await startMock(mock, { people: [], now: Date.now }, 0);
      closers.push(running.close);
      expect((await fetch(`${running.url}/nowhere`)).headers.get('x-sandbox')).toBe(mock.name);
      expect(await callAt(running.url, true)).toMatchObject({ answered: true });
    },
  );

  it.each([
    ['mock', true],
    ['real', false],
  ])('is asked for with REGISTRIES=%s: %s', (REGISTRIES, onlyMocks) => {
    expect(createTools(sharedEnvironment.parse({ REGISTRIES })).tools.onlyMocks).toBe(onlyMocks);
  });
});
